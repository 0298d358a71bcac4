import { join, resolve } from 'node:path';
import { quietly } from './wechat/quietly';

/** Checks this project, or the one in the folder that is named, and says what it finds. */
async function main([folder]: readonly string[], print: (line: string) => void): Promise<boolean> {
  const [{ textOf }, { verify }] = await Promise.all([import('./wechat/problem'), import('./wechat/verify')]);
  const root = folder === undefined ? join(__dirname, '..') : resolve(folder);
  let isGood = true;
  for await (const { gate, problems, notes } of verify(root, join(root, 'out/wechat'))) {
    if (problems.length > 0) isGood = false;
    print(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${gate}`);
    for (const line of [...notes, ...problems.map(textOf)]) print(`     ${line}`);
  }
  return isGood;
}

const { log } = console;
quietly(() => main(process.argv.slice(2), log)).then(
  // miniprogram-ci leaves workers behind that keep the process alive.
  (isGood) => process.exit(isGood ? 0 : 1),
  (error: unknown) => {
    console.error(`cannot verify: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
