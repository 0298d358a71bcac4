import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { buildApp, type BuiltApp } from './build/app';
import { describeProblem } from './build/problem';

export type BuildState =
  | { readonly kind: 'built'; readonly app: BuiltApp }
  /** In words for the author, with file and line where known. */
  | { readonly kind: 'broken'; readonly problem: string };

export interface AppSource {
  /** The newest build; waits for one under way. */
  current(): Promise<BuildState>;
  close(): void;
}

export interface AppSourceOptions {
  readonly miniprogramDir: string;
  /** Rebuilds when a source changes. */
  readonly watch: boolean;
  /** Called after each rebuild. */
  readonly onChange: (state: BuildState) => void;
}

const SETTLE_MS = 80;
const NODE_MODULES = join(__dirname, '../../node_modules');
const IGNORED = /(^|[\\/])(miniprogram_npm[\\/]|\.)|~$/;

/** Keeps a mini-program built. A fault in its sources is a state, not an exception. */
export function openAppSource({ miniprogramDir, watch: watching, onChange }: AppSourceOptions): AppSource {
  let latest = build(miniprogramDir);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rebuild = (): void => {
    const work = build(miniprogramDir);
    latest = work;
    void work.then((state) => {
      if (work === latest) onChange(state);
    });
  };
  const watcher: FSWatcher | null = watching ? watch(miniprogramDir, { recursive: true }) : null;
  watcher?.on('change', (_, file) => {
    if (IGNORED.test(String(file))) return;
    clearTimeout(timer);
    timer = setTimeout(rebuild, SETTLE_MS);
  });
  return {
    current: () => latest,
    close() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

async function build(root: string): Promise<BuildState> {
  try {
    return { kind: 'built', app: await buildApp({ root, nodeModules: NODE_MODULES }) };
  } catch (error) {
    return { kind: 'broken', problem: describeProblem(error, root) };
  }
}
