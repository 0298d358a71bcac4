/** What is wrong with an element, and on which line. */
export interface Remark {
  readonly line: number;
  readonly message: string;
}

/** The attributes that any element takes, whoever made it. */
export const COMMON =
  /^(?:wx:|data-|aria-|mark:|slot:|generic:|change:|worklet:|(?:id|class|style|slot|hidden|is|animation|tabindex)$)/;

/** Whether a wxs module is called when this attribute changes, which any element may have for that alone. */
export const isWatched = (key: string, attributes: readonly { readonly key: string }[]): boolean =>
  attributes.some((other) => other.key === `change:${key}`);

/** The events that any element hears, because they come from the fingers, the keys or the styles. */
export const COMMON_EVENTS: ReadonlySet<string> = new Set(
  (
    'tap longpress longtap touchstart touchmove touchcancel touchend touchforcechange ' +
    'keydown keyup transitionend animationstart animationiteration animationend'
  ).split(' '),
);

/** `bindtap`, `catch:tap`, `capture-bind:tap`, `mut-bind:tap`. */
const EVENT = /^(?:(?:capture-)?(?:bind|catch)|mut-bind):?(?=[A-Za-z])/;

/** The event for which an attribute names a handler; null where it names none. */
export function eventOf(key: string): string | null {
  const [prefix] = EVENT.exec(key) ?? [];
  return prefix === undefined ? null : key.slice(prefix.length);
}
