import { createAtom, makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId, ChannelStatus, StoreSummary } from '../../typings/contract/domain';
import type { Call } from '../services/call';
import type { Storage } from '../services/storage';
import { failureOf, type CallFailed } from '../utils/call-failed';
import type { Clock } from '../utils/clock';
import { CameraRecords } from './camera-records';
import { keyOf, PAGE_SIZE, pageInput, type Listing, type ListingQuery } from './listing';
import { asSavedList, toSavedList, withUnknownStates } from './saved-list';

export type ListState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly storage: Storage;
}

/** A phone may have ten requests under way; the picture of a camera must not wait behind its list. */
const MAX_IN_FLIGHT = 3;

/** The stores and cameras that the caller may see: counts of all, records of those that were looked at. */
export class CamerasStore {
  state: ListState = { kind: 'idle' };
  stores: readonly StoreSummary[] = [];
  /** Epoch ms at which the cloud told what is shown; null when nothing is. */
  asOf: number | null = null;
  /** Why some part of the list could not be fetched; null when nothing failed. */
  partFailure: CallFailed | null = null;

  private readonly records = new CameraRecords();
  private readonly inFlight = new Set<string>();
  /** Changes whenever a record or a list does. */
  private readonly changes = createAtom('cameras');
  private wanted: readonly ListingQuery[] = [];
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'records' | 'changes' | 'inFlight' | 'wanted' | 'round'>(
      this,
      {
        stores: observable.ref,
        partFailure: observable.ref,
        state: observable.ref,
        deps: false,
        records: false,
        changes: false,
        inFlight: false,
        wanted: false,
        round: false,
      },
      { autoBind: true },
    );
  }

  /** The record of a camera that was loaded before. */
  find(id: ChannelId): Channel | undefined {
    return this.tracked().find(id);
  }

  /** What is known of a list. */
  listing(query: ListingQuery): Listing | undefined {
    return this.tracked().listing(query);
  }

  /** Whether showing the first `count` of a list takes another page. */
  lacks(query: ListingQuery, count: number): boolean {
    return this.tracked().lacks(query, count);
  }

  /** Cameras already loaded whose own or store's name contains the text. */
  search(text: string): readonly ChannelId[] {
    return this.tracked().search(text);
  }

  /** Fetches the stores and the first cameras anew. The list shown stays until the answer comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const { call, clock } = this.deps;
    this.state = { kind: 'loading' };
    this.partFailure = null;
    try {
      const page = call('channel.list', { limit: PAGE_SIZE });
      const [{ stores }, { channels, next }] = await Promise.all([call('store.list', {}), page]);
      if (round !== this.round) return;
      runInAction(() => {
        this.records.takeFirstPage(channels, next === null);
        this.stores = stores;
        this.asOf = clock.now();
        this.state = { kind: 'ready' };
        this.changes.reportChanged();
      });
      this.keepCopy();
    } catch (error) {
      if (round === this.round) this.fallBack(failureOf(error));
    }
  }

  /** Asks for more of these lists, most wanted first; a later wish replaces an earlier one that has not begun. */
  want(queries: readonly ListingQuery[]): void {
    this.wanted = queries;
    this.fetchWanted();
  }

  /** Asks again for what failed. */
  retryParts(): void {
    this.partFailure = null;
    this.fetchWanted();
  }

  /** Shows ids known from elsewhere until the list itself is read. */
  seed(query: ListingQuery, ids: readonly ChannelId[]): void {
    this.records.seed(query, ids);
    this.changes.reportChanged();
  }

  applyStatuses(statuses: readonly ChannelStatus[]): void {
    this.records.applyStatuses(statuses);
    this.changes.reportChanged();
  }

  /** Keeps what is loaded for a time without a network. */
  keepCopy(): void {
    if (this.state.kind !== 'ready' || this.asOf === null) return;
    const ids = this.stores.flatMap(({ id }) => this.idsOfStore(id));
    const channels = ids.flatMap((id) => this.records.find(id) ?? []);
    this.deps.storage.write('cameras', toSavedList(this.asOf, this.stores, channels));
  }

  /** Leaves nothing behind of what a person saw who may see nothing any more. */
  forget(): void {
    this.round += 1;
    this.records.clear();
    this.wanted = [];
    this.stores = [];
    this.asOf = null;
    this.state = { kind: 'idle' };
    this.changes.reportChanged();
    this.deps.storage.remove('cameras');
  }

  /** The records, in a way that makes whoever reads them follow their changes. */
  private tracked(): CameraRecords {
    this.changes.reportObserved();
    return this.records;
  }

  private idsOfStore(storeId: string): readonly ChannelId[] {
    return this.records.listing({ kind: 'store', storeId, filter: 'all' })?.ids ?? [];
  }

  private fetchWanted(): void {
    if (this.partFailure !== null) return;
    for (const query of this.wanted) {
      if (this.inFlight.size >= MAX_IN_FLIGHT) return;
      if (!this.inFlight.has(keyOf(query))) void this.fetchPage(query);
    }
  }

  private async fetchPage(query: ListingQuery): Promise<void> {
    const { generation } = this.records;
    const known = this.records.listing(query);
    const cursor = known?.generation === generation ? known.cursor : null;
    const key = keyOf(query);
    this.wanted = this.wanted.filter((other) => keyOf(other) !== key);
    this.inFlight.add(key);
    try {
      const page = await this.deps.call('channel.list', pageInput(query, cursor));
      if (generation === this.records.generation) this.takePage(query, cursor, page);
    } catch (error) {
      if (generation === this.records.generation) this.failPart(query, failureOf(error));
    } finally {
      this.inFlight.delete(key);
      this.fetchWanted();
    }
  }

  private takePage(query: ListingQuery, cursor: string | null, page: Parameters<CameraRecords['takePage']>[2]): void {
    this.records.takePage(query, cursor, page);
    this.changes.reportChanged();
  }

  private failPart(query: ListingQuery, failure: CallFailed): void {
    this.partFailure = failure;
    this.wanted = [query, ...this.wanted];
  }

  /** What was there stays; a list from before this start is better than none. */
  private fallBack(failure: CallFailed): void {
    this.state = { kind: 'failed', failure };
    const saved = this.asOf === null ? asSavedList(this.deps.storage.read('cameras')) : null;
    if (saved === null) return;
    this.records.takeFirstPage(withUnknownStates(saved.channels), true);
    this.stores = saved.stores.flatMap((store) => {
      const channels = this.idsOfStore(store.id).length;
      return channels === 0 ? [] : [{ ...store, channels, online: 0, offline: 0 }];
    });
    this.asOf = saved.at;
    this.changes.reportChanged();
  }
}
