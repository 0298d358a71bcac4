import { makeAutoObservable } from 'mobx-miniprogram';

import type { Clock } from '../../utils/clock';

const SECOND = 1_000;

/** The present, second by second, as long as somebody is told to wait. */
export class Countdown {
  /** Epoch ms. */
  now: number;
  private until = 0;
  private cancel = (): void => {};

  constructor(private readonly clock: Clock) {
    this.now = clock.now();
    makeAutoObservable<this, 'clock' | 'until' | 'cancel'>(
      this,
      { clock: false, until: false, cancel: false },
      { autoBind: true },
    );
  }

  /** Moves until this instant, epoch ms, or a later one that was told before. */
  run(until: number): void {
    this.until = Math.max(this.until, until);
    this.tick();
  }

  stop(): void {
    this.cancel();
    this.until = 0;
  }

  /** Whole seconds left until an instant, epoch ms; 0 when it is over. */
  secondsTo(until: number): number {
    return Math.max(0, Math.ceil((until - this.now) / SECOND));
  }

  private tick(): void {
    this.cancel();
    this.now = this.clock.now();
    const left = this.until - this.now;
    if (left > 0) this.cancel = this.clock.after(left % SECOND === 0 ? SECOND : left % SECOND, () => this.tick());
  }
}
