import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeSampleApp, type SampleApp } from '../../support/sample-app';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../../..');
let app: SampleApp | null = null;

afterEach(() => {
  app?.remove();
  app = null;
});

/** Runs the whole command over a sample, as `npm run wechat:verify` does over the app. */
function verify(changes: Readonly<Record<string, string | null>>) {
  app = writeSampleApp(changes);
  const command = ['--import', 'tsx', 'scripts/wechat-verify.ts', app.root];
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  const lines = stdout.split('\n').map((line) => line.trim());
  return { status, lines, failed: lines.filter((line) => line.startsWith('FAIL')) };
}

test('a good app passes every gate', () => {
  const { status, lines, failed } = verify({});
  expect(failed).toEqual([]);
  expect(lines.filter((line) => line.startsWith('ok '))).toHaveLength(8);
  expect(status).toBe(0);
});

test('what WeChat’s compiler refuses is named with file and line, and ends the run', () => {
  const { status, lines, failed } = verify({ 'miniprogram/pages/shop/shop.ts': 'Page({\n  data: { price: 3 ,\n});\n' });
  expect(failed).toEqual(['FAIL the compiled package']);
  expect(lines).toContainEqual(expect.stringMatching(/^miniprogram\/pages\/shop\/shop\.ts:\d: /));
  expect(status).toBe(1);
});

test('a file that another needs and that is not there is named', () => {
  const { status, lines, failed } = verify({ 'miniprogram/utils/vat.ts': null });
  expect(failed.length).toBeGreaterThan(0);
  expect(lines).toContainEqual(expect.stringMatching(/^(miniprogram\/)?pages\/shop\/shop\.(ts|js).*vat/));
  expect(status).toBe(1);
});
