import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import type { BuildFailure } from 'esbuild';

const SOURCES = join(__dirname, '../cloudfunctions');
/** What a function's folder holds once it is built. */
const FILES = ['index.js', 'package.json', 'config.json'];
const OUTPUT = join(__dirname, '../dist/cloudfunctions');

export interface BuildFunctionsOptions {
  /** Replaced by exactly what is built. */
  readonly outDir: string;
  /** Where each function has a folder with `index.ts` and `config.json`; the product's own unless told. */
  readonly sourceDir?: string;
}

/**
 * Bundles each cloud function as it is deployed and as the sandbox runs it: one CommonJS file with its packages in it,
 * because loading the SDK's hundreds of files takes much of a cold start. Returns the names of the functions.
 * A sandbox that runs from `outDir` meanwhile finds each file whole, old or new.
 */
export async function buildFunctions({ outDir, sourceDir = SOURCES }: BuildFunctionsOptions): Promise<string[]> {
  const folders = await readdir(sourceDir);
  const names = folders.filter((name) =>
    ['index.ts', 'config.json'].every((file) => existsSync(join(sourceDir, name, file))),
  );
  await mkdir(dirname(outDir), { recursive: true });
  const staging = await mkdtemp(`${outDir}-`);
  try {
    await bundle(names, sourceDir, staging);
    await Promise.all(names.map((name) => describe(name, sourceDir, staging)));
    await replace(outDir, staging, names);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return names;
}

async function bundle(names: readonly string[], sourceDir: string, outDir: string): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(sourceDir, name, 'index.ts')])),
    outdir: outDir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Names and lines stay, so that a stack trace in the platform's log can be read.
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
}

/** Puts each new file over the old one, and removes the functions that are no more. */
async function replace(outDir: string, staging: string, names: readonly string[]): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const gone = (await readdir(outDir)).filter((name) => !names.includes(name));
  await Promise.all(gone.map((name) => rm(join(outDir, name), { recursive: true, force: true })));
  for (const name of names) {
    await mkdir(join(outDir, name), { recursive: true });
    for (const file of FILES) await rename(join(staging, name, file), join(outDir, name, file));
  }
}

async function describe(name: string, sourceDir: string, outDir: string): Promise<void> {
  const folder = join(outDir, name);
  const manifest = { name, version: '1.0.0', private: true, main: 'index.js' };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await copyFile(join(sourceDir, name, 'config.json'), join(folder, 'config.json'));
}

/** esbuild's first complaint with its place, on one line. */
function problemOf(error: unknown): string {
  const [first] = isBuildFailure(error) ? error.errors : [];
  if (!first) return error instanceof Error ? error.message : String(error);
  const { text, location } = first;
  return location ? `${location.file}:${location.line}: ${text}` : text;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

if (process.argv[1] === __filename) {
  buildFunctions({ outDir: OUTPUT }).then(
    (names) => console.log(`${names.join(', ')} → ${relative(process.cwd(), OUTPUT)}`),
    (error: unknown) => {
      console.error(`cannot build the cloud functions: ${problemOf(error)}`);
      process.exitCode = 1;
    },
  );
}
