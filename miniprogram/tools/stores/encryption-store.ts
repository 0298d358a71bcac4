import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { AccountId } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, mayBeDone, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** How a change ended. `left`: nobody looks any more. */
export type Outcome = 'done' | 'left' | CallFailed;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** Whether the streams of an account's cameras are encrypted. */
export class EncryptionStore {
  accountId: AccountId | null = null;
  /** Null before it is known. */
  on: boolean | null = null;
  failure: CallFailed | null = null;
  /** What it is being changed to; null while it is not. */
  setting: boolean | null = null;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting'>(
      this,
      { failure: observable.ref, deps: false, round: false, waiting: false },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.on === null ? this.waiting.phase : 'none';
  }

  /** An account, or, with null, none; what still comes of the one before is of no use. */
  async open(accountId: AccountId | null): Promise<void> {
    this.round += 1;
    this.waiting.end();
    this.accountId = accountId;
    this.on = null;
    this.failure = null;
    this.setting = null;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const { accountId } = this;
    if (accountId === null || this.setting !== null) return;
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('encryption.read', { accountId }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.on = null;
        this.failure = answer;
      } else this.on = answer.on;
    });
  }

  /** Where nobody knows whether it was changed, how it stands tells. */
  async set(on: boolean): Promise<Outcome> {
    const { accountId } = this;
    if (accountId === null || this.setting !== null) return 'left';
    const round = ++this.round;
    this.setting = on;
    const failure = await this.deps.call('encryption.set', { accountId, on }).catch(failureOf);
    if (round !== this.round) return 'left';
    runInAction(() => {
      this.setting = null;
      if (failure === null) this.on = on;
    });
    if (failure === null) return 'done';
    await this.refresh();
    if (accountId !== this.accountId) return 'left';
    return mayBeDone(failure) && this.on === on ? 'done' : failure;
  }
}
