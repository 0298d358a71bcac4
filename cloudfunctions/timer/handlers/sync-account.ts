import type { ChannelId } from '../../../typings/contract/domain';
import { channelIdOf } from '../../core/channel-id';
import type { Database } from '../../core/database';
import { PAGE } from '../../core/database';
import type { AccountDocument, ChannelDocument, StoreDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import { planListing, type ListingPlan, type Shelf } from '../../core/listing';
import type { VendorChannel } from '../../core/ports';
import type { Services } from '../../core/services';

export interface SyncCounts {
  readonly channels: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Documents in one write: a request stays well below a megabyte. */
const BATCH = 500;
const WRITES_AT_ONCE = 8;

/**
 * Brings an account's channels in line with what its vendor lists. Channels are added as their pages come, and
 * removed only when the whole list is there: half a list must not empty a store. Without a store for new cameras it
 * keeps the states of those that are here and adds those that somebody has placed.
 */
export async function syncAccount(
  { database, drivers, clock }: Services,
  account: AccountDocument,
  stores: readonly StoreDocument[],
): Promise<SyncCounts> {
  const driver = await drivers(account._id);
  const known = await readKnown(database, account._id);
  const elsewhere = driver.vendorApp !== undefined;
  const shelf = { ...createShelf(account, stores, known), elsewhere, listedAt: clock.now() };
  const seen = new Set<ChannelId>();
  const counts = { added: 0, changed: 0 };
  for await (const listed of inBatches(driver.listChannels(), BATCH)) {
    const fresh = listed.filter(({ address }) => {
      const id = channelIdOf(account._id, address);
      return !seen.has(id) && seen.add(id); // pages shift while they are read, and bring some channels twice
    });
    const placements = await readPlacements(database, account._id, fresh, known);
    const now = clock.now();
    const plan = planListing(fresh, { ...shelf, placements }, now);
    await carryOut(database, plan, now);
    counts.added += plan.added.length;
    counts.changed += plan.changed.length;
  }
  const vanished = shelf.inbox ? [...known.values()].filter(({ _id }) => !seen.has(_id)) : [];
  await removeVanished(database, vanished);
  return { channels: seen.size, ...counts, removed: vanished.length };
}

function createShelf(
  account: AccountDocument,
  stores: readonly StoreDocument[],
  known: Shelf['known'],
): Omit<Shelf, 'placements' | 'elsewhere' | 'listedAt'> {
  const byId = new Map(stores.map((store) => [store._id, store]));
  const inbox = account.inboxStoreId === null ? null : byId.get(account.inboxStoreId);
  if (inbox === undefined) throw new CallError('internal', 'the account has no store for new cameras');
  return { accountId: account._id, vendor: account.vendor, known, stores: byId, inbox };
}

async function readKnown(database: Database, accountId: string): Promise<Map<ChannelId, ChannelDocument>> {
  const known = new Map<ChannelId, ChannelDocument>();
  for (let after = '', more = true; more;) {
    const where = { accountId, _id: { above: after } };
    const page = await database.collection('channels').find({ where, sort: ['_id'], limit: PAGE });
    for (const channel of page) known.set(channel._id, channel);
    after = page.at(-1)?._id ?? after;
    more = page.length === PAGE;
  }
  return known;
}

async function readPlacements(
  database: Database,
  accountId: string,
  listed: readonly VendorChannel[],
  known: Shelf['known'],
): Promise<Shelf['placements']> {
  const ids = listed.map(({ address }) => channelIdOf(accountId, address)).filter((id) => !known.has(id));
  if (ids.length === 0) return new Map();
  const found = await database.collection('placements').find({ where: { _id: { in: ids } }, limit: ids.length });
  return new Map(found.map(({ _id, storeId }) => [_id, storeId]));
}

async function carryOut(database: Database, { added, changed, unchanged }: ListingPlan, now: number): Promise<void> {
  const channels = database.collection('channels');
  if (added.length > 0) await channels.add(added);
  if (unchanged.length > 0) await channels.update({ _id: { in: unchanged } }, { checkedAt: now });
  await inParallel(changed, WRITES_AT_ONCE, ({ document: { _id, ...document } }) => channels.update({ _id }, document));
}

/** Remembers where each one hung, so that it returns there when its vendor lists it again. */
async function removeVanished(database: Database, vanished: readonly ChannelDocument[]): Promise<void> {
  for (let start = 0; start < vanished.length; start += BATCH) {
    const batch = vanished.slice(start, start + BATCH);
    const ids = { _id: { in: batch.map(({ _id }) => _id) } };
    await database.collection('placements').remove(ids);
    await database.collection('placements').add(batch.map(({ _id, accountId, storeId }) => ({ _id, accountId, storeId })));
    await database.collection('channels').remove(ids);
  }
}

/** Gathers pages of any size into lists of at least `size`, but for the last. */
async function* inBatches<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const page of pages) {
    batch.push(...page);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
