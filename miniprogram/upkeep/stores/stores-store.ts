import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { ManagedStore } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, wasUnanswered, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The stores that the caller manages, archived ones as well, in their order. */
export class StoresStore {
  /** Whatever is looked for; null before they are known. */
  all: readonly ManagedStore[] | null = null;
  /** Part of the names that are looked for; empty for all stores. */
  sought = '';
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  /** Those that bear what is looked for. */
  private found: readonly ManagedStore[] | null = null;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'found' | 'round' | 'waiting'>(
      this,
      {
        ...{ all: observable.ref, found: observable.ref, failure: observable.ref },
        ...{ deps: false, round: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  /** Those that are looked for; null before they are known. */
  get stores(): readonly ManagedStore[] | null {
    return this.sought === '' ? this.all : this.found;
  }

  get wait(): WaitPhase {
    return this.stores === null ? this.waiting.phase : 'none';
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const { sought } = this;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('store.manage', sought === '' ? {} : { query: sought }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) this.failure = answer;
      else this.asOf = this.deps.clock.now();
      if (answer instanceof Error && isPassing(answer) && this.stores?.length !== 0) return;
      const known = answer instanceof Error ? null : answer.stores;
      if (sought === '') this.all = known;
      else this.found = known;
    });
  }

  async seek(text: string): Promise<void> {
    if (text === this.sought) return;
    this.sought = text;
    this.found = null;
    await this.refresh();
  }

  find(id: StoreId): ManagedStore | null {
    return [...(this.all ?? []), ...(this.found ?? [])].find((store) => store.id === id) ?? null;
  }

  /** Somebody else asked for them all. */
  know(stores: readonly ManagedStore[]): void {
    this.all = stores;
    this.asOf = this.deps.clock.now();
  }

  /** A store was made or changed: it is shown so before anybody asks again. */
  put(store: ManagedStore): void {
    const replaced = (stores: readonly ManagedStore[]) => stores.map((each) => (each.id === store.id ? store : each));
    const isNew = this.find(store.id) === null;
    if (this.all !== null) this.all = isNew ? [...this.all, store] : replaced(this.all);
    if (this.found !== null) this.found = replaced(this.found);
  }

  /** Puts the stores into this order; a failure leaves them as they stand in the cloud, which tells what nobody answered. */
  async order(storeIds: readonly StoreId[]): Promise<'done' | CallFailed> {
    const answer = await this.deps.call('store.order', { storeIds }).catch(failureOf);
    await this.refresh();
    if (!(answer instanceof Error)) return 'done';
    const isSo = this.failure === null && storeIds.join() === this.openIds.join();
    return isSo && wasUnanswered(answer.code) ? 'done' : answer;
  }

  private get openIds(): readonly StoreId[] {
    return (this.all ?? []).filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id);
  }
}
