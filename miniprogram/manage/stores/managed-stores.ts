import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { SessionStore } from '../../stores/session-store';
import type { NamedStore } from '../../stores/store-choice';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import { EVERY_RIGHT, type Holding } from './grants';

interface Deps {
  readonly call: Call;
  readonly session: SessionStore;
}

const EVERYTHING: Holding = { rights: EVERY_RIGHT, hours: null };

/** The stores whose people the caller manages: all of them for an owner. */
export class ManagedStores {
  failure: CallFailed | null = null;
  private all: readonly NamedStore[] | null = null;
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'all' | 'round'>(
      this,
      { failure: observable.ref, all: observable.ref, deps: false, round: false },
      { autoBind: true },
    );
  }

  /** In their order; null before they are known. */
  get stores(): readonly NamedStore[] | null {
    const { state } = this.deps.session;
    if (this.isOwner) return this.all;
    if (state.kind !== 'member') return state.kind === 'unknown' ? null : [];
    return state.grants
      .filter(({ rights }) => rights.includes('manage'))
      .map(({ storeId, storeName }) => ({ id: storeId, name: storeName }));
  }

  get isOwner(): boolean {
    const { state } = this.deps.session;
    return state.kind === 'member' && state.role === 'owner';
  }

  /** Six letters and digits; empty before they are known. */
  get visitorCode(): string {
    const { state } = this.deps.session;
    return state.kind === 'member' ? state.visitorCode : '';
  }

  /** What the caller may do in a store, and thus give; null where the caller does not manage. */
  holding(storeId: StoreId): Holding | null {
    if (this.isOwner) return EVERYTHING;
    const { state } = this.deps.session;
    const grant = state.kind === 'member' ? state.grants.find((each) => each.storeId === storeId) : undefined;
    return grant?.rights.includes('manage') ? { rights: grant.rights, hours: grant.hours } : null;
  }

  nameOf(storeId: StoreId): string {
    return this.stores?.find(({ id }) => id === storeId)?.name ?? '';
  }

  /** Asks who the caller is now, and which stores there are. */
  async load(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    await this.deps.session.start();
    if (round !== this.round) return;
    const { state } = this.deps.session;
    if (state.kind === 'failed') this.fail(state.failure);
    if (!this.isOwner) return;
    const answer = await this.deps.call('store.list', {}).catch(failureOf);
    if (round !== this.round) return;
    if (answer instanceof Error) this.fail(answer);
    else {
      runInAction(() => {
        this.all = answer.stores.map(({ id, name }) => ({ id, name }));
      });
    }
  }

  private fail(failure: CallFailed): void {
    if (this.stores === null || this.stores.length === 0) this.failure = failure;
  }
}
