import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ProductObject } from '../../../typings/contract/tools';
import type { AccountId } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, mayBeDone, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { Outcome } from './encryption-store';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The files that a vendor keeps for one account. */
export class ObjectsStore {
  accountId: AccountId | null = null;
  /** Newest first; null before they are known. */
  objects: readonly ProductObject[] | null = null;
  /** How many there are, of which the vendor may not tell all. */
  total = 0;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  /** The one that is being removed. */
  removing: string | null = null;
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'visit' | 'waiting'>(
      this,
      {
        ...{ objects: observable.ref, failure: observable.ref },
        ...{ deps: false, round: false, visit: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.objects === null ? this.waiting.phase : 'none';
  }

  get names(): readonly string[] {
    return (this.objects ?? []).map(({ name }) => name);
  }

  async open(accountId: AccountId): Promise<void> {
    this.leave();
    this.accountId = accountId;
    await this.refresh();
  }

  /** What still comes is of no use. */
  leave(): void {
    this.visit += 1;
    this.round += 1;
    this.waiting.end();
    this.accountId = null;
    this.objects = null;
    this.total = 0;
    this.failure = null;
    this.removing = null;
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const { accountId } = this;
    if (accountId === null) return;
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('object.list', { accountId }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer)) this.objects = null;
        return;
      }
      this.asOf = this.deps.clock.now();
      this.objects = [...answer.objects].sort((a, b) => b.at - a.at);
      this.total = answer.total;
    });
  }

  /** One that is gone already is removed; where nobody knows, the list tells. */
  async remove(name: string): Promise<Outcome> {
    const { accountId, visit } = this;
    if (accountId === null || this.removing !== null) return 'left';
    this.removing = name;
    this.round += 1; // a list asked for before still has it
    const failure = await this.deps.call('object.remove', { accountId, name }).catch(failureOf);
    if (visit !== this.visit) return 'left';
    const isGone = failure === null || failure.code === 'not-found';
    runInAction(() => {
      this.removing = null;
      if (!isGone || this.objects === null) return;
      this.objects = this.objects.filter((object) => object.name !== name);
      this.total = Math.max(this.total - 1, this.objects.length);
    });
    if (isGone) return 'done';
    await this.refresh();
    if (visit !== this.visit) return 'left';
    const isTold = this.failure === null && this.objects !== null;
    return isTold && mayBeDone(failure) && !this.names.includes(name) ? 'done' : failure;
  }
}
