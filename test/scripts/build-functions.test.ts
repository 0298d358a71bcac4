import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions } from '../../scripts/build-functions';
import { makeFolder } from '../support/sandbox-cloud';

jest.setTimeout(30_000); // each test bundles the SDK

const run = promisify(execFile);

test('each function becomes one file with its packages, its config and a manifest', async () => {
  const outDir = join(makeFolder(), 'out');
  const names = await buildFunctions({ outDir });
  expect(names).toEqual(expect.arrayContaining(['monitor', 'timer']));
  expect(readdirSync(outDir).sort()).toEqual([...names].sort());
  for (const name of names) {
    expect(readdirSync(join(outDir, name)).sort()).toEqual(['config.json', 'index.js', 'package.json']);
    const manifest: unknown = JSON.parse(readFileSync(join(outDir, name, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name, main: 'index.js' });
  }
});

test('a bundle loads where no package is installed, and exports main', async () => {
  const outDir = join(makeFolder(), 'out');
  await buildFunctions({ outDir });
  const script = `process.stdout.write(typeof require(${JSON.stringify(join(outDir, 'monitor'))}).main)`;
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: outDir });
  expect(stdout).toBe('function');
});

test('a function that is gone is gone from the output too', async () => {
  const [sourceDir, outDir] = [makeFolder(), join(makeFolder(), 'out')];
  const write = (name: string) => {
    mkdirSync(join(sourceDir, name));
    writeFileSync(join(sourceDir, name, 'index.ts'), 'export const main = (n: number): number => n + 1;');
    writeFileSync(join(sourceDir, name, 'config.json'), '{}');
  };
  write('kept');
  mkdirSync(join(outDir, 'gone'), { recursive: true });
  expect(await buildFunctions({ sourceDir, outDir })).toEqual(['kept']);
  expect(readdirSync(outDir)).toEqual(['kept']);
  const built = createRequire(__filename)(join(outDir, 'kept')) as { main(n: number): number };
  expect(built.main(1)).toBe(2);
});

test('a function that does not compile stops the build, with the place', async () => {
  const sourceDir = makeFolder();
  mkdirSync(join(sourceDir, 'broken'));
  writeFileSync(join(sourceDir, 'broken/index.ts'), "import 'no-such-package';");
  writeFileSync(join(sourceDir, 'broken/config.json'), '{}');
  await expect(buildFunctions({ sourceDir, outDir: join(sourceDir, 'out') })).rejects.toThrow(/no-such-package/);
});

test('while a function is built anew, whoever runs it finds it whole', async () => {
  const outDir = join(makeFolder(), 'out');
  await buildFunctions({ outDir });
  const looks: boolean[] = [];
  const building = buildFunctions({ outDir });
  let isDone = false;
  void building.finally(() => (isDone = true));
  while (!isDone) {
    looks.push(existsSync(join(outDir, 'monitor/index.js')));
    await new Promise(setImmediate);
  }
  await building;
  expect(looks.length).toBeGreaterThan(1);
  expect(looks).not.toContain(false);
});
