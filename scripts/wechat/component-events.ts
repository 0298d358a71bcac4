import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { findModule } from './modules';
import type { AppJson } from './tags';

/** What one compiled script says of events. */
interface Script {
  /** Each event that it triggers: its name as it is written, null for a value; whether it may rise. */
  readonly triggered: readonly { readonly name: string | null; readonly rises: boolean }[];
  readonly words: readonly string[];
  /** The scripts that it needs, within the package. */
  readonly requires: readonly string[];
}

/** The events that a component may send, and those of them that may rise to the elements around it. */
interface Sent {
  readonly all: ReadonlySet<string>;
  readonly rising: ReadonlySet<string>;
}

/**
 * Tells which events a component below `root` may send: those that its script, or one that this needs, triggers by
 * name. Where a name is a value, it may be any word of them.
 */
export function createEventReader(root: string, app: AppJson): (id: string) => Sent {
  const scripts = new Map<string, Script>();
  const read = (file: string): Script => {
    const known = scripts.get(file);
    if (known) return known;
    const script = readScript(root, app, file);
    scripts.set(file, script);
    return script;
  };
  return (id) => {
    const reached = new Set([`${id}.js`]);
    for (const file of reached) for (const needed of read(file).requires) reached.add(needed);
    const all = [...reached].map(read);
    const namesOf = (triggered: Script['triggered']): ReadonlySet<string> =>
      triggered.some(({ name }) => name === null)
        ? new Set(all.flatMap(({ words }) => words))
        : new Set(triggered.flatMap(({ name }) => name ?? []));
    const sent = all.flatMap(({ triggered }) => triggered);
    return { all: namesOf(sent), rising: namesOf(sent.filter(({ rises }) => rises)) };
  };
}

function readScript(root: string, app: AppJson, file: string): Script {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const triggered: Script['triggered'][number][] = [];
  const words: string[] = [];
  const requires: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) words.push(node.text);
    if (ts.isCallExpression(node)) {
      const [first, , options] = node.arguments;
      const name = first && ts.isStringLiteralLike(first) ? first.text : null;
      const callee = nameOf(node.expression);
      if (callee === 'triggerEvent') triggered.push({ name, rises: options !== undefined });
      const needed = callee === 'require' && name !== null ? findModule(root, app, join(root, file), name) : null;
      if (needed !== null) requires.push(relative(root, needed));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { triggered, words, requires: requires.filter((needed) => needed.endsWith('.js')) };
}

function nameOf(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
}
