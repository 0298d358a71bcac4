import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { listFiles, type Problem } from './problem';

/** What is wrong before anything can be looked at: the files without which there is no app, and what is no JSON. */
export function checkJsonFiles(root: string): readonly Problem[] {
  const app = 'miniprogram/app.json';
  const needed = ['package.json', 'project.config.json', app];
  const missing = needed
    .filter((file) => !existsSync(join(root, file)))
    .map((file) => ({ file, line: null, message: 'it is not there' }));
  if (missing.length > 0) return missing;
  const files = [...needed, ...appJsonFiles(root).filter((file) => file !== app)];
  const broken = files.flatMap((file) =>
    checkJson(file, readFileSync(join(root, file), 'utf8'), needed.includes(file) || standsByMarkup(root, file)),
  );
  return broken.length > 0 ? broken : ['sitemapLocation', 'themeLocation'].flatMap((key) => checkNamed(root, app, key));
}

/** Every JSON file of the app that was written for it. */
export const appJsonFiles = (root: string): readonly string[] =>
  listFiles(join(root, 'miniprogram'))
    .filter((file) => file.endsWith('.json') && !file.startsWith('miniprogram_npm'))
    .map((file) => join('miniprogram', file));

/** Whether a JSON file is that of a page or component; others are data of the app's own. */
export const standsByMarkup = (root: string, file: string): boolean =>
  existsSync(join(root, file.replace(/\.json$/, '.wxml')));

/** The line, from 1, on which the value at a path begins; of what is not there, the one that should hold it. */
export function lineOfPath(text: string, file: string, path: readonly (string | number)[]): number {
  const source = ts.parseJsonText(file, text);
  let node: ts.Node | undefined = source.statements[0]?.expression;
  for (const step of path) {
    const next = node && childAt(node, step);
    if (!next) break;
    node = next;
  }
  return lineAt(source, node?.getStart(source) ?? 0);
}

function checkJson(file: string, text: string, asObject: boolean): readonly Problem[] {
  try {
    const json: unknown = JSON.parse(text);
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isObject || !asObject ? [] : [{ file, line: 1, message: 'it is no JSON object' }];
  } catch (error) {
    // Newer engines go on with the text itself.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/, "|\n/);
    return [{ file, line: lineOfSyntax(text, file), message }];
  }
}

/** A file that app.json names by one of its keys. */
function checkNamed(root: string, app: string, key: string): readonly Problem[] {
  const text = readFileSync(join(root, app), 'utf8');
  const named: unknown = Reflect.get(JSON.parse(text) as object, key);
  if (typeof named !== 'string' || existsSync(join(root, 'miniprogram', named))) return [];
  return [{ file: app, line: lineOfPath(text, app, [key]), message: `${key}: ${named} is not there` }];
}

function childAt(node: ts.Node, step: string | number): ts.Node | undefined {
  if (ts.isArrayLiteralExpression(node)) return node.elements[Number(step)];
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.find(({ name }) => name && ts.isStringLiteral(name) && name.text === step);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function lineOfSyntax(text: string, file: string): number {
  const source = ts.parseJsonText(file, text);
  const diagnostics: unknown = Reflect.get(source, 'parseDiagnostics');
  const first: unknown = Array.isArray(diagnostics) ? diagnostics[0] : undefined;
  const start: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'start') : undefined;
  // A comma too many is none to TypeScript.
  return lineAt(source, typeof start === 'number' ? start : Math.max(0, text.search(/,\s*[}\]]/)));
}

const lineAt = (source: ts.SourceFile, at: number): number => source.getLineAndCharacterOfPosition(at).line + 1;
