import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Member, MemberId } from '../../../typings/contract/people';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The people of the stores that the caller manages, or of one of them; owners first, then by name. */
export class MembersStore {
  /** Null before they are known. */
  members: readonly Member[] | null = null;
  /** Null for all stores. */
  storeId: StoreId | null = null;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting'>(
      this,
      { members: observable.ref, failure: observable.ref, deps: false, round: false, waiting: false },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.members === null ? this.waiting.phase : 'none';
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const { storeId } = this;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('member.list', storeId === null ? {} : { storeId }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer) || this.members?.length === 0) this.members = null;
      } else {
        this.members = answer.members;
        this.asOf = this.deps.clock.now();
      }
    });
  }

  async choose(storeId: StoreId | null): Promise<void> {
    if (storeId === this.storeId) return;
    this.storeId = storeId;
    this.members = null;
    await this.refresh();
  }

  find(id: MemberId): Member | null {
    return this.members?.find((member) => member.id === id) ?? null;
  }
}
