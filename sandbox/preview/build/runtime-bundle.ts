import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const RUNTIME = join(__dirname, '../runtime');
const DESK = join(__dirname, '../desk');
const STYLES = ['phone.css', 'elements.css'];

export interface RuntimeFiles {
  /** By file name: the runtime's modules (`runtime.js` first among them), `desk.js` and their source maps. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly css: string;
}

/** Bundles the part of the preview that runs in the browser. It does not depend on the mini-program. */
export async function buildRuntime(): Promise<RuntimeFiles> {
  const { outputFiles } = await build({
    entryPoints: { runtime: join(RUNTIME, 'index.ts'), desk: join(DESK, 'desk.ts') },
    bundle: true,
    splitting: true,
    write: false,
    outdir: 'phone',
    chunkNames: 'part-[hash]',
    format: 'esm',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'silent',
    tsconfigRaw: {},
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const scripts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  return { scripts, css: STYLES.map((file) => readFileSync(join(RUNTIME, file), 'utf8')).join('\n') };
}
