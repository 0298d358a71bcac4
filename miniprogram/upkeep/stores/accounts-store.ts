import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Account } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The accounts at the vendors, by name. */
export class AccountsStore {
  /** Null before they are known. */
  accounts: readonly Account[] | null = null;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting'>(
      this,
      { accounts: observable.ref, failure: observable.ref, deps: false, round: false, waiting: false },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.accounts === null ? this.waiting.phase : 'none';
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('account.list', {}).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer) || this.accounts?.length === 0) this.accounts = null;
      } else {
        this.accounts = answer.accounts;
        this.asOf = this.deps.clock.now();
      }
    });
  }
}
