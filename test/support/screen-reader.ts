import type { Mounted } from './mount';

/** What the test kit keeps of an element of a template. */
interface TreeNode {
  readonly _vt?: { readonly attrs?: readonly { readonly name: string; readonly value: unknown }[] };
  readonly shadowRoot?: TreeNode | null;
  readonly childNodes?: readonly TreeNode[];
  /** What the document holds of it; a text or a block has no tag. */
  readonly $$?: { readonly tagName?: string; readonly textContent: string | null };
}

interface Exparser {
  readonly Event: {
    create(name: string, detail: unknown, options: object): object;
    dispatchEvent(target: TreeNode, event: object): void;
  };
}

/** An element as someone who listens to the screen finds it. */
export interface Heard {
  readonly role: string;
  /** Its aria-label, or else its text. */
  readonly label: string;
  attribute(name: string): unknown;
  /** What a finger or the platform does to it; `fields` are the event's own, such as `touches`. */
  fire(event: string, detail?: unknown, fields?: object): void;
}

const exparser = jest.requireActual<Exparser>('miniprogram-exparser');

/** Everything with a role, in reading order. Only WeChat's own elements have one: a component passes none on. */
export function rolesOf(component: Mounted): readonly Heard[] {
  const own = walk(rootOf(component)).filter(({ $$ }) => $$?.tagName?.toLowerCase().startsWith('wx-'));
  return own.flatMap((node) => (attribute(node, 'aria-role') === undefined ? [] : heard(node)));
}

/** The one element of this role and label; else says what there is. */
export function hear(component: Mounted, role: string, label: string): Heard {
  const all = rolesOf(component);
  const found = all.find((each) => each.role === role && each.label === label);
  if (found === undefined) throw new Error(`no ${role} "${label}" among ${JSON.stringify(all)}`);
  return found;
}

/** The first element of a tag, such as `wx-scroll-view`, wherever it lies. */
export function elementOf(component: Mounted, tag: string): Heard {
  const [first] = elementsOf(component, tag);
  if (first === undefined) throw new Error(`no <${tag}>`);
  return first;
}

/** All elements of a tag, in reading order. */
export function elementsOf(component: Mounted, tag: string): readonly Heard[] {
  return walk(rootOf(component))
    .filter(({ $$ }) => $$?.tagName?.toLowerCase() === tag)
    .map(heard);
}

function heard(node: TreeNode): Heard {
  const text = (node.$$?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return {
    role: textOf(attribute(node, 'aria-role')) ?? '',
    label: textOf(attribute(node, 'aria-label')) ?? text,
    attribute: (name) => attribute(node, name),
    fire(event, detail = {}, fields = {}) {
      const options = { bubbles: true, capturePhase: true, composed: true, extraFields: fields };
      exparser.Event.dispatchEvent(node, exparser.Event.create(event, detail, options));
    },
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function attribute({ _vt }: TreeNode, name: string): unknown {
  const compiled = name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
  return _vt?.attrs?.find((each) => each.name === compiled)?.value;
}

function rootOf(component: Mounted): TreeNode {
  return (component as unknown as { readonly _exparserNode: TreeNode })._exparserNode;
}

function walk(node: TreeNode): readonly TreeNode[] {
  const children = [...(node.shadowRoot ? [node.shadowRoot] : []), ...(node.childNodes ?? [])];
  return [node, ...children.flatMap(walk)];
}
