import { randomUUID } from 'node:crypto';
import type { AccountDocument } from '../documents';
import { CallError } from '../errors';
import { offeredBy } from '../listing';
import type { Driver, VendorChannel } from '../ports';
import { readStores } from '../repository/stores';
import type { Services } from '../services';
import { absorb, BATCH, type ShelfBase } from './absorb';
import type { ListingDocument } from './documents';
import { createListings, isUnderWay } from './listings';
import { settleGone } from './settle';

type Deps = Pick<Services, 'database' | 'drivers' | 'clock' | 'leases'>;

export interface StepCounts {
  readonly channels: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface Step extends StepCounts {
  readonly listing: ListingDocument;
}

/** How long a step may go on after its end, with a page that was begun before: then another instance may take over. */
const GRACE_MS = 20_000;
/** What was read is kept this often, so that who is cut off loses no more. */
const KEEP_MS = 4_000;
const NONE: StepCounts = { channels: 0, added: 0, changed: 0, removed: 0 };

/**
 * Takes the listing of an account further until `endAt`, or begins it: channels are added as their pages come, and
 * what is gone is told only when the whole list was read, by however many steps: half a list must not empty a store.
 * Null when another instance is at it. What fails is written down and thrown; the next step goes on from there.
 */
export async function takeStep(deps: Deps, account: AccountDocument, endAt: number): Promise<Step | null> {
  const { database, clock, leases } = deps;
  const key = `listing/${account._id}`;
  const holder = randomUUID();
  if (!(await leases.acquire(key, { holder, until: endAt + GRACE_MS }))) return null;
  const listings = createListings(database);
  let listing = await listings.find(account._id);
  try {
    const goesOn = isUnderWay(listing, clock.now());
    listing = goesOn ? listing : await listings.begin(listing, clock.now());
    if (listing.state === 'failed') listing = await listings.save(listing, { state: 'listing', problem: null });
    const driver = await deps.drivers(account._id);
    const shelf = await createShelf(deps, account, { driver, listedAt: listing.startedAt });
    return await readOn({ deps, driver, shelf, listing, endAt });
  } catch (error) {
    await listings.save(listing, { state: 'failed', problem: error instanceof CallError ? error.code : 'internal' });
    throw error;
  } finally {
    await leases.release(key, holder);
  }
}

interface Reading {
  readonly deps: Deps;
  readonly driver: Driver;
  readonly shelf: ShelfBase;
  readonly listing: ListingDocument;
  readonly endAt: number;
}

async function readOn({ deps, driver, shelf, listing: begun, endAt }: Reading): Promise<Step> {
  const { database, clock } = deps;
  const listings = createListings(database);
  let [listing, counts] = [begun, NONE];
  let batch: VendorChannel[] = [];
  let keptAt = clock.now();

  async function takeIn(): Promise<void> {
    if (batch.length > 0) counts = sum(counts, await absorbAll(database, batch, { shelf, now: clock.now() }));
    batch = [];
  }
  async function keep(cursor: string | null): Promise<void> {
    await takeIn();
    listing = await listings.save(listing, { cursor, seen: begun.seen + counts.channels });
    keptAt = clock.now();
  }

  const isRead = begun.cursor === null;
  for await (const { channels, next } of isRead ? [] : driver.listChannels(begun.cursor || undefined)) {
    batch.push(...channels);
    const isOver = clock.now() >= endAt;
    if (next === null || isOver || clock.now() - keptAt >= KEEP_MS) await keep(next);
    else if (batch.length >= BATCH) await takeIn();
    if (isOver) return { listing, ...counts };
  }
  const removed = await settleGone({ database, clock, driver, shelf, endAt });
  if (removed === null) return { listing, ...counts };
  const done = { state: 'idle', cursor: '', finishedAt: clock.now(), problem: null } as const;
  return { listing: await listings.save(listing, done), ...counts, removed };
}

async function absorbAll(
  database: Deps['database'],
  listed: readonly VendorChannel[],
  at: { readonly shelf: ShelfBase; readonly now: number },
): Promise<StepCounts> {
  let counts = NONE;
  for (let start = 0; start < listed.length; start += BATCH) {
    counts = sum(counts, await absorb(database, listed.slice(start, start + BATCH), at));
  }
  return counts;
}

async function createShelf(
  { database }: Deps,
  { _id: accountId, vendor, inboxStoreId }: AccountDocument,
  { driver, listedAt }: { readonly driver: Driver; readonly listedAt: number },
): Promise<ShelfBase> {
  const all = await readStores(database, null);
  const inbox = inboxStoreId === null ? null : all.find(({ _id }) => _id === inboxStoreId);
  if (inbox === undefined) throw new CallError('internal', 'the account has no store for new cameras');
  const stores = new Map(all.filter(({ archivedAt }) => archivedAt === 0).map((store) => [store._id, store]));
  return { accountId, vendor, ...offeredBy(driver), stores, inbox, listedAt };
}

function sum(one: StepCounts, other: Partial<StepCounts>): StepCounts {
  const { channels = 0, added = 0, changed = 0, removed = 0 } = other;
  return {
    channels: one.channels + channels,
    added: one.added + added,
    changed: one.changed + changed,
    removed: one.removed + removed,
  };
}
