import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { attributeOf, type Element } from './markup';

/** The names that the module of a `<wxs>` in `file` exports; null when it cannot be run, which wcc tells. */
export function exportsOf(root: string, file: string, wxs: Element): ReadonlySet<string> | null {
  const src = attributeOf(wxs, 'src')?.value;
  try {
    const exported = src ? load(root, posix.join(posix.dirname(file), src)) : run(root, file, wxs.script);
    return new Set(Object.keys(Object(exported) as object));
  } catch {
    return null;
  }
}

function load(root: string, file: string): unknown {
  if (!existsSync(join(root, file))) throw new Error(`${file} is not there`);
  return run(root, file, readFileSync(join(root, file), 'utf8'));
}

/** A wxs module as the little JavaScript that it is. */
function run(root: string, file: string, script: string): unknown {
  const module = { exports: {} };
  const context = createContext({
    console: { log: () => undefined },
    getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
    getDate: () => new Date(0),
  });
  const source = `(function(module,exports,require){${script}\n})`;
  const wrapped = runInContext(source, context, { filename: file }) as (...args: unknown[]) => void;
  const require = (request: string) => load(root, posix.join(posix.dirname(file), request));
  wrapped(module, module.exports, require);
  return module.exports;
}
