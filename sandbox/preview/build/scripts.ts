import { isAbsolute } from 'node:path';
import { build, type BuildFailure, type Plugin } from 'esbuild';
import type { SourceComponent } from './component-graph';
import { SourceProblem } from './problem';
import type { SourceTree } from './source-tree';

export interface BundledScripts {
  readonly code: string;
  readonly map: string;
}

/** One page or component as the runtime receives it. `load` runs its script once. */
interface EntryComponent {
  readonly component: SourceComponent;
  /** Class prefix of its elements, empty where styles are shared. */
  readonly scope: string;
}

export interface EntryPlan {
  readonly components: readonly EntryComponent[];
  readonly templates: string;
  /** JSON text of app.json and theme.json. */
  readonly app: string;
  readonly theme: string;
}

/** The runtime's own timers pass for the browser's, so that those that a page leaves behind are known. */
const COUNTED_TIMERS = Object.fromEntries(
  ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'].map((name) => [name, `__timers.${name}`]),
);

/** Bundles the mini-program's scripts, unmodified, into one module that hands everything to the runtime. */
export async function bundleScripts(plan: EntryPlan, tree: SourceTree): Promise<BundledScripts> {
  try {
    const result = await build({
      stdin: { contents: entry(plan, tree), resolveDir: tree.root, loader: 'ts', sourcefile: 'preview-entry.ts' },
      bundle: true,
      write: false,
      outfile: 'app.js',
      format: 'esm',
      target: 'es2020',
      sourcemap: 'linked',
      logLevel: 'silent',
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
      define: { 'process.env.NODE_ENV': '"production"', ...COUNTED_TIMERS },
      external: ['./runtime.js'],
      plugins: [npmAsInWechat(tree)],
    });
    const [map, code] = result.outputFiles;
    return { code: code?.text ?? '', map: map?.text ?? '' };
  } catch (error) {
    throw toProblem(error, tree);
  }
}

function entry({ components, templates, app, theme }: EntryPlan, tree: SourceTree): string {
  const rows = components.map(({ component: { id, page, json, script }, scope }) => {
    const load = script === null ? 'null' : `() => require(${JSON.stringify(script)})`;
    return `{ id: ${JSON.stringify(id)}, page: ${page}, scope: ${JSON.stringify(scope)}, json: ${JSON.stringify(json)}, load: ${load} }`;
  });
  const appScript = tree.scriptOf('app');
  const mobx = tree.resolveImport('mobx-miniprogram');
  return [
    "import { boot } from './runtime.js';",
    `const templates = ${templates};`,
    'boot({',
    `  app: ${app}, theme: ${theme}, templates,`,
    `  loadMobx: ${mobx === null ? 'null' : `() => require(${JSON.stringify(mobx)})`},`,
    `  loadApp: ${appScript === null ? 'null' : `() => require(${JSON.stringify(appScript)})`},`,
    `  components: [${rows.join(',\n')}],`,
    '});',
  ].join('\n');
}

/** `import x from '@vant/weapp/toast/toast'` means the package's mini-program folder, not its `main`. */
function npmAsInWechat(tree: SourceTree): Plugin {
  return {
    name: 'npm-as-in-wechat',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || isAbsolute(path)) return undefined;
        const file = tree.resolveImport(path);
        return file === null ? undefined : { path: file };
      });
    },
  };
}

function toProblem(error: unknown, tree: SourceTree): unknown {
  if (!(error instanceof Error) || !('errors' in error)) return error;
  const [first] = (error as BuildFailure).errors;
  if (first === undefined) return error;
  const { location, text } = first;
  return new SourceProblem(location?.file ?? tree.root, location?.line ?? null, text);
}
