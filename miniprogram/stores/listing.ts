import type { Channel, ChannelId, StoreId } from '../../typings/contract/domain';
import type { InputOf, OutputOf } from '../../typings/contract/calls';

export type StoreFilter = 'all' | 'online' | 'offline';

/** One list that the cloud hands out page by page. */
export type ListingQuery =
  | { readonly kind: 'store'; readonly storeId: StoreId; readonly filter: StoreFilter }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'favourites'; readonly ids: readonly ChannelId[] };

/** What is known of such a list so far. */
export interface Listing {
  /** From its beginning, without gaps. */
  readonly ids: readonly ChannelId[];
  /** Where the next page begins: null from the start, which replaces `ids`. */
  readonly cursor: string | null;
  readonly complete: boolean;
  /** Which refresh the ids belong to; those of an earlier one are shown until they are replaced. */
  readonly generation: number;
}

/** As many as the contract allows at once. */
export const PAGE_SIZE = 100;

/** Names a list: equal names, equal lists. */
export function keyOf(query: ListingQuery): string {
  switch (query.kind) {
    case 'store':
      return `store/${query.filter}/${query.storeId}`;
    case 'search':
      return `search/${query.text}`;
    case 'favourites':
      return `favourites/${query.ids.join(',')}`;
  }
}

/** The call that fetches the page at `cursor`. */
export function pageInput(query: ListingQuery, cursor: string | null): InputOf<'channel.list'> {
  const page = cursor === null ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, cursor };
  switch (query.kind) {
    case 'store':
      return query.filter === 'all'
        ? { ...page, storeId: query.storeId }
        : { ...page, storeId: query.storeId, reachability: query.filter };
    case 'search':
      return { ...page, query: query.text };
    case 'favourites':
      return { ...page, ids: query.ids };
  }
}

/** The list with one more page: the one at `cursor`, which is null for the page that begins it anew. */
export function withPage(
  known: readonly ChannelId[],
  page: { readonly ids: readonly ChannelId[]; readonly next: string | null },
  cursor: string | null,
): Omit<Listing, 'generation'> {
  const before = cursor === null ? [] : known;
  const present = new Set(before);
  const ids = [...before, ...page.ids.filter((id) => !present.has(id))];
  return { ids, cursor: page.next, complete: page.next === null };
}

/** As `withPage`, of the cameras themselves: each once, and as it was told last. */
export function camerasWithPage(
  known: readonly Channel[],
  { channels, next }: OutputOf<'channel.list'>,
  cursor: string | null,
): { readonly cameras: readonly Channel[]; readonly cursor: string | null; readonly complete: boolean } {
  const byId = new Map([...known, ...channels].map((camera) => [camera.id, camera]));
  const page = { ids: channels.map(({ id }) => id), next };
  const { ids, ...rest } = withPage(
    known.map(({ id }) => id),
    page,
    cursor,
  );
  return { ...rest, cameras: ids.flatMap((id) => byId.get(id) ?? []) };
}
