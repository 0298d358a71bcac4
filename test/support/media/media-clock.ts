import type { Clock } from '../../../sandbox/media/clock';

export interface MediaClock extends Clock {
  /** Moves on by `ms` and runs what falls due, in order. */
  advance(ms: number): void;
  /** How many tasks wait. */
  waiting(): number;
}

/** Time that stands still until it is told to go on. */
export function makeMediaClock(start: number = Date.UTC(2026, 4, 1)): MediaClock {
  let now = start;
  let tasks: { readonly at: number; readonly task: () => void }[] = [];
  return {
    now: () => now,
    after(ms, task) {
      const entry = { at: now + ms, task };
      tasks.push(entry);
      return () => {
        tasks = tasks.filter((one) => one !== entry);
      };
    },
    waiting: () => tasks.length,
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        tasks = tasks.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.task();
      }
      now = end;
    },
  };
}
