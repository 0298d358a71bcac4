import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as ci from 'miniprogram-ci';
import { lineOfName, type Problem } from './problem';

const MANIFEST = 'package.json';
const MODULES = 'node_modules';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Builds miniprogram/miniprogram_npm as DevTools' "build npm" does, and tells what it passed over. */
export async function packNpm(root: string): Promise<readonly Problem[]> {
  const stage = mkdtempSync(join(tmpdir(), 'kandian-npm-'));
  try {
    const missing = stagePackages(root, stage);
    const { warnList } = await ci.packNpmManually({
      packageJsonPath: join(stage, MANIFEST),
      miniprogramNpmDistDir: join(root, 'miniprogram/'),
      ignores: [],
    });
    const warnings = warnList.map(({ jsPath, startLine, msg }) => ({
      file: jsPath,
      line: startLine ?? null,
      message: msg,
    }));
    const passedOver = findUnpacked(root).filter((problem) => !missing.some(({ line }) => line === problem.line));
    return [...warnings, ...missing, ...passedOver];
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The dependencies that the packer left out without a word, as it does with those that are not installed. */
export function findUnpacked(root: string): readonly Problem[] {
  return dependenciesOf(root)
    .filter((name) => !existsSync(join(root, 'miniprogram/miniprogram_npm', name)))
    .map((name) => problemOf(root, name, 'was not packed'));
}

/**
 * Copies what is to be packed below `stage`: the packer follows no links, and looks through all of node_modules for
 * the few packages that it needs. Answers the dependencies that are not installed.
 */
function stagePackages(root: string, stage: string): readonly Problem[] {
  copyFileSync(join(root, MANIFEST), join(stage, MANIFEST));
  const missing: Problem[] = [];
  const copy = (name: string, from: string): boolean => {
    if (existsSync(join(stage, MODULES, name))) return true;
    const home = findInstalled(name, from);
    if (home === null) return false;
    cpSync(home, join(stage, MODULES, name), { recursive: true, dereference: true });
    for (const needed of dependenciesOf(home)) copy(needed, home);
    return true;
  };
  for (const name of dependenciesOf(root))
    if (!copy(name, root)) missing.push(problemOf(root, name, 'is not installed'));
  return missing;
}

/** Where Node would find a package that is asked for in `from`. */
function findInstalled(name: string, from: string): string | null {
  const home = join(from, MODULES, name);
  if (existsSync(join(home, MANIFEST))) return realpathSync(home);
  return dirname(from) === from ? null : findInstalled(name, dirname(from));
}

const problemOf = (root: string, name: string, what: string): Problem => ({
  file: MANIFEST,
  line: lineOfName(readFileSync(join(root, MANIFEST), 'utf8'), name),
  message: `${name} ${what}`,
});

const dependenciesOf = (folder: string): readonly string[] =>
  Object.keys((JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest).dependencies ?? {});
