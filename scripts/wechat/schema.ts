import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator, type Schema } from 'jsonschema';
import ts from 'typescript';
import { listFiles, type Problem } from './problem';
import { ROOT } from './project';

/** The schemas are generated files without types or package exports. */
const requireFile = createRequire(__filename);

type SchemaName = 'app' | 'page' | 'projectconfig' | 'sitemap';

/** Checks every JSON file of the app against the schemas that WeChat's CI ships; it does not do so itself. */
export function checkSchemas(root: string): readonly Problem[] {
  const pages = listFiles(join(root, 'miniprogram')).filter(
    (file) =>
      file.endsWith('.json') && !/^(app|sitemap|theme)\.json$/.test(file) && !file.startsWith('miniprogram_npm'),
  );
  const check = (file: string, name: SchemaName) => checkFile(readFileSync(join(root, file), 'utf8'), file, name);
  return [
    ...check('miniprogram/app.json', 'app'),
    ...check('miniprogram/sitemap.json', 'sitemap'),
    ...check('project.config.json', 'projectconfig'),
    ...pages.flatMap((file) => check(join('miniprogram', file), 'page')),
  ];
}

function checkFile(text: string, file: string, name: SchemaName): readonly Problem[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [{ file, line: lineOfSyntax(text, file), message: error instanceof Error ? error.message : String(error) }];
  }
  const schema = loadSchema(name);
  const { errors } = new Validator().validate(json, schema);
  const wrong = errors.map(({ name: rule, argument, path, stack }) => ({
    file,
    line: lineOf(text, file, rule === 'additionalProperties' ? [...path, String(argument)] : path),
    message: stack,
  }));
  // Some of the schemas let keys pass that WeChat does not know.
  const known = schema.additionalProperties === false ? null : new Set(Object.keys(schema.properties ?? {}));
  const unknown = known === null ? [] : Object.keys(Object(json) as object).filter((key) => !known.has(key));
  return [
    ...wrong,
    ...unknown.map((key) => ({ file, line: lineOf(text, file, [key]), message: `unknown key "${key}"` })),
  ];
}

/** The line, from 1, on which the value at a path begins; of what is not there, the one that should hold it. */
function lineOf(text: string, file: string, path: readonly (string | number)[]): number {
  const source = ts.parseJsonText(file, text);
  let node: ts.Node | undefined = source.statements[0]?.expression;
  for (const step of path) {
    const next = node && childAt(node, step);
    if (!next) break;
    node = next;
  }
  return lineAt(source, node?.getStart(source) ?? 0);
}

function childAt(node: ts.Node, step: string | number): ts.Node | undefined {
  if (ts.isArrayLiteralExpression(node)) return node.elements[Number(step)];
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.find(({ name }) => name && ts.isStringLiteral(name) && name.text === step);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function lineOfSyntax(text: string, file: string): number | null {
  const source = ts.parseJsonText(file, text);
  const diagnostics: unknown = Reflect.get(source, 'parseDiagnostics');
  const first: unknown = Array.isArray(diagnostics) ? diagnostics[0] : undefined;
  const start: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'start') : undefined;
  return typeof start === 'number' ? lineAt(source, start) : null;
}

const lineAt = (source: ts.SourceFile, at: number): number => source.getLineAndCharacterOfPosition(at).line + 1;

function loadSchema(name: SchemaName): Schema {
  return requireFile(join(ROOT, `node_modules/miniprogram-ci/dist/schema/dist/${name}.js`)) as Schema;
}
