import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAppSettings } from './app-settings';
import { checkBuiltIn, isBuiltIn } from './built-ins';
import { createEventReader } from './component-events';
import { checkElement, checkUse, type UsedComponent } from './component-use';
import { declaredBy, type Declared } from './declared';
import { checkShown, checkStyles } from './local-files';
import { checkLink } from './links';
import { createLogicLayer, type LogicLayer } from './logic-layer';
import { everyElement, readMarkup, type Element } from './markup';
import { asWritten, lineOfName, type Problem } from './problem';
import { scriptFailure } from './script-failure';
import { checkScripts } from './script-traps';
import { checkFilled, checkSlot, slotsIn } from './slots';
import { pagesOf } from './sub-packages';
import { resolveTags, type AppJson, type ComponentJson } from './tags';
import { readTemplate, type PlacedElement } from './template-reader';

/** The compiled package, and the files of which it was made: a compiled file stands on one line. */
interface Package {
  readonly dir: string;
  readonly written: string;
  readonly app: AppJson;
  readonly layer: LogicLayer;
}

/** A page or a component that was run. */
interface Unit {
  readonly id: string;
  readonly json: ComponentJson;
  readonly tags: ReadonlyMap<string, string>;
  readonly declared: Declared;
}

/** All components as those see them who use them. */
interface Components {
  readonly used: ReadonlyMap<string, UsedComponent>;
  /** The events that reach whatever stands around the one that sends them. */
  readonly rising: ReadonlySet<string>;
}

/**
 * Runs every page and component of the compiled package in `dir`, and compares what each template binds with what its
 * script, and the components it uses, declare. WeChat's own compilers look at neither. The lines that are told are
 * those of the files in `written`.
 */
export function smokeRun(dir: string, written = dir): readonly Problem[] {
  const app = readJson(join(dir, 'app.json')) as AppJson;
  const whole: Package = { dir, written, app, layer: createLogicLayer(dir, app) };
  const appProblems = checkApp(whole); // first, as on a phone: pages read what the app keeps
  const { units, problems } = runAll(whole);
  const components = describeComponents(whole, [...units.values()]);
  const own = [...units.values()].filter(({ id }) => !isOthers(id));
  const templates = own.map((unit) => checkTemplate(whole, unit, components));
  return [
    ...appProblems,
    ...checkAppSettings(rootOf(whole, 'app.json')),
    ...problems,
    ...own.flatMap((unit) => checkObserved(whole, unit)),
    ...templates.flatMap((template) => template.problems),
    ...unusedTags(
      whole,
      'app.json',
      app,
      templates.flatMap(({ tags }) => tags),
    ),
    ...checkStyles(dir),
    ...checkScripts(dir, written, app),
  ];
}

function describeComponents(whole: Package, units: readonly Unit[]): Components {
  const eventsOf = createEventReader(whole.dir, whole.app);
  const sent = new Map(units.flatMap(({ id }) => (isOthers(id) ? [] : [[id, eventsOf(id)] as const])));
  const used = units.map(({ id, json, declared }): readonly [string, UsedComponent] => {
    const slots = slotsIn(everyElement(readMarkup(join(rootOf(whole, `${id}.wxml`), `${id}.wxml`))));
    const generics = new Set(Object.keys(json.componentGenerics ?? {}));
    return [id, { ...declared, generics, slots, events: sent.get(id)?.all ?? null }];
  });
  return { used: new Map(used), rising: new Set([...sent.values()].flatMap(({ rising }) => [...rising])) };
}

function runAll(whole: Package) {
  const { dir, written, app } = whole;
  const pages = pagesOf(app);
  const units = new Map<string, Unit>();
  const problems: Problem[] = [];
  const global = new Map<string, Problem>(); // what app.json declares is wrong once, on however many pages
  const ids = new Set(pages);
  for (const id of ids) {
    const file = `${id}.json`;
    const json = (existsSync(join(dir, file)) ? readJson(join(dir, file)) : {}) as ComponentJson;
    if (!pages.includes(id) && json.component !== true)
      problems.push({ file, line: null, message: '"component": true is missing' });
    const { found, wrong } = resolveTags(dir, id, json, app);
    const own = { ...json.usingComponents, ...json.componentPlaceholder };
    const others = wrong.filter(({ tag }) => !(tag in own));
    problems.push(...wrong.filter(({ tag }) => tag in own).map((remark) => problemAt(whole, file, remark)));
    for (const remark of others) global.set(`${remark.tag} ${remark.message}`, problemAt(whole, 'app.json', remark));
    for (const target of found.values()) ids.add(target);
    const declared = run(whole, id);
    if ('message' in declared) problems.push(declared);
    else units.set(id, { id, json, tags: found, declared });
  }
  return { units, problems: [...global.values(), ...problems] };

  function run({ layer }: Package, id: string): Declared | Problem {
    const file = `${id}.js`;
    if (!existsSync(join(dir, file))) return { file, line: null, message: 'it is not there' };
    try {
      const registration = layer.run(join(dir, file));
      if (registration !== null && (registration.kind === 'Component' || pages.includes(id)))
        return declaredBy(registration);
      if (registration !== null)
        return { file: asWritten(written, file), line: null, message: 'it calls no Component()' };
      return { file: asWritten(written, file), line: null, message: 'it registers nothing' };
    } catch (error) {
      return scriptFailure({ dir, written, app, file, error });
    }
  }
}

function checkApp({ dir, written, app, layer }: Package): readonly Problem[] {
  const file = 'app.js';
  try {
    if (layer.run(join(dir, file))?.kind === 'App') return [];
    return [{ file: asWritten(written, file), line: null, message: 'it does not call App()' }];
  } catch (error) {
    return [scriptFailure({ dir, written, app, file, error })];
  }
}

/** An observer of what is no data never runs. */
function checkObserved(whole: Package, { id, declared }: Unit): readonly Problem[] {
  const file = asWritten(whole.written, `${id}.js`);
  const names = declared.observed
    .flatMap((paths) => paths.split(','))
    .map((path) => path.trim().split(/[.[]/)[0] ?? '');
  return names
    .filter((name) => name !== '' && name !== '**' && !declared.data.has(name))
    .map((name) => ({ file, line: lineIn(whole, file, name), message: `"${name}" is observed, and is nobody's` }));
}

function checkTemplate(whole: Package, unit: Unit, components: Components) {
  const { id, declared } = unit;
  const file = `${id}.wxml`;
  const { data, methods, elements, problems } = readTemplate(rootOf(whole, file), file);
  const tags = elements.flatMap(({ element }) => [element.tag, ...filledIn(element)]);
  const found: readonly Problem[] = [
    ...data
      .filter(({ name }) => !declared.data.has(name))
      .map(({ name, file: at, line }) => ({ file: at, line, message: `{{${name}}} is nobody's` })),
    ...problems,
    ...methods
      .filter(({ name }) => !declared.methods.has(name))
      .map(({ name, file: at, line }) => ({ file: at, line, message: `handler "${name}" is no method` })),
    ...elements.flatMap((element) => checkPlaced(whole, unit, element, components)),
    ...elements.flatMap(({ file: at, element }) =>
      checkSlot(element, declared.namedSlots).map((remark) => ({ file: at, ...remark })),
    ),
    ...unusedTags(whole, `${id}.json`, unit.json, tags),
  ];
  return { tags, problems: found };
}

function checkPlaced(
  { dir, app }: Package,
  { json, tags }: Unit,
  { file, element }: PlacedElement,
  { used, rising }: Components,
): readonly Problem[] {
  const { tag, line } = element;
  const target = tags.get(tag);
  const component = target === undefined ? undefined : used.get(target);
  const declared = { ...app.usingComponents, ...json.usingComponents, ...json.componentGenerics };
  const unknown = [tag, ...filledIn(element)].filter((name) => !isBuiltIn(name) && !(name in declared));
  const remarks = [
    ...unknown.map((name) => ({ line, message: `<${name}> is neither built in nor declared` })),
    ...checkElement(element),
    ...(component
      ? [...checkUse(element, component, rising), ...checkFilled(element, component.slots)]
      : checkBuiltIn(element, rising)),
    ...checkShown(dir, app, file, element),
    ...checkLink(element, app),
  ];
  return remarks.map((remark) => ({ file, ...remark }));
}

/** The components that an element puts into another: `generic:row-view="note"`. */
const filledIn = ({ attributes }: Element): readonly string[] =>
  attributes.flatMap(({ key, value }) =>
    key.startsWith('generic:') && value !== null && !value.includes('{{') ? [value] : [],
  );

function unusedTags(whole: Package, file: string, json: ComponentJson, tags: readonly string[]): readonly Problem[] {
  const used = new Set([...Object.values(json.componentPlaceholder ?? {}), ...tags]);
  return Object.keys(json.usingComponents ?? {})
    .filter((tag) => !used.has(tag))
    .map((tag) => problemAt(whole, file, { tag, message: `<${tag}> is declared and not used` }));
}

function problemAt(whole: Package, file: string, { tag, message }: { tag: string; message: string }): Problem {
  return { file, line: lineIn(whole, file, tag), message };
}

const isOthers = (id: string): boolean => id.startsWith('miniprogram_npm/');

function lineIn(whole: Package, file: string, name: string): number | null {
  return lineOfName(readFileSync(join(rootOf(whole, file), file), 'utf8'), name);
}

/** Where a file stands as it was written; what the compiler made by itself stands in the package only. */
function rootOf({ dir, written }: Package, file: string): string {
  return existsSync(join(written, file)) ? written : dir;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
