import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator, type Schema } from 'jsonschema';
import { ROOT } from './project';
import { listFiles } from './templates';

/** The schemas are generated files without types or package exports. */
const requireFile = createRequire(__filename);

type SchemaName = 'app' | 'page' | 'projectconfig' | 'sitemap';

/** Checks every JSON file of the app against the schemas that WeChat's CI ships; it does not do so itself. */
export function checkSchemas(): readonly string[] {
  const pages = listFiles(join(ROOT, 'miniprogram')).filter(
    (file) =>
      file.endsWith('.json') && !/^(app|sitemap|theme)\.json$/.test(file) && !file.startsWith('miniprogram_npm'),
  );
  return [
    ...check('miniprogram/app.json', 'app'),
    ...check('miniprogram/sitemap.json', 'sitemap'),
    ...check('project.config.json', 'projectconfig'),
    ...pages.flatMap((file) => check(join('miniprogram', file), 'page')),
  ];
}

function check(file: string, name: SchemaName): readonly string[] {
  const json = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, unknown>;
  const schema = loadSchema(name);
  const problems = new Validator().validate(json, schema).errors.map((error) => `${file}: ${error.stack}`);
  const known = new Set(Object.keys(schema.properties ?? {}));
  const unknown = Object.keys(json).filter((key) => !known.has(key));
  return [...problems, ...unknown.map((key) => `${file}: unknown key "${key}"`)];
}

function loadSchema(name: SchemaName): Schema {
  return requireFile(join(ROOT, `node_modules/miniprogram-ci/dist/schema/dist/${name}.js`)) as Schema;
}
