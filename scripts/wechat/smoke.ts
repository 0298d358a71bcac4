import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-checker';
import { isBuiltIn } from './built-ins';
import { createLogicLayer, type Registration } from './logic-layer';

interface ComponentJson {
  readonly component?: boolean;
  readonly usingComponents?: Readonly<Record<string, string>>;
}
interface AppJson extends ComponentJson {
  readonly pages: readonly string[];
  readonly subpackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
}
interface Names {
  readonly data: Set<string>;
  readonly methods: Set<string>;
}

/**
 * Runs every page and component of the compiled package in `dir`, and compares what each template
 * binds with what its script declares. WeChat's own compilers look at neither.
 */
export function smokeRun(dir: string): readonly string[] {
  const app = readJson(join(dir, 'app.json')) as AppJson;
  const layer = createLogicLayer(dir);
  const problems: string[] = [];
  if (layer.run(join(dir, 'app.js'))?.kind !== 'App') problems.push('app.js does not call App()');
  const subPages = (app.subpackages ?? []).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)));
  const pages = [...app.pages, ...subPages];
  const queue = [...pages];
  const seen = new Set<string>();
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const json = readJson(join(dir, `${id}.json`)) as ComponentJson;
    if (!pages.includes(id) && json.component !== true) problems.push(`${id}.json: "component": true is missing`);
    const tags = resolveTags(dir, id, json, app);
    problems.push(...tags.missing);
    queue.push(...tags.found);
    problems.push(...checkComponent({ dir, id, json, globalTags: Object.keys(app.usingComponents ?? {}), layer }));
  }
  return problems;
}

function resolveTags(dir: string, id: string, json: ComponentJson, app: AppJson) {
  const found: string[] = [];
  const missing: string[] = [];
  for (const [tag, path] of Object.entries({ ...app.usingComponents, ...json.usingComponents })) {
    const base = json.usingComponents && tag in json.usingComponents ? posix.dirname(id) : '.';
    const candidates = path.startsWith('/')
      ? [path.slice(1)]
      : [posix.join(base, path), posix.join('miniprogram_npm', path)];
    const target = candidates
      .flatMap((candidate) => [candidate, `${candidate}/index`])
      .find((candidate) => existsSync(join(dir, `${candidate}.json`)));
    if (target === undefined) missing.push(`${id}.json: <${tag}> is not at ${path}`);
    else found.push(target);
  }
  return { found, missing };
}

interface Subject {
  readonly dir: string;
  readonly id: string;
  readonly json: ComponentJson;
  readonly globalTags: readonly string[];
  readonly layer: ReturnType<typeof createLogicLayer>;
}

function checkComponent({ dir, id, json, globalTags, layer }: Subject): readonly string[] {
  let registration: Registration | null;
  try {
    registration = layer.run(join(dir, `${id}.js`));
  } catch (error) {
    return [`${id}.js: ${error instanceof Error ? error.message : String(error)}`];
  }
  if (registration === null) return [`${id}.js registers nothing`];
  if (id.startsWith('miniprogram_npm/')) return [];
  const names = declaredNames(registration);
  const { data, methods, tags } = boundNames(id, readFileSync(join(dir, `${id}.wxml`), 'utf8'));
  const ownTags = Object.keys(json.usingComponents ?? {});
  return [
    ...data.filter((name) => !names.data.has(name)).map((name) => `${id}.wxml: {{${name}}} is nobody's`),
    ...methods.filter((name) => !names.methods.has(name)).map((name) => `${id}.wxml: handler "${name}" is no method`),
    ...tags
      .filter((tag) => !isBuiltIn(tag) && !ownTags.includes(tag) && !globalTags.includes(tag))
      .map((tag) => `${id}.wxml: <${tag}> is neither built in nor declared`),
    ...ownTags.filter((tag) => !tags.includes(tag)).map((tag) => `${id}.json: <${tag}> is declared and not used`),
  ];
}

function boundNames(id: string, wxml: string) {
  const group = TmplGroup.newDev();
  group.addTmpl(id, wxml);
  const code = group.getTmplConvertedExpr(id, '').code() ?? '';
  const all = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ''))];
  return {
    data: all(/\bdata\.([A-Za-z_$][\w$]*)/g),
    methods: all(/\bmethods\.([A-Za-z_$][\w$]*)/g),
    tags: all(/tags\['([^']+)'\]/g),
  };
}

function declaredNames({ kind, definition }: Registration): Names {
  const names: Names = { data: new Set(), methods: new Set() };
  collect(definition, names);
  if (kind === 'Page') {
    for (const [key, value] of Object.entries(definition)) if (typeof value === 'function') names.methods.add(key);
  }
  return names;
}

function collect(definition: unknown, names: Names): void {
  if (!isRecord(definition)) return;
  for (const key of [...keysOf(definition['data']), ...keysOf(definition['properties'])]) names.data.add(key);
  for (const key of keysOf(definition['methods'])) names.methods.add(key);
  for (const behavior of asList(definition['behaviors'])) collect(behavior, names);
  for (const binding of asList(definition['storeBindings'])) {
    if (!isRecord(binding)) continue;
    for (const key of keysOf(binding['fields'])) names.data.add(key);
    for (const key of keysOf(binding['actions'])) names.methods.add(key);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const keysOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : isRecord(value) ? Object.keys(value) : [];
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
