import type { Clock } from './clock';

export interface Debounced<T> {
  /** Takes the newest value; it is acted upon when no newer one comes within the delay. */
  push(value: T): void;
  /** Acts upon the waiting value now, if there is one. */
  flush(): void;
  /** Forgets the waiting value. */
  cancel(): void;
}

/** Acts upon the last of a burst of values, once. */
export function debounce<T>(clock: Clock, delayMs: number, act: (value: T) => void): Debounced<T> {
  let waiting: { readonly value: T } | null = null;
  let cancelTimer = () => {};
  const flush = () => {
    cancelTimer();
    const due = waiting;
    waiting = null;
    if (due !== null) act(due.value);
  };
  return {
    push(value) {
      cancelTimer();
      waiting = { value };
      cancelTimer = clock.after(delayMs, flush);
    },
    flush,
    cancel() {
      cancelTimer();
      waiting = null;
    },
  };
}
