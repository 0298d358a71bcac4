import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

import { everyWord } from './support/dictionaries';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '../../miniprogram');
/** Of the main package and of every sub-package. */
const WORDS = /\/miniprogram\/(\w+\/)?i18n\/zh-CN\//;
const TIME_WORDS = join(ROOT, 'utils/time-words.ts');

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => !file.startsWith('miniprogram_npm') && !/^(\w+\/)?i18n/.test(file))
  .map((file) => join(ROOT, file));

/** `common.retry` for the declaration of a first-level word; null for one of anything else. */
function wordOf(declaration: ts.Declaration): string | null {
  const { fileName } = declaration.getSourceFile();
  // utils know no dictionary: they name the part of `common` that they take.
  if (fileName === TIME_WORDS && ts.isPropertySignature(declaration)) return `common.${declaration.name.getText()}`;
  if (!WORDS.test(fileName) || !ts.isPropertyAssignment(declaration)) return null;
  const section = declaration.parent.parent;
  if (!ts.isVariableDeclaration(section)) return null;
  return `${section.name.getText()}.${declaration.name.getText().replace(/'/g, '')}`;
}

/** The words that scripts read: by name, out of a destructuring, or by a key whose type lists the names. */
function readByScripts(): ReadonlySet<string> {
  const configFile = join(ROOT, '../tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(ROOT, '..'));
  const scripts = sources.filter((file) => file.endsWith('.ts'));
  const program = ts.createProgram(scripts, { ...options, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const used = new Set<string>();
  const use = (symbol: ts.Symbol | undefined) => {
    for (const declaration of symbol?.declarations ?? []) used.add(wordOf(declaration) ?? '');
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) use(checker.getSymbolAtLocation(node.name));
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      use(checker.getTypeAtLocation(node.parent).getProperty(name.getText()));
    }
    if (ts.isElementAccessExpression(node)) {
      const key = checker.getTypeAtLocation(node.argumentExpression);
      for (const one of key.isUnion() ? key.types : [key]) {
        if (one.isStringLiteral()) use(checker.getTypeAtLocation(node.expression).getProperty(one.value));
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const file of scripts) ts.forEachChild(program.getSourceFile(file) as ts.SourceFile, visit);
  return used;
}

/** The names that templates read out of `words`, `watching` or `common`, whichever section those are. */
function readByTemplates(): ReadonlySet<string> {
  const templates = sources.filter((file) => file.endsWith('.wxml')).map((file) => readFileSync(file, 'utf8'));
  return new Set(
    templates.flatMap((text) =>
      [...text.matchAll(/\b(?:words|watching|common)\.(\w+)/g)].map(([, name]) => name ?? ''),
    ),
  );
}

test('every word is shown somewhere', () => {
  const scripts = readByScripts();
  const templates = readByTemplates();
  const words = Object.entries(everyWord['zh-CN'])
    .filter(([section]) => section !== 'errors') // one for each failure there is: the compiler sees to that
    .flatMap(([section, entries]) => Object.keys(entries).map((name) => [`${section}.${name}`, name] as const));

  expect(words.filter(([word, name]) => !scripts.has(word) && !templates.has(name)).map(([word]) => word)).toEqual([]);
});
