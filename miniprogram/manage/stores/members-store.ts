import { makeAutoObservable } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Member, MemberId } from '../../../typings/contract/people';
import type { Call } from '../../services/call';
import { KeptList } from '../../stores/kept-list';
import type { WaitPhase } from '../../stores/waiting';
import type { CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The people of the stores that the caller manages, or of one of them; owners first, then by name. */
export class MembersStore {
  /** Null for all stores. */
  storeId: StoreId | null = null;
  private readonly list: KeptList<Member>;

  constructor(private readonly deps: Deps) {
    this.list = new KeptList({ clock: deps.clock, ask: () => this.ask() });
    makeAutoObservable<this, 'deps' | 'list' | 'ask'>(
      this,
      { deps: false, list: false, ask: false },
      { autoBind: true },
    );
  }

  /** Null before they are known. */
  get members(): readonly Member[] | null {
    return this.list.items;
  }

  get failure(): CallFailed | null {
    return this.list.failure;
  }

  /** Epoch ms at which the cloud told those shown. */
  get asOf(): number {
    return this.list.asOf;
  }

  get wait(): WaitPhase {
    return this.list.wait;
  }

  refresh(): Promise<void> {
    return this.list.refresh();
  }

  async choose(storeId: StoreId | null): Promise<void> {
    if (storeId === this.storeId) return;
    this.storeId = storeId;
    this.list.forget();
    await this.refresh();
  }

  find(id: MemberId): Member | null {
    return this.members?.find((member) => member.id === id) ?? null;
  }

  private async ask(): Promise<readonly Member[]> {
    const { storeId } = this;
    return (await this.deps.call('member.list', storeId === null ? {} : { storeId })).members;
  }
}
