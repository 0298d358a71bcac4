import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ci from 'miniprogram-ci';
import { leavingNoCache } from './compiler-cache';
import { lineOfPath } from './json-files';
import type { Problem } from './problem';

export const ROOT = join(__dirname, '../..');

/** Any well-formed app id will do where nothing is sent to WeChat. */
const OFFLINE_APP_ID = 'wx0000000000000000';

/** Path inside the package → compiled bytes. */
export type CompiledPackage = ReadonlyMap<string, Buffer>;

type CompileOptions = Parameters<typeof ci.getCompiledResult>[0];

/** A project that asks WeChat for nothing: its attributes are the defaults that DevTools would fetch. */
export function offlineProject(root: string): ci.Project {
  const options: ConstructorParameters<typeof ci.Project>[0] & { attr: () => Promise<unknown> } = {
    appid: OFFLINE_APP_ID,
    type: 'miniProgram',
    projectPath: root,
    privateKey: 'offline',
    ignores: ['node_modules/**/*'],
    attr: async () => ci.DefaultProjectAttr,
  };
  return new ci.Project(options);
}

/** Compiles the app in `root` as WeChat's CI does, and leaves the result below `outDir`; throws what it throws. */
export async function compile(root: string, outDir: string): Promise<CompiledPackage> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const compiled = await leavingNoCache(root, () => ci.getCompiledResult(compileOptions(root), `${outDir}.zip`));
  const files = new Map<string, Buffer>();
  for (const [path, content] of Object.entries(compiled)) {
    const bytes = Buffer.from(content);
    files.set(path, bytes);
    mkdirSync(dirname(join(outDir, path)), { recursive: true });
    writeFileSync(join(outDir, path), bytes);
  }
  return files;
}

/** What the compiler refused, and where, with the path from `root`. */
export function compileProblem(root: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const path = typeof error === 'object' && error !== null ? String(Reflect.get(error, 'path') ?? '') : '';
  const place = /([\w./@-]+\.(?:json|tsx?|jsx?|wxml|wxss|wxs))\b(?::|\s*\(|\s+)?(\d+)?/.exec(message);
  const file = path === '' ? (place?.[1] ?? 'project.config.json') : path;
  const own = file.startsWith('/') ? relative(root, file) : file;
  const named = [own, join('miniprogram', own)].find((name) => existsSync(join(root, name))) ?? own;
  const line = /\((\d+):\d+\)/.exec(message)?.[1] ?? place?.[2];
  return {
    file: named,
    line: line === undefined ? lineOfKeys(root, named, message) : Number(line),
    message: message.split('\n').slice(0, 2).join(' '),
  };
}

/** The compiler tells where in a JSON file something is by its keys: `["pages"][0]`. */
function lineOfKeys(root: string, file: string, message: string): number | null {
  const [keys] = /(?:\[(?:"[^"]+"|\d+)\])+/.exec(message) ?? [];
  if (keys === undefined || !file.endsWith('.json') || !existsSync(join(root, file))) return null;
  const path = [...keys.matchAll(/\["?([^"\]]+)"?\]/g)].map(([, key = '']) => key);
  return lineOfPath(readFileSync(join(root, file), 'utf8'), file, path);
}

function compileOptions(root: string): CompileOptions {
  return {
    // Its own class misses its own interface by one optional member.
    project: offlineProject(root) as CompileOptions['project'],
    version: '0.0.0',
    desc: '',
    setting: { useProjectConfig: true },
    threads: 2,
    onProgressUpdate: () => undefined,
  };
}
