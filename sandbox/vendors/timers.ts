import type { Clock } from '../media/clock';

/** A clock whose pending tasks can all be called off. */
export interface Timers extends Clock {
  readonly now: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
  readonly cancelAll: () => void;
}

export function createTimers(clock: Clock): Timers {
  const pending = new Set<() => void>();
  return {
    now: () => clock.now(),
    after: (ms, task) => {
      const cancel = clock.after(ms, () => {
        pending.delete(cancel);
        task();
      });
      pending.add(cancel);
      return () => {
        pending.delete(cancel);
        cancel();
      };
    },
    cancelAll: () => {
      for (const cancel of pending) cancel();
      pending.clear();
    },
  };
}

export interface Pauses {
  hold(ms: number, gone: AbortSignal): Promise<void>;
  release(): void;
}

/** Replies being held back; one is let go when its time is up, when its caller hangs up, or when all are released. */
export function createPauses(timers: Clock): Pauses {
  const held = new Set<() => void>();
  return {
    hold: (ms, gone) =>
      ms <= 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            const letGo = (): void => {
              held.delete(letGo);
              cancel();
              resolve();
            };
            const cancel = timers.after(ms, letGo);
            held.add(letGo);
            gone.addEventListener('abort', letGo, { once: true });
          }),
    release() {
      for (const letGo of [...held]) letGo();
    },
  };
}
