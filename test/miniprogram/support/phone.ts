import type { Clock } from '../../../miniprogram/utils/clock';
import type { Network, NetworkState } from '../../../miniprogram/services/network';
import type { Storage, StorageKey } from '../../../miniprogram/services/storage';

/** 2026-11-20 14:05 in Shanghai. */
export const NOON = Date.UTC(2026, 10, 20, 6, 5);
export const SHANGHAI = () => 8 * 3_600_000;

/** Time that passes only when told to, letting promises settle at every step. */
export class FakeClock implements Clock {
  private readonly timers = new Map<number, { at: number; callback: () => void }>();
  private last = 0;

  constructor(private time = NOON) {}

  now(): number {
    return this.time;
  }

  after(delayMs: number, callback: () => void): () => void {
    const id = (this.last += 1);
    this.timers.set(id, { at: this.time + delayMs, callback });
    return () => void this.timers.delete(id);
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.timers.size;
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      const [id, { at, callback }] = next;
      this.timers.delete(id);
      this.time = Math.max(this.time, at);
      callback();
      await settled();
    }
    this.time = end;
  }

  private next(end: number) {
    const due = [...this.timers].filter(([, { at }]) => at <= end);
    return due.sort(([, a], [, b]) => a.at - b.at)[0];
  }
}

/** Lets promises that need no timer finish. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 30; round += 1) await Promise.resolve();
}

export function makeStorage(): Storage & { readonly kept: Map<StorageKey, unknown> } {
  const kept = new Map<StorageKey, unknown>();
  return {
    kept,
    read: (key) => kept.get(key) ?? null,
    // As on the phone, what comes back is a copy.
    write: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    remove: (key) => void kept.delete(key),
  };
}

export function makeNetwork(): Network & { become(state: NetworkState): void } {
  let state: NetworkState = { connected: true, kind: 'wifi' };
  const listeners = new Set<(state: NetworkState) => void>();
  return {
    current: () => state,
    onChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    become(next) {
      state = next;
      for (const listener of [...listeners]) listener(next);
    },
  };
}
