import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { ManagedStore } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The stores that the caller manages, archived ones as well, in their order. */
export class StoresStore {
  /** Null before they are known. */
  stores: readonly ManagedStore[] | null = null;
  /** Part of the names that are looked for; empty for all stores. */
  sought = '';
  failure: CallFailed | null = null;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting'>(
      this,
      { stores: observable.ref, failure: observable.ref, deps: false, round: false, waiting: false },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.stores === null ? this.waiting.phase : 'none';
  }

  /** Those known stay shown until the answer comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const { sought } = this;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('store.manage', sought === '' ? {} : { query: sought }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        this.stores = null;
      } else this.stores = answer.stores;
    });
  }

  async seek(text: string): Promise<void> {
    if (text === this.sought) return;
    this.sought = text;
    await this.refresh();
  }

  find(id: StoreId): ManagedStore | null {
    return this.stores?.find((store) => store.id === id) ?? null;
  }

  /** A store was made or changed: it is shown so before anybody asks again. */
  put(store: ManagedStore): void {
    if (this.stores === null) return;
    const isKnown = this.find(store.id) !== null;
    this.stores = isKnown ? this.stores.map((each) => (each.id === store.id ? store : each)) : [...this.stores, store];
  }

  /** Puts the stores into this order; a failure leaves them as they stand in the cloud. */
  async order(storeIds: readonly StoreId[]): Promise<'done' | CallFailed> {
    const answer = await this.deps.call('store.order', { storeIds }).catch(failureOf);
    await this.refresh();
    return answer instanceof Error ? answer : 'done';
  }
}
