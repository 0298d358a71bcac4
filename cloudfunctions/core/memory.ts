import type { Clock } from './ports';

/** Values that this instance may believe for a while. */
export interface Memory<T> {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
}

/** Remembers each value for `forMs`, and at most `most` of them: the oldest goes first. */
export function createMemory<T>(clock: Clock, forMs: number, most: number): Memory<T> {
  const entries = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && entry.until > clock.now()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    put(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: clock.now() + forMs });
      const [oldest] = entries.size > most ? entries.keys() : [];
      if (oldest !== undefined) entries.delete(oldest);
    },
  };
}
