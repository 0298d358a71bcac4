import { makeAutoObservable } from 'mobx-miniprogram';

import type { Clock } from '../utils/clock';

/** Short waits show nothing, longer ones a skeleton, long ones words. */
export type WaitPhase = 'none' | 'blank' | 'skeleton' | 'slow';

const SKELETON_AFTER_MS = 300;
const SLOW_AFTER_MS = 5_000;

/** How long something has kept a person waiting. */
export class Waiting {
  phase: WaitPhase = 'none';
  private cancels: (() => void)[] = [];

  constructor(private readonly clock: Clock) {
    makeAutoObservable<this, 'clock' | 'cancels'>(this, { clock: false, cancels: false }, { autoBind: true });
  }

  begin(): void {
    this.end();
    this.phase = 'blank';
    this.cancels = [
      this.clock.after(SKELETON_AFTER_MS, () => this.reach('skeleton')),
      this.clock.after(SLOW_AFTER_MS, () => this.reach('slow')),
    ];
  }

  end(): void {
    for (const cancel of this.cancels.splice(0)) cancel();
    this.phase = 'none';
  }

  private reach(phase: WaitPhase): void {
    this.phase = phase;
  }
}
