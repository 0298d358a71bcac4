import {
  CurrentWindowBackendContext,
  Event as GlassEvent,
  NativeNode,
  type Element as GlassElement,
} from 'glass-easel';
import { BUILT_IN_TAGS, rewriteLengths } from '../../build/style-units';
import { reportError, reportUnimplemented } from '../report';

/** DOM events that WeChat hands to a mini-program as they are; touch and tap come from `touch.ts`. */
const PASSED_EVENTS: ReadonlySet<string> = new Set([
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
]);

/** A DOM in which WeChat's elements are never the browser's own of the same name: `<input>` becomes `<wx-input>`. */
export function createBackend(): CurrentWindowBackendContext {
  const context = new CurrentWindowBackendContext();
  // glass-easel declares its own minimal DOM types, which the browser's satisfy in fact.
  context.document = {
    createElement,
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as typeof context.document;
  const associate = context.associateValue.bind(context);
  context.associateValue = (element, value) => {
    associate(element, value);
    if (NativeNode.isNativeNode(value)) markUnknown(element as unknown as HTMLElement, value.is);
  };
  context.onEvent((target, type, detail, options) => {
    if (!PASSED_EVENTS.has(type)) return;
    GlassEvent.dispatchEvent(target, new GlassEvent(type, detail as unknown, options));
  });
  return context;
}

/** The glass-easel element that a DOM node belongs to. */
export function elementOf(node: Node | null): GlassElement | null {
  for (let current = node; current !== null; current = current.parentNode) {
    const { __wxElement: element } = current as { __wxElement?: GlassElement };
    if (element !== undefined) return element;
  }
  return null;
}

/** The DOM element behind a glass-easel element; null for virtual ones. */
export const domOf = (element: GlassElement): HTMLElement | null =>
  element.getBackendElement() as unknown as HTMLElement | null;

function createElement(tag: string): HTMLElement {
  const element = document.createElement(tag.includes('-') && !BUILT_IN_TAGS.has(tag) ? tag : `wx-${tag}`);
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (name: string, value: string) =>
    setAttribute(name, name === 'style' ? rewriteLengths(value) : value);
  return element;
}

/** A native node is a tag that neither WeChat nor the page knows, or one that only WeChat knows. */
function markUnknown(element: HTMLElement, tag: string): void {
  const name = element.localName.replace(/^wx-/, '');
  if (BUILT_IN_TAGS.has(name)) {
    element.dataset['unimplemented'] = reportUnimplemented(`<${name}>`);
    return;
  }
  element.dataset['unimplemented'] = `unknown element <${tag}>`;
  reportError(new Error(`<${name}> is neither a built-in element nor in usingComponents`));
}
