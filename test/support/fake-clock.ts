import type { Clock } from '../../cloudfunctions/core/ports';

/** Time that stands still until somebody sleeps or says otherwise. */
export interface FakeClock extends Clock {
  /** Moves on by `ms` and wakes whoever slept until then, in order. */
  advance(ms: number): Promise<void>;
  /** How many are asleep. */
  sleepers(): number;
}

/** 2024-01-01T00:00:00Z. */
export const START = Date.UTC(2024, 0, 1);

export function makeClock(start: number = START): FakeClock {
  let now = start;
  let asleep: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => asleep.push({ until: now + ms, wake })),
    sleepers: () => asleep.length,
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = asleep.filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0];
        if (next === undefined) break;
        asleep = asleep.filter((one) => one !== next);
        now = Math.max(now, next.until);
        next.wake();
      }
      now = end;
      await settle();
    },
  };
}

/** A clock on which every sleep is over at once, and time has passed by as much. */
export function makeHastyClock(start: number = START): Clock {
  let now = start;
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
      await settle();
    },
  };
}

/** Lets everything go on that waits for nothing but promises. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
