import { posix } from 'node:path';

/**
 * WXS looks like JavaScript and differs in three ways that matter: a string given to getRegExp keeps its backslashes,
 * `x.constructor` is the name of a type, and require() takes the `.wxs` extension.
 * `onRequire` hears the id (path from the root, no extension) of each module asked for.
 */
export function rewriteWxs(source: string, id: string, onRequire: (id: string) => void): string {
  return source
    .replace(/getRegExp\(\s*(['"])((?:\\.|(?!\1).)*)\1/g, (_, quote: string, pattern: string) => {
      return `getRegExp(${quote}${pattern.replaceAll('\\', '\\\\')}${quote}`;
    })
    .replace(/\.constructor\b/g, '.constructor.name')
    .replace(/require\(\s*(['"])(.+?)\.wxs\1\s*\)/g, (_, quote: string, path: string) => {
      onRequire(resolvePath(path, id));
      return `require(${quote}${path}${quote})`;
    });
}

/** Globals that WXS has and a browser has not. */
export const WXS_GLOBALS = [
  'var getRegExp = function (source, flags) { return new RegExp(source, flags); };',
  'var getDate = function () { return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))(); };',
].join('');

const resolvePath = (path: string, from: string): string =>
  posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path));
