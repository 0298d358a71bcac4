import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-checker';
import { isBuiltIn } from './built-ins';
import { createLogicLayer, type LogicLayer, type Registration } from './logic-layer';
import { lineOfName, type Problem } from './problem';
import { isWithinReach, subPackagesOf, type WithSubPackages } from './sub-packages';

interface ComponentJson {
  readonly component?: boolean;
  readonly componentPlaceholder?: Readonly<Record<string, string>>;
  readonly usingComponents?: Readonly<Record<string, string>>;
}
interface AppJson extends ComponentJson, WithSubPackages {
  readonly pages: readonly string[];
}
interface Names {
  readonly data: Set<string>;
  readonly methods: Set<string>;
}

/**
 * Runs every page and component of the compiled package in `dir`, and compares what each template
 * binds with what its script declares. WeChat's own compilers look at neither. A compiled file stands
 * on one line, so the lines that are told are those of the files in `written`.
 */
export function smokeRun(dir: string, written = dir): readonly Problem[] {
  const app = readJson(join(dir, 'app.json')) as AppJson;
  const layer = createLogicLayer(dir, app);
  const problems = [...checkApp(dir, layer)];
  const subPages = subPackagesOf(app).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)));
  const pages = [...app.pages, ...subPages];
  const queue = [...pages];
  const seen = new Set<string>();
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const json = readJson(join(dir, `${id}.json`)) as ComponentJson;
    if (!pages.includes(id) && json.component !== true)
      problems.push(whole(`${id}.json`, '"component": true is missing'));
    const tags = resolveTags({ dir, written, id, json }, app);
    problems.push(...tags.missing);
    queue.push(...tags.found);
    problems.push(
      ...checkComponent({ dir, written, id, json, globalTags: Object.keys(app.usingComponents ?? {}), layer }),
    );
  }
  return problems;
}

function checkApp(dir: string, layer: LogicLayer): readonly Problem[] {
  try {
    return layer.run(join(dir, 'app.js'))?.kind === 'App' ? [] : [whole('app.js', 'it does not call App()')];
  } catch (error) {
    return [thrown(dir, 'app.js', error)];
  }
}

function resolveTags({ dir, written, id, json }: Place, app: AppJson) {
  const found: string[] = [];
  const missing: Problem[] = [];
  for (const [tag, path] of Object.entries({ ...app.usingComponents, ...json.usingComponents })) {
    const base = json.usingComponents && tag in json.usingComponents ? posix.dirname(id) : '.';
    const candidates = path.startsWith('/')
      ? [path.slice(1)]
      : [posix.join(base, path), posix.join('miniprogram_npm', path)];
    const target = candidates
      .flatMap((candidate) => [candidate, `${candidate}/index`])
      .find((candidate) => existsSync(join(dir, `${candidate}.json`)));
    const file = `${id}.json`;
    const at = (message: string) => missing.push({ file, line: lineIn(written, file, tag), message });
    if (target === undefined) {
      at(`<${tag}> is not at ${path}`);
      continue;
    }
    found.push(target);
    if (!isWithinReach(app, id, target) && !(tag in { ...app.componentPlaceholder, ...json.componentPlaceholder }))
      at(`<${tag}> is in a sub-package that need not be there, and has no placeholder`);
  }
  return { found, missing };
}

interface Place {
  readonly dir: string;
  readonly written: string;
  readonly id: string;
  readonly json: ComponentJson;
}

interface Subject extends Place {
  readonly globalTags: readonly string[];
  readonly layer: LogicLayer;
}

function checkComponent({ layer, ...place }: Subject): readonly Problem[] {
  const { dir, id } = place;
  const script = `${id}.js`;
  let registration: Registration | null;
  try {
    registration = layer.run(join(dir, script));
  } catch (error) {
    return [thrown(dir, script, error)];
  }
  if (registration === null) return [whole(script, 'it registers nothing')];
  return id.startsWith('miniprogram_npm/') ? [] : checkTemplate(place, declaredNames(registration));
}

function checkTemplate(subject: Omit<Subject, 'layer'>, names: Names): readonly Problem[] {
  const { dir, written, id, json, globalTags } = subject;
  const file = `${id}.wxml`;
  const { data, ungiven, methods, tags } = boundNames(id, readFileSync(join(dir, file), 'utf8'));
  const ownTags = Object.keys(json.usingComponents ?? {});
  const at = (name: string, message: string): Problem => ({ file, line: lineIn(written, file, name), message });
  return [
    ...data.filter((name) => !names.data.has(name)).map((name) => at(name, `{{${name}}} is nobody's`)),
    ...ungiven.map((name) => at(name, `{{${name}}} is handed to no template`)),
    ...methods.filter((name) => !names.methods.has(name)).map((name) => at(name, `handler "${name}" is no method`)),
    ...tags
      .filter((tag) => !isBuiltIn(tag) && !ownTags.includes(tag) && !globalTags.includes(tag))
      .map((tag) => at(tag, `<${tag}> is neither built in nor declared`)),
    ...ownTags
      .filter((tag) => !tags.includes(tag))
      .map((tag) => ({
        file: `${id}.json`,
        line: lineIn(written, `${id}.json`, tag),
        message: `<${tag}> is declared and not used`,
      })),
  ];
}

/** The compiled file in which it happened, which need not be the one that was run. */
function thrown(dir: string, file: string, error: unknown): Problem {
  const { message = String(error), stack = '' } = error instanceof Error || isErrorLike(error) ? error : {};
  const [, inside, line] = new RegExp(`${dir}/([^:\\s]+\\.js):(\\d+)`).exec(stack) ?? [];
  return { file: inside ?? file, line: line === undefined ? null : Number(line), message };
}

/** What another realm throws is no Error of this one. */
const isErrorLike = (error: unknown): error is { readonly message: string; readonly stack: string } =>
  isRecord(error) && typeof error['message'] === 'string' && typeof error['stack'] === 'string';

const whole = (file: string, message: string): Problem => ({ file, line: null, message });
const lineIn = (dir: string, file: string, name: string): number | null =>
  lineOfName(readFileSync(join(dir, file), 'utf8'), name);

/** The names that a template binds; `ungiven` are those that its named parts bind and nobody hands to them. */
function boundNames(id: string, wxml: string) {
  const namesIn = (text: string, pattern: RegExp) => matchesIn(convert(id, text), pattern);
  const data = /\bdata\.([A-Za-z_$][\w$]*)/g;
  const given = matchesIn(wxml, HANDED).flatMap((list) => matchesIn(list, HANDED_NAME));
  return {
    data: namesIn(wxml.replace(PART, ''), data),
    ungiven: namesIn(matchesIn(wxml, PART).join(''), data).filter((name) => !given.includes(name)),
    methods: [...new Set([...namesIn(wxml, /\bmethods\.([A-Za-z_$][\w$]*)/g), ...joinedHandlers(wxml)])],
    tags: namesIn(wxml, /tags\['([^']+)'\]/g),
  };
}

/** `<template name="…">` with what is in it, and what `<template is="…">` hands to it. */
const PART = /<template\s+name="[^"]*"\s*>([\s\S]*?)<\/template>/g;
const HANDED = /<template\s[^>]*\bdata="\{\{([\s\S]*?)\}\}"/g;
const HANDED_NAME = /(?:^|,)\s*([A-Za-z_$][\w$]*)\s*(?=[:,]|$)/g;

const matchesIn = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
];

/** Every expression of a template as TypeScript: `data.…` what it reads, `methods.…` what it calls. */
function convert(id: string, wxml: string): string {
  const group = TmplGroup.newDev();
  group.addTmpl(id, wxml);
  return group.getTmplConvertedExpr(id, '').code() ?? '';
}

/** The checker takes `bindtap` for a property: it knows the spelling with a colon only. */
function joinedHandlers(wxml: string): readonly string[] {
  const shown = wxml.replace(/<!--[\s\S]*?-->/g, '');
  return matchesIn(shown, /\s(?:capture-|mut-)?(?:bind|catch)[A-Za-z-]+\s*=\s*["']([A-Za-z_$][\w$]*)["']/g);
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
