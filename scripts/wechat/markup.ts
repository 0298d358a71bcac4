import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** One `{{…}}` without its braces. */
export interface Hole {
  readonly text: string;
  /** From 1, where its text begins. */
  readonly line: number;
}

export interface Attribute {
  readonly key: string;
  /** As it is written; null where the attribute has no value. */
  readonly value: string | null;
  readonly holes: readonly Hole[];
  readonly line: number;
}

export interface Element {
  readonly tag: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Element[];
  /** What is written in it, between its children. */
  readonly holes: readonly Hole[];
  /** The text of a `<wxs>`. */
  readonly script: string;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly name?: string;
  readonly value?: string | null;
  readonly children?: readonly Node[];
  readonly startTag?: { readonly attributes: readonly AttributeNode[] };
  readonly loc: { readonly start: { readonly line: number } };
}
interface AttributeNode extends Node {
  readonly key: string;
  readonly interpolations?: readonly Node[];
}
interface Parser {
  readonly parse: (text: string) => { readonly body: readonly Node[] };
}

/** The parser has no types of its own. */
const { parse } = createRequire(__filename)('@wxml/parser') as Parser;

/** A template as one element without a tag, and without comments. What is no WXML is for WeChat's compiler to tell. */
export const readMarkup = (file: string): Element =>
  toElement({ type: 'Program', children: parse(readFileSync(file, 'utf8')).body, loc: { start: { line: 1 } } });

/** An element and all that stand in it. */
export const everyElement = (element: Element): readonly Element[] => [
  element,
  ...element.children.flatMap(everyElement),
];

export const attributeOf = ({ attributes }: Element, key: string): Attribute | undefined =>
  attributes.find((attribute) => attribute.key === key);

const elementsOf = (nodes: readonly Node[]): readonly Element[] =>
  nodes.filter(({ type }) => type === 'WXElement' || type === 'WXScript').map(toElement);

function toElement(node: Node): Element {
  const children = node.children ?? [];
  return {
    tag: node.name ?? '',
    attributes: (node.startTag?.attributes ?? []).map(toAttribute),
    children: elementsOf(children),
    holes: children.filter(({ type }) => type === 'WXInterpolation').map(toHole),
    script: node.type === 'WXScript' ? (node.value ?? '') : '',
    line: node.loc.start.line,
  };
}

const toAttribute = ({ key, value, interpolations = [], loc }: AttributeNode): Attribute => ({
  key,
  value: value ?? null,
  holes: interpolations.map(toHole),
  line: loc.start.line,
});

const toHole = ({ value, loc }: Node): Hole => ({ text: value ?? '', line: loc.start.line });
