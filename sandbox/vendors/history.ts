/** Segments of a live picture are made up to a minute after they were seen. */
const KEPT_MS = 90_000;

/** What was so at an instant of the last minute and a half. */
export interface History<T> {
  /** It is so from now on. */
  note(value: T): void;
  /** Before the first note: what that says. */
  readonly at: (instant: number) => T;
}

export function createHistory<T>(first: T, now: () => number): History<T> {
  const notes = [{ since: now(), value: first }];
  return {
    note(value) {
      const at = now();
      notes.push({ since: at, value });
      while ((notes[1]?.since ?? Infinity) < at - KEPT_MS) notes.shift();
    },
    at: (instant) => (notes.findLast(({ since }) => since <= instant) ?? notes[0])?.value ?? first,
  };
}
