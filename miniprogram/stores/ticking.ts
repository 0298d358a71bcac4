import { makeAutoObservable } from 'mobx-miniprogram';

import type { Clock } from '../utils/clock';

/** Ages are told in minutes. */
const TICK_MS = 30_000;

/** The present, as far as words need it: it moves every half minute while someone looks. */
export class Ticking {
  /** Epoch ms. */
  now: number;
  private cancel = (): void => {};

  constructor(private readonly clock: Clock) {
    this.now = clock.now();
    makeAutoObservable<this, 'clock' | 'cancel'>(this, { clock: false, cancel: false }, { autoBind: true });
  }

  start(): void {
    this.cancel();
    this.now = this.clock.now();
    this.cancel = this.clock.after(TICK_MS, () => this.start());
  }

  stop(): void {
    this.cancel();
  }
}
