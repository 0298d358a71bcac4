import type { Channel, ChannelId, ChannelStatus, StoreId } from '../../typings/contract/domain';
import { keyOf, withPage, type Listing, type ListingQuery } from './listing';

/**
 * What was loaded so far, in plain maps: ten thousand observed objects would cost more than the whole screen.
 * CamerasStore owns one of these and says when it changed.
 */
export class CameraRecords {
  /** Counts the refreshes that succeeded; lists of an earlier one are due to be read again. */
  generation = 0;
  private readonly channels = new Map<ChannelId, Channel>();
  private readonly listings = new Map<string, Listing>();

  find(id: ChannelId): Channel | undefined {
    return this.channels.get(id);
  }

  listing(query: ListingQuery): Listing | undefined {
    return this.listings.get(keyOf(query));
  }

  /** Whether showing the first `count` of a list takes another page. */
  lacks(query: ListingQuery, count: number): boolean {
    const listing = this.listing(query);
    if (listing?.generation !== this.generation) return true;
    return !listing.complete && listing.ids.length < count;
  }

  /** Cameras whose own or store's name contains the text. */
  search(text: string): readonly ChannelId[] {
    const needle = text.toLowerCase();
    const found: ChannelId[] = [];
    for (const { id, name, storeName } of this.channels.values()) {
      if (name.toLowerCase().includes(needle) || storeName.toLowerCase().includes(needle)) found.push(id);
    }
    return found;
  }

  /**
   * The first page of all cameras, in a new generation. Being ordered by store it holds whole stores, save that the
   * last one may go on.
   */
  takeFirstPage(channels: readonly Channel[], isLast: boolean): void {
    this.generation += 1;
    const byStore = new Map<StoreId, ChannelId[]>();
    for (const { id, storeId } of channels) byStore.set(storeId, [...(byStore.get(storeId) ?? []), id]);
    this.keep(channels);
    const unfinished = isLast ? undefined : channels[channels.length - 1]?.storeId;
    for (const [storeId, ids] of byStore) {
      const complete = storeId !== unfinished;
      this.put({ kind: 'store', storeId, filter: 'all' }, { ids, cursor: null, complete });
    }
  }

  /** The page of a list that began at `cursor`. */
  takePage(
    query: ListingQuery,
    cursor: string | null,
    page: { readonly channels: readonly Channel[]; readonly next: string | null },
  ): void {
    this.keep(page.channels);
    const ids = page.channels.map(({ id }) => id);
    this.put(query, withPage(this.listing(query)?.ids ?? [], { ids, next: page.next }, cursor));
  }

  /** Ids known from elsewhere, to be shown until the list itself is read. */
  seed(query: ListingQuery, ids: readonly ChannelId[]): void {
    if (this.listing(query) === undefined) this.put(query, { ids, cursor: null, complete: false });
  }

  applyStatuses(statuses: readonly ChannelStatus[]): void {
    for (const status of statuses) {
      const channel = this.channels.get(status.id);
      if (channel !== undefined) this.channels.set(status.id, { ...channel, status });
    }
  }

  clear(): void {
    this.generation += 1;
    this.channels.clear();
    this.listings.clear();
  }

  private keep(channels: readonly Channel[]): void {
    for (const channel of channels) this.channels.set(channel.id, channel);
  }

  private put(query: ListingQuery, listing: Omit<Listing, 'generation'>): void {
    this.listings.set(keyOf(query), { ...listing, generation: this.generation });
  }
}
