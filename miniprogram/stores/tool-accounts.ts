import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { OutputOf } from '../../typings/contract/calls';
import type { Call } from '../services/call';
import { failureOf, type CallFailed } from '../utils/call-failed';
import type { Clock } from '../utils/clock';
import { Waiting, type WaitPhase } from './waiting';

export type ToolAccount = OutputOf<'tool.accounts'>['accounts'][number];

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The accounts whose vendor offers tools. For owners: others are not to ask. */
export class ToolAccounts {
  /** Null before they are known; those known stay where they cannot be had anew. */
  accounts: readonly ToolAccount[] | null = null;
  failure: CallFailed | null = null;
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

  /** Whether there is any, as far as is known. */
  get some(): boolean {
    return this.accounts !== null && this.accounts.length > 0;
  }

  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('tool.accounts', {}).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) this.failure = answer;
      else this.accounts = answer.accounts;
    });
  }
}
