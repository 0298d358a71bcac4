import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeSampleApp, type SampleApp } from '../../support/sample-app';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../../..');
let app: SampleApp | null = null;

afterEach(() => {
  app?.remove();
  app = null;
});

/** Runs the whole command over a sample, in its folder, as `npm run wechat:verify` does over the app. */
function verify(changes: Readonly<Record<string, string | null>>) {
  app = writeSampleApp(changes);
  // WeChat's compiler starts itself again in the sample's folder, where no name leads to the loader.
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const command = ['--import', loader, join(ROOT, 'scripts/wechat-verify.ts'), app.root];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: app.root, encoding: 'utf8' });
  const unknown = readdirSync(app.root).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const noise = `${stdout}${stderr}`.split('\n').filter((line) => !/^(?:ok {3}|FAIL | {5}|$)/.test(line));
  const lines = stdout.split('\n').map((line) => line.trim());
  return { status, unknown, noise, lines, failed: lines.filter((line) => line.startsWith('FAIL')) };
}

test('what WeChat’s compiler refuses is named with file and line, and ends the run', () => {
  const { status, lines, failed } = verify({ 'miniprogram/pages/shop/shop.ts': 'Page({\n  data: { price: 3 ,\n});\n' });
  expect(failed).toEqual(['FAIL the compiled package']);
  expect(lines).toContainEqual(expect.stringMatching(/^miniprogram\/pages\/shop\/shop\.ts:3: /));
  expect(status).toBe(1);
});

test('a file that another needs and that is not there is named', () => {
  const { status, lines, failed } = verify({ 'miniprogram/utils/vat.ts': null });
  expect(failed.length).toBeGreaterThan(0);
  expect(lines).toContainEqual(
    expect.stringMatching(/^miniprogram\/pages\/shop\/shop\.ts:1: \.\.\/\.\.\/utils\/vat: /),
  );
  expect(status).toBe(1);
});

test('a good app passes, and of WeChat’s compiler neither words nor folders are left behind', () => {
  expect(verify({})).toMatchObject({ status: 0, failed: [], unknown: [], noise: [] });
});
