import { join, resolve } from 'node:path';
import { textOf } from './wechat/problem';
import { ROOT } from './wechat/project';
import { verify } from './wechat/verify';

/** Checks this project, or the one in the folder that is named, and says what it finds. */
async function main([folder]: readonly string[]): Promise<void> {
  const root = folder === undefined ? ROOT : resolve(folder);
  let isGood = true;
  for await (const { gate, problems, notes } of verify(root, join(root, 'out/wechat'))) {
    if (problems.length > 0) isGood = false;
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${gate}`);
    for (const line of [...notes, ...problems.map(textOf)]) console.log(`     ${line}`);
  }
  // miniprogram-ci leaves workers behind that keep the process alive.
  process.exit(isGood ? 0 : 1);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`cannot verify: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
