import type { Holding } from './records';

/** A page as far as what it took is put down to it. */
interface Holder {
  readonly url: string;
}

interface Held extends Omit<Holding, 'left'> {
  /** The page on top when it was taken; null before the first. */
  readonly holder: Holder | null;
}

/** What the mini-program holds now and has to let go of itself, by what it does that with. */
const held = new Map<unknown, Held>();
let pageOnTop = (): Holder | null => null;

/** From now on what is taken is put down to the page that `read` answers. */
export function holdFor(read: () => Holder | null): void {
  pageOnTop = read;
}

/** Notes that the mini-program has taken something; `what` tells it apart from others of its kind. */
export function hold(key: unknown, kind: Holding['kind'], what: string): void {
  const holder = pageOnTop();
  held.set(key, { kind, what, page: holder?.url ?? '', holder });
}

const NAMED = 5;
const DEEP = 30;
/** Chromium's own, which the language does not have. */
const stacks: ErrorConstructor & { stackTraceLimit?: number | undefined } = Error;
/** What a minifier leaves of a library's names: `t2.Kt`. */
const MINIFIED = /^\w{1,2}\d?(?:\.\w{1,2})?$/;

/** The functions of the mini-program that led here, the nearest first: a name for what has none. */
export function madeBy(): string {
  const { stackTraceLimit } = stacks;
  stacks.stackTraceLimit = DEEP;
  const calls = [...(new Error().stack ?? '').matchAll(/at (?:async |new )?([\w$.]+).*\/app\.js/g)];
  stacks.stackTraceLimit = stackTraceLimit;
  const names = calls.flatMap(([, name = '']) => (MINIFIED.test(name) ? [] : [name]));
  return names.slice(0, NAMED).join(' < ');
}

export function letGo(key: unknown): void {
  held.delete(key);
}

/** Everything that is held now; `left` behind when the page on which it was taken is not among the `open` ones. */
export function listHoldings(open: readonly Holder[]): readonly Holding[] {
  return [...held.values()].map(({ kind, what, page, holder }) => {
    return { kind, what, page, left: holder !== null && !open.includes(holder) };
  });
}
