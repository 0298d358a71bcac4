import type { Remark } from './common-attributes';
import { attributeOf, type Element } from './markup';

/** The names of the slots in a component's template, '' for one without; null where they cannot be told from it. */
export function slotsIn(elements: readonly Element[]): ReadonlySet<string> | null {
  const names = elements.filter(({ tag }) => tag === 'slot').map((slot) => attributeOf(slot, 'name'));
  const isOpen = elements.some(({ tag }) => tag === 'include' || tag === 'import');
  return isOpen || names.some((name) => name && name.holes.length > 0)
    ? null
    : new Set(names.map((name) => name?.value ?? ''));
}

/** A slot with a name in a component that has not asked for more than one: WeChat does not fill it. */
export const checkSlot = (element: Element, mayHaveNames: boolean): readonly Remark[] =>
  !mayHaveNames && element.tag === 'slot' && attributeOf(element, 'name')
    ? [{ line: element.line, message: 'a slot has a name only where options has "multipleSlots": true' }]
    : [];

/** What is put into slots that a component does not have. */
export const checkFilled = ({ tag, children }: Element, slots: ReadonlySet<string> | null): readonly Remark[] =>
  children.flatMap((child) => {
    const { value, holes, line } = attributeOf(child, 'slot') ?? { value: null, holes: [], line: 0 };
    const isLost = slots !== null && value !== null && holes.length === 0 && !slots.has(value);
    return isLost ? [{ line, message: `<${tag}> has no slot "${value}"` }] : [];
  });
