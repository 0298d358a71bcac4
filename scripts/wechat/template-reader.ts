import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eventOf } from './common-attributes';
import { endsOf, readExpression, type Reading } from './expression';
import { attributeOf, everyElement, readMarkup, type Attribute, type Element, type Hole } from './markup';
import { within, type Problem } from './problem';
import { exportsOf } from './wxs';

/** A name, and where a template says it. */
export interface Said {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}
export interface PlacedElement {
  readonly file: string;
  readonly element: Element;
}

/** What one page or component asks for in its template and in all that this includes and imports. */
export interface TemplateReport {
  /** The names that its script must have as data. */
  readonly data: readonly Said[];
  /** The names that its script must have as methods. */
  readonly methods: readonly Said[];
  readonly elements: readonly PlacedElement[];
  readonly problems: readonly Problem[];
}

/**
 * A `<template name>` and the names that those who use it hand to it; null where nobody can tell them all. One that this
 * page does not use is for others, and may ask for what only they have.
 */
interface Part {
  readonly name: string;
  readonly home: Home;
  readonly element: Element;
  given: Set<string> | null;
  readonly asked: Said[];
}

/** One file, with what it may name: its own parts and those it imports, and its wxs modules. */
interface Home {
  readonly file: string;
  readonly body: Element;
  readonly parts: readonly Part[];
  /** The exports of each; null of one that could not be run. */
  readonly modules: ReadonlyMap<string, ReadonlySet<string> | null>;
}

/** Where an element stands: the names that are given there, and who is asked for the others. */
interface Place {
  readonly home: Home;
  readonly names: ReadonlySet<string>;
  readonly asked: Said[];
  /** The files that include one another down to here. */
  readonly chain: readonly Home[];
}

const NO_CALL = 'a template calls nothing but what a wxs module exports';

/** Reads the template `file` of a page or component below `root`. Paths in the answer are within `root`. */
export function readTemplate(root: string, file: string): TemplateReport {
  return new TemplateReader(root).read(file);
}

class TemplateReader {
  private readonly data: Said[] = [];
  private readonly methods: Said[] = [];
  private readonly elements: PlacedElement[] = [];
  private readonly problems: Problem[] = [];
  private readonly homes = new Map<string, Home>();
  private readonly walked = new Set<Part>();

  constructor(private readonly root: string) {}

  read(file: string): TemplateReport {
    const home = this.open(file);
    this.walk(home.body, { home, names: new Set(), asked: this.data, chain: [home] });
    for (const part of this.walked) this.judge(part);
    const { data, methods, elements, problems } = this;
    return { data, methods, elements, problems };
  }

  private open(file: string): Home {
    const known = this.homes.get(file);
    if (known) return known;
    const body = readMarkup(join(this.root, file));
    const elements = everyElement(body);
    const parts: Part[] = [];
    const modules = new Map<string, ReadonlySet<string> | null>();
    const home: Home = { file, body, parts, modules };
    this.homes.set(file, home);
    for (const element of elements) {
      const name = attributeOf(element, 'name')?.value;
      if (element.tag === 'template' && name) parts.push({ name, home, element, given: new Set(), asked: [] });
      const module = attributeOf(element, 'module')?.value;
      if (element.tag === 'wxs' && module) modules.set(module, exportsOf(this.root, file, element));
    }
    for (const element of elements.filter(({ tag }) => tag === 'import')) {
      const imported = this.openOther(element, file);
      parts.push(...(imported?.parts.filter((part) => part.home === imported) ?? []));
    }
    return home;
  }

  /** What `<import>` and `<include>` name; WeChat leaves one out that is not there without a word. */
  private openOther(element: Element, from: string): Home | null {
    const src = attributeOf(element, 'src')?.value ?? '';
    const path = within(from, src);
    const file = [path, `${path}.wxml`].find((name) => name.endsWith('.wxml') && existsSync(join(this.root, name)));
    if (file !== undefined) return this.open(file);
    this.problems.push({
      file: from,
      line: element.line,
      message: `<${element.tag}> names ${src}, which is not there`,
    });
    return null;
  }

  /** Reads what stands in an element. */
  private walk({ holes, children }: Element, place: Place): void {
    for (const hole of holes) this.take(readExpression(hole), place);
    for (const child of children) this.enter(child, place);
  }

  private enter(element: Element, place: Place): void {
    const { home, names } = place;
    if (element.tag === 'wxs' || (element.tag === 'template' && attributeOf(element, 'name'))) return;
    this.elements.push({ file: home.file, element });
    if (element.tag === 'include') this.include(element, place);
    const list = attributeOf(element, 'wx:for') ?? attributeOf(element, 'wx:for-items');
    for (const hole of list?.holes ?? []) this.take(readExpression(hole), place);
    const inner = list === undefined ? place : { ...place, names: new Set([...names, ...loopNames(element)]) };
    for (const attribute of element.attributes) if (attribute !== list) this.takeAttribute(element, attribute, inner);
    const slotted = element.attributes.filter(({ key }) => key.startsWith('slot:'));
    const given = slotted.map(({ key, value }) => camelCase(value ?? key.slice('slot:'.length)));
    this.walk(element, given.length === 0 ? inner : { ...inner, names: new Set([...inner.names, ...given]) });
  }

  private include(element: Element, place: Place): void {
    const { file } = place.home;
    const home = this.openOther(element, file);
    if (home === null) return;
    if (!place.chain.includes(home)) this.walk(home.body, { ...place, home, chain: [...place.chain, home] });
    else this.problems.push({ file, line: element.line, message: `<include> of ${home.file} has no end` });
  }

  private takeAttribute(element: Element, attribute: Attribute, place: Place): void {
    const isHanding = element.tag === 'template' && attribute.key === 'data';
    const readings = attribute.holes.map((hole) => readExpression(hole, isHanding || isBareObject(attribute, hole)));
    for (const reading of readings) this.take(reading, place);
    if (element.tag === 'template' && attribute.key === 'is') this.use(element, attribute, place);
    if (eventOf(attribute.key) !== null)
      for (const { text } of endsOf(attribute).values)
        if (text !== '' && attribute.value !== null)
          this.methods.push({ name: text, file: place.home.file, line: attribute.line });
  }

  private use(element: Element, is: Attribute, { home }: Place): void {
    const { values, complete } = endsOf(is);
    const data = attributeOf(element, 'data')?.holes.map((hole) => readExpression(hole, true)) ?? [];
    const used = complete ? [] : home.parts;
    const named = values.flatMap(({ text }) => {
      const part = home.parts.find(({ name }) => name === text);
      if (part === undefined)
        this.problems.push({ file: home.file, line: is.line, message: `no template is named "${text}"` });
      return part ?? [];
    });
    for (const part of [...used, ...named]) {
      for (const { keys, spreads } of data) part.given = spreads ? null : withAll(part.given, keys);
      this.walkPart(part);
    }
  }

  private walkPart(part: Part): void {
    if (this.walked.has(part)) return;
    this.walked.add(part);
    this.walk(part.element, { home: part.home, names: new Set(), asked: part.asked, chain: [part.home] });
  }

  private take({ names, members, calls }: Reading, { home, names: given, asked }: Place): void {
    const { file, modules } = home;
    for (const { name, line } of names) if (!given.has(name) && !modules.has(name)) asked.push({ name, file, line });
    for (const { name, member, line } of members)
      if (!given.has(name) && modules.get(name)?.has(member) === false)
        this.problems.push({ file, line, message: `the wxs module "${name}" exports no "${member}"` });
    for (const { callee, line } of calls)
      if (callee === null || !modules.has(callee)) this.problems.push({ file, line, message: NO_CALL });
  }

  private judge({ given, asked }: Part): void {
    for (const { name, file, line } of asked)
      if (given?.has(name) === false)
        this.problems.push({ file, line, message: `{{${name}}} is handed to no template` });
  }
}

/** `{{a: 1}}` and `{{...a}}` leave out the braces of an object. */
const isBareObject = ({ value }: Attribute, { text }: Hole): boolean =>
  value?.trim() === `{{${text}}}` && /^\s*(?:\.\.\.|[A-Za-z_$][\w$]*\s*[:,])/.test(text);

const loopNames = (element: Element): readonly string[] => [
  attributeOf(element, 'wx:for-item')?.value ?? 'item',
  attributeOf(element, 'wx:for-index')?.value ?? 'index',
];

const withAll = (names: Set<string> | null, more: readonly string[]): Set<string> | null =>
  names && new Set([...names, ...more]);

/** How a template's `some-name` is called in a script. */
export const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
