import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ci from 'miniprogram-ci';
import { lineOfName, type Problem } from './problem';

const MANIFEST = 'package.json';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Builds miniprogram/miniprogram_npm as DevTools' "build npm" does, and tells what it passed over. */
export async function packNpm(root: string): Promise<readonly Problem[]> {
  const { warnList } = await ci.packNpmManually({
    packageJsonPath: join(root, MANIFEST),
    miniprogramNpmDistDir: join(root, 'miniprogram/'),
    ignores: [],
  });
  const warnings = warnList.map(({ jsPath, startLine, msg }) => ({
    file: jsPath,
    line: startLine ?? null,
    message: msg,
  }));
  return [...warnings, ...findUnpacked(root)];
}

/** The dependencies that the packer left out without a word, as it does with those that are not installed. */
export function findUnpacked(root: string): readonly Problem[] {
  const text = readFileSync(join(root, MANIFEST), 'utf8');
  const { dependencies = {} } = JSON.parse(text) as Manifest;
  return Object.keys(dependencies)
    .filter((name) => !existsSync(join(root, 'miniprogram/miniprogram_npm', name)))
    .map((name) => ({ file: MANIFEST, line: lineOfName(text, name), message: `${name} was not packed` }));
}
