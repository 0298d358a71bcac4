import type { ElementDefinition } from './define';

interface RichNode {
  readonly type?: string;
  readonly name?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly children?: readonly RichNode[];
}

const FORBIDDEN = 'script, style, iframe, object, embed, link, form, input, video, audio';

export const richText: ElementDefinition = {
  tag: 'rich-text',
  properties: { nodes: null, userSelect: Boolean },
  create: ({ element }) => ({
    changed(name, value) {
      if (name === 'nodes') element.replaceChildren(typeof value === 'string' ? fromHtml(value) : fromNodes(value));
    },
  }),
};

/** WeChat draws trusted tags only and runs nothing. */
function fromHtml(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll(FORBIDDEN)) element.remove();
  for (const element of template.content.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name);
  }
  return template.content;
}

function fromNodes(value: unknown): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const nodes = Array.isArray(value) ? (value as readonly RichNode[]) : [];
  for (const { type, name = 'div', text = '', attrs = {}, children = [] } of nodes) {
    if (type === 'text') {
      fragment.append(text);
      continue;
    }
    const element = document.createElement(name);
    for (const [key, attribute] of Object.entries(attrs))
      if (!key.startsWith('on')) element.setAttribute(key, attribute);
    element.append(fromNodes(children));
    if (!element.matches(FORBIDDEN)) fragment.append(element);
  }
  return fragment;
}
