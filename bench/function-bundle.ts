import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { buildFunctions } from '../scripts/build-functions';
import { againstLimit, besidePeer, type Measurement, type Row } from './report';
import { interleave } from './rounds';

const ROUNDS = 9;
const run = promisify(execFile);

/** Prints what loading the module took, ms, and what of it was spent in the library that `timed` wraps. */
const SCRIPT = `
const startedAt = performance.now();
require(process.argv[1]);
console.log(JSON.stringify({ loadMs: performance.now() - startedAt, validationMs: globalThis.validationMs ?? 0 }));`;

/** The functions that a person waits for. */
const FUNCTIONS = ['monitor', 'manage'] as const;
type Name = (typeof FUNCTIONS)[number];

/** How long a new instance of a function takes to load its code. */
export const functionBundle: Measurement = {
  name: 'function-bundle',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'kandian-bench-'));
    try {
      await buildFunctions({ outDir: join(folder, 'functions') });
      const rows = [];
      for (const name of FUNCTIONS) rows.push(...(await measureFunction(name, folder)));
      return { rows };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measureFunction(name: Name, folder: string): Promise<readonly Row[]> {
  const ours = join(folder, `functions/${name}/index.js`);
  const timed = join(folder, `${name}-timed.js`);
  await buildTimed(name, timed);
  const sdk = createRequire(__filename).resolve('@cloudbase/node-sdk');
  const { medians, ratio } = await interleave(ROUNDS, {
    bundle: async () => (await load(ours)).loadMs,
    sdk: async () => (await load(sdk)).loadMs,
    validation: async () => (await load(timed)).validationMs,
  });
  const peer = { ours: medians.bundle, peer: medians.sdk, ratio: ratio('bundle', 'sdk') };
  return [
    againstLimit({ what: `require of the function ${name}`, unit: 'ms' }, medians.bundle, { atMost: 250 }),
    besidePeer({ what: 'the same beside its SDK alone, unbundled', unit: 'ms' }, peer, { atMost: 1 }),
    againstLimit({ what: 'validation’s share of it', unit: 'ms' }, medians.validation, { atMost: 5 }),
  ];
}

interface Loading {
  readonly loadMs: number;
  readonly validationMs: number;
}

/** Loads a file in a fresh process. */
async function load(file: string): Promise<Loading> {
  const { stdout } = await run(process.execPath, ['-e', SCRIPT, file]);
  return JSON.parse(stdout) as Loading;
}

/** The function once more, with every call into the validation library timed. */
async function buildTimed(name: Name, outfile: string): Promise<void> {
  const entry = join(__dirname, `../cloudfunctions/${name}/index.ts`);
  const platform = { bundle: true, platform: 'node', target: 'node20', format: 'cjs' } as const;
  await build({ ...platform, entryPoints: [entry], outfile, minifySyntax: true, plugins: [timeValidation] });
}

/** Puts a clock between the function and valibot: what runs outermost is counted, what it calls is part of it. */
const timeValidation: Plugin = {
  name: 'time-validation',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^valibot$/ }, ({ path, namespace }) =>
      namespace === 'timed' ? null : { path, namespace: 'timed', sideEffects: false },
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'timed' }, async () => {
      const exported = Object.entries(await import('valibot')).map(([name, value], index) => {
        const isTimed = typeof value === 'function' && /^[a-z]/.test(name); // a class stays as it is
        const wrapped = isTimed ? `/* @__PURE__ */ timed(v.${name})` : `v.${name}`;
        return `const own${index} = ${wrapped}; export { own${index} as ${name} };`; // some names are reserved words
      });
      return { contents: [TIMED, ...exported].join('\n'), resolveDir: __dirname };
    });
  },
};

const TIMED = `
import * as v from 'valibot';
let depth = 0;
globalThis.validationMs = 0;
const timed = (call) => (...args) => {
  const startedAt = depth++ === 0 ? performance.now() : 0;
  try {
    return call(...args);
  } finally {
    if (--depth === 0) globalThis.validationMs += performance.now() - startedAt;
  }
};`;
