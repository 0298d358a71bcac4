import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { AppJson } from './tags';

/**
 * The script that `from` asks for, by WeChat's rules: relative paths, miniprogram_npm of each folder above, then the
 * package root. Paths are the machine's; null where there is none.
 */
export function findModule(root: string, app: AppJson, from: string, asked: string): string | null {
  const request = unalias(asked, app);
  const candidates: string[] = [];
  if (request.startsWith('.')) candidates.push(resolve(dirname(from), request));
  for (let dir = dirname(from); dir.startsWith(root); dir = dirname(dir))
    candidates.push(join(dir, 'miniprogram_npm', request));
  candidates.push(join(root, request));
  return candidates.flatMap((path) => [path, `${path}.js`, join(path, 'index.js')]).find(isFile) ?? null;
}

/** `~/a` as `a` where app.json says so; the longest name that fits counts. */
function unalias(request: string, { resolveAlias = {} }: AppJson): string {
  const stem = (pattern: string) => pattern.replace(/\*$/, '');
  const [fitting] = Object.entries(resolveAlias)
    .filter(([name]) => request.startsWith(stem(name)))
    .sort(([a], [b]) => b.length - a.length);
  if (fitting === undefined) return request;
  const [name, path] = fitting;
  return join('/', stem(path), request.slice(stem(name).length)).slice(1);
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
