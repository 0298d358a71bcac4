import type { Clock as CloudClock } from '../cloudfunctions/core/ports';
import type { Clock as PhoneClock } from '../miniprogram/utils/clock';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Time for phones and cloud alike that passes as fast as the work in it is done. */
export class VirtualTime implements CloudClock, PhoneClock {
  /** A binary heap, the earliest first. */
  private readonly heap: Due[] = [];
  private readonly cancelled = new Set<Due>();
  private order = 0;

  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  after(delayMs: number, callback: () => void): () => void {
    const due: Due = { at: this.time + Math.max(0, delayMs), order: this.order++, callback };
    this.push(due);
    return () => void this.cancelled.add(due);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** Lets `ms` pass; whatever a moment sets off is over before the next one. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let next = this.heap[0]; next && next.at <= end; next = this.heap[0]) {
      this.time = next.at;
      for (let due = next; due.at === this.time;) {
        this.pop();
        if (!this.cancelled.delete(due)) due.callback();
        const [following] = this.heap;
        if (!following) break;
        due = following;
      }
      await settled();
    }
    this.time = end;
  }

  private push(due: Due): void {
    const { heap } = this;
    let place = heap.push(due) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, due)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = due;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      if (!left) break;
      const child = right && isBefore(right, left) ? right : left;
      if (isBefore(last, child)) break;
      heap[place] = child;
      place = 2 * place + (child === left ? 1 : 2);
    }
    heap[place] = last;
  }
}

/** Lets everything go on that waits for nothing but promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Numbers in [0, 1), the same in every run. */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
