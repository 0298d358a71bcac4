import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import { failureOf, isPassing, type CallFailed } from '../utils/call-failed';
import type { Clock } from '../utils/clock';
import { Waiting, type WaitPhase } from './waiting';

interface Deps<T> {
  readonly clock: Clock;
  /** Rejects with CallFailed. */
  readonly ask: () => Promise<readonly T[]>;
}

/** A list as the cloud told it last. */
export class KeptList<T> {
  /** Null before they are known. */
  items: readonly T[] | null = null;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps<T>) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting'>(
      this,
      { items: observable.ref, failure: observable.ref, deps: false, round: false, waiting: false },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.items === null ? this.waiting.phase : 'none';
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.ask().catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer) || this.items?.length === 0) this.items = null;
      } else {
        this.items = answer;
        this.asOf = this.deps.clock.now();
      }
    });
  }

  /** Other ones are wanted from now on. */
  forget(): void {
    this.items = null;
  }

  /** Something of them has changed that the cloud need not tell. */
  change(change: (item: T) => T): void {
    this.items = this.items?.map(change) ?? null;
  }
}
