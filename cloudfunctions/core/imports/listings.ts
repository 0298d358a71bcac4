import type { Listing } from '../../../typings/contract/upkeep';
import { addNew, type Database } from '../database';
import type { ListingDocument } from './documents';

/** How long a list that was read whole is good. */
export const LIST_EVERY_MS = 30 * 60_000;
/** A listing that began longer ago is begun anew: what it has seen may be gone. */
export const LONGEST_MS = 3_600_000;

export type ListingChange = Partial<Omit<ListingDocument, '_id' | 'startedAt'>>;

/** How far the reading of each account's list has come. */
export interface Listings {
  find(accountId: string): Promise<ListingDocument>;
  /** Begins anew; `startedAt` is later than that of any listing before. */
  begin(before: ListingDocument, now: number): Promise<ListingDocument>;
  /** Keeps what has changed, unless another listing was begun meanwhile. */
  save(listing: ListingDocument, change: ListingChange): Promise<ListingDocument>;
}

export function createListings(database: Database): Listings {
  const listings = database.collection('listings');
  return {
    async find(accountId) {
      return (await listings.get(accountId)) ?? makeIdle(accountId);
    },
    async begin(before, now) {
      const startedAt = Math.max(now, before.startedAt + 1);
      const begun: ListingDocument = { ...before, state: 'listing', startedAt, cursor: '', seen: 0, problem: null };
      const { _id, ...change } = begun;
      if ((await listings.update({ _id }, change)) === 0) await addNew(listings, begun);
      return begun;
    },
    async save(listing, change) {
      const { _id, startedAt } = listing;
      await listings.update({ _id, startedAt }, change);
      return { ...listing, ...change };
    },
  };
}

/** Whether a listing goes on, rather than being begun anew when its time comes. */
export function isUnderWay({ state, startedAt }: ListingDocument, now: number): boolean {
  return state !== 'idle' && startedAt > now - LONGEST_MS;
}

export function toListing({ state, seen, startedAt, finishedAt, problem }: ListingDocument): Listing {
  return { state, seen, startedAt: startedAt || null, finishedAt: finishedAt || null, problem };
}

function makeIdle(_id: string): ListingDocument {
  return { _id, state: 'idle', startedAt: 0, cursor: '', seen: 0, finishedAt: 0, problem: null };
}
