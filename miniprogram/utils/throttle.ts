import type { Clock } from './clock';

/** Acts at once, then at most once per interval; the last value of a burst is never lost. */
export function throttle<T>(clock: Clock, intervalMs: number, act: (value: T) => void): (value: T) => void {
  let readyAt = -Infinity;
  let waiting: { value: T } | null = null;
  const run = (value: T) => {
    readyAt = clock.now() + intervalMs;
    act(value);
  };
  return (value) => {
    if (waiting !== null) {
      waiting.value = value;
    } else if (clock.now() >= readyAt) {
      run(value);
    } else {
      const held = { value };
      waiting = held;
      clock.after(readyAt - clock.now(), () => {
        waiting = null;
        run(held.value);
      });
    }
  };
}
