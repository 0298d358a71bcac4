import type { ChannelId, StoreId, StoreSummary } from '../../typings/contract/domain';
import type { GridSection } from '../utils/grid-layout';
import { keyOf, type Listing, type ListingQuery, type StoreFilter } from './listing';

export type Filter = StoreFilter | 'favourites';

/** A section of the list: the cameras of a store, or the answers to a search. */
export interface DeviceSection extends GridSection {
  readonly query: ListingQuery;
  readonly storeId: StoreId | null;
  readonly title: string;
  /** Those loaded so far, in the order shown; the rest of `cards` is still to come. */
  readonly ids: readonly ChannelId[];
  /** Null where no heading shows them. */
  readonly counts: { readonly online: number; readonly offline: number } | null;
}

/** What sections are made of. */
export interface SectionSource {
  readonly stores: readonly StoreSummary[];
  readonly filter: Filter;
  /** What is searched for; empty when nothing is. */
  readonly text: string;
  readonly favourites: readonly ChannelId[];
  readonly listing: (query: ListingQuery) => Listing | undefined;
  /** Whether fetching failed, so that nothing more is to come. */
  readonly failed: boolean;
}

/** Cards to show while nobody knows how many answers a search has. */
const SEARCH_PLACEHOLDERS = 4;

/** The sections to show. A search runs over everything; the filter waits until it ends. */
export function sectionsOf(source: SectionSource): readonly DeviceSection[] {
  if (source.text !== '') return [searchSection(source)];
  const { filter } = source;
  if (filter === 'favourites') return source.favourites.length === 0 ? [] : [favouriteSection(source)];
  return source.stores.map((store) => storeSection(store, filter, source)).filter(({ cards }) => cards > 0);
}

function storeSection(store: StoreSummary, filter: StoreFilter, { listing }: SectionSource): DeviceSection {
  const query: ListingQuery = { kind: 'store', storeId: store.id, filter };
  const known = listing(query);
  const expected = filter === 'all' ? store.channels : store[filter];
  const ids = known?.ids ?? [];
  return {
    key: store.id,
    headed: true,
    cards: known?.complete === true ? ids.length : Math.max(expected, ids.length),
    query,
    storeId: store.id,
    title: store.name,
    ids,
    counts: store,
  };
}

function searchSection({ text, listing, failed }: SectionSource): DeviceSection {
  const query: ListingQuery = { kind: 'search', text };
  const known = listing(query);
  const ids = known?.ids ?? [];
  return unheaded(query, ids, ids.length + (known?.complete === true || failed ? 0 : SEARCH_PLACEHOLDERS));
}

/** In the person's own order, where the cloud answers in its own. */
function favouriteSection({ favourites, listing }: SectionSource): DeviceSection {
  const query: ListingQuery = { kind: 'favourites', ids: favourites };
  const known = listing(query);
  const seen = new Set(known?.ids ?? []);
  const ids = favourites.filter((id) => seen.has(id));
  return unheaded(query, ids, known?.complete === true ? ids.length : favourites.length);
}

function unheaded(query: ListingQuery, ids: readonly ChannelId[], cards: number): DeviceSection {
  return { key: keyOf(query), headed: false, cards, query, storeId: null, title: '', ids, counts: null };
}
