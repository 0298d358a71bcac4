import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator, type Schema } from 'jsonschema';
import { appJsonFiles, lineOfPath, standsByMarkup } from './json-files';
import type { Problem } from './problem';
import { ROOT } from './project';

/** The schemas are generated files without types or package exports. */
const requireFile = createRequire(__filename);

type SchemaName = 'app' | 'page' | 'projectconfig' | 'sitemap';

/** Checks every JSON file of the app against the schemas that WeChat's CI ships; it does not do so itself. */
export function checkSchemas(root: string): readonly Problem[] {
  const check = (file: string, name: SchemaName) =>
    existsSync(join(root, file)) ? checkFile(readFileSync(join(root, file), 'utf8'), file, name) : [];
  return [
    ...check('miniprogram/app.json', 'app'),
    ...check('miniprogram/sitemap.json', 'sitemap'),
    ...check('project.config.json', 'projectconfig'),
    ...appJsonFiles(root)
      .filter((file) => standsByMarkup(root, file))
      .flatMap((file) => check(file, 'page')),
  ];
}

function checkFile(text: string, file: string, name: SchemaName): readonly Problem[] {
  const json: unknown = JSON.parse(text);
  const schema = loadSchema(name);
  const { errors } = new Validator().validate(json, schema);
  const wrong = errors.map(({ name: rule, argument, path, stack }) => ({
    file,
    line: lineOfPath(text, file, rule === 'additionalProperties' ? [...path, String(argument)] : path),
    message: stack,
  }));
  // Some of the schemas let keys pass that WeChat does not know.
  const known = schema.additionalProperties === false ? null : new Set(Object.keys(schema.properties ?? {}));
  const unknown = known === null ? [] : Object.keys(Object(json) as object).filter((key) => !known.has(key));
  return [
    ...wrong,
    ...unknown.map((key) => ({ file, line: lineOfPath(text, file, [key]), message: `unknown key "${key}"` })),
  ];
}

function loadSchema(name: SchemaName): Schema {
  return requireFile(join(ROOT, `node_modules/miniprogram-ci/dist/schema/dist/${name}.js`)) as Schema;
}
