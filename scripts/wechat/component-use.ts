import { COMMON, COMMON_EVENTS, eventOf, type Remark } from './common-attributes';
import type { Declared } from './declared';
import { endsOf, type Literal } from './expression';
import type { Attribute, Element } from './markup';
import { camelCase } from './template-reader';

/** A component as those see it who use it. */
export interface UsedComponent extends Declared {
  /** The events that it may send; null where that cannot be told. */
  readonly events: ReadonlySet<string> | null;
  /** What its user fills in by `generic:name`. */
  readonly generics: ReadonlySet<string>;
  /** The names of its slots, '' for one without; null where they cannot be told. */
  readonly slots: ReadonlySet<string> | null;
}

/** What WeChat itself reads of any element. */
const DIRECTIVES = new Set(['if', 'elif', 'else', 'for', 'for-items', 'for-item', 'for-index', 'key']);
const FORM_FIELD = ['name', 'value'];
/** They hear `bindplay`, and are deaf to `bind:play`. */
const NATIVE = new Set(['live-player', 'live-pusher', 'camera', 'map']);

/** What is wrong with an element whoever draws it. */
export const checkElement = ({ tag, attributes }: Element): readonly Remark[] =>
  attributes.flatMap(({ key, line }) => {
    if (/^data-.*[A-Z]/.test(key)) return [{ line, message: `${key} arrives in small letters; write it with dashes` }];
    if (key.startsWith('wx:') && !DIRECTIVES.has(key.slice('wx:'.length)))
      return [{ line, message: `there is no ${key}` }];
    if (NATIVE.has(tag) && /^bind:/.test(key) && !COMMON_EVENTS.has(key.slice('bind:'.length)))
      return [{ line, message: `<${tag}> does not hear ${key}; write ${key.replace(':', '')}` }];
    return [];
  });

/** What an element gives to a component and hears from it that this does not know; `rising` reach any element. */
export function checkUse(
  { tag, attributes }: Element,
  component: UsedComponent,
  rising: ReadonlySet<string>,
): readonly Remark[] {
  return attributes.flatMap((attribute) => {
    const { key, line } = attribute;
    const event = eventOf(key);
    if (event !== null) {
      const isKnown = [component.events, COMMON_EVENTS, rising].some((known) => known === null || known.has(event));
      return isKnown ? [] : [{ line, message: `<${tag}> sends no event "${event}"` }];
    }
    const [, generic] = /^generic:(.*)/.exec(key) ?? [];
    if (generic !== undefined && !component.generics.has(generic))
      return [{ line, message: `<${tag}> has no generic "${generic}"` }];
    if (COMMON.test(key) || component.externalClasses.has(key)) return [];
    return checkProperty(tag, attribute, component);
  });
}

function checkProperty(tag: string, attribute: Attribute, { properties, builtIn }: Declared): readonly Remark[] {
  const { key, line } = attribute;
  const name = camelCase(key.replace(/^model:/, ''));
  const types = properties.get(name) ?? properties.get(key);
  const isFormField = builtIn.includes('wx://form-field') && FORM_FIELD.includes(name);
  if (types === undefined) return isFormField ? [] : [{ line, message: `<${tag}> has no property "${name}"` }];
  if (types.length === 0) return [];
  const wrong = endsOf(attribute).values.find((end) => !types.includes(end.type) && !isTaken(end, types));
  const message = `"${name}" of <${tag}> is ${types.join(' or ')}, and ${wrong?.text} is ${wrong?.type}`;
  return wrong ? [{ line, message }] : [];
}

/**
 * What WeChat turns into the first type that is wanted without a word. The text `false` becomes true, and is none; an
 * array is an object.
 */
function isTaken({ type, text }: Literal, types: readonly string[]): boolean {
  const [wanted] = types;
  if (wanted === 'String') return type === 'Number' || type === 'Boolean';
  if (wanted === 'Number') return type === 'String' && text.trim() !== '' && Number.isFinite(Number(text));
  if (wanted === 'Boolean') return text !== 'false';
  return type === 'Array' && types.includes('Object');
}
