import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** What one compiled script says of events. */
interface Script {
  /** The names that it triggers as they are written. */
  readonly triggered: readonly string[];
  /** Whether it triggers one whose name is a value. */
  readonly open: boolean;
  readonly words: readonly string[];
  readonly requires: readonly string[];
}

/**
 * Tells which events a component below `root` may send: those that its script, or one that this needs, triggers by
 * name. Where a name is a value, it may be any word of them.
 */
export function createEventReader(root: string): (id: string) => ReadonlySet<string> {
  const scripts = new Map<string, Script>();
  const read = (file: string): Script => {
    const known = scripts.get(file);
    if (known) return known;
    const script = readScript(root, file);
    scripts.set(file, script);
    return script;
  };
  return (id) => {
    const reached = new Set([`${id}.js`]);
    for (const file of reached) for (const needed of read(file).requires) reached.add(needed);
    const all = [...reached].map(read);
    const isOpen = all.some(({ open }) => open);
    return new Set(all.flatMap(({ triggered, words }) => (isOpen ? words : triggered)));
  };
}

function readScript(root: string, file: string): Script {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const triggered: string[] = [];
  const words: string[] = [];
  const requires: string[] = [];
  let open = false;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) words.push(node.text);
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const text = first && ts.isStringLiteralLike(first) ? first.text : null;
      if (nameOf(node.expression) === 'triggerEvent') {
        if (text === null) open = true;
        else triggered.push(text);
      }
      if (nameOf(node.expression) === 'require' && text?.startsWith('.')) requires.push(...resolve(root, file, text));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { triggered, open, words, requires };
}

function nameOf(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
}

function resolve(root: string, from: string, request: string): readonly string[] {
  const path = posix.join(posix.dirname(from), request);
  return [path, `${path}.js`]
    .filter((name) => existsSync(join(root, name)) && statSync(join(root, name)).isFile())
    .slice(0, 1);
}
