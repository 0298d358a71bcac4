import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import { channelIdOf, devicePlaceOf } from '../channel-id';
import { addNew, DuplicateDocument, type Database } from '../database';
import type { ChannelDocument } from '../documents';
import { inParallel } from '../in-parallel';
import { planListing, type Change, type ListingPlan, type Shelf } from '../listing';
import type { VendorChannel } from '../ports';
import { keepOffers } from './offers';

/** Channels in one go: a request stays well below a megabyte. */
export const BATCH = 500;
const WRITES_AT_ONCE = 8;

/** What a listing is compared with throughout. */
export type ShelfBase = Omit<Shelf, 'known' | 'placements'>;

export interface Absorbed {
  /** Those that this listing had not told of before. */
  readonly channels: number;
  readonly added: number;
  readonly changed: number;
}

/** Brings what is here in line with at most `BATCH` channels that a vendor lists. Doing it twice changes nothing. */
export async function absorb(
  database: Database,
  listed: readonly VendorChannel[],
  { shelf, now }: { readonly shelf: ShelfBase; readonly now: number },
): Promise<Absorbed> {
  const told = new Map(listed.map((channel) => [channelIdOf(shelf.accountId, channel.address), channel]));
  const known = await readKnown(database, [...told.keys()]);
  const fresh = [...told].filter(([id]) => known.get(id)?.listedAt !== shelf.listedAt); // pages shift while they are read
  const unknown = fresh.filter(([id]) => !known.has(id));
  const places = await readPlacements(database, shelf.accountId, unknown);
  const channels = fresh.map(([, channel]) => channel);
  const plan = planListing(channels, { ...shelf, known, placements: places.byChannel }, now);
  const repeats = await keepOffers(database, plan.offers); // first: what bears the listing's time counts as done
  await carryOut(database, plan, { listedAt: shelf.listedAt, now });
  if (places.used.length > 0) await database.collection('placements').remove({ _id: { in: places.used } });
  return { channels: fresh.length - repeats, added: plan.added.length, changed: plan.changed.length };
}

async function readKnown(
  database: Database,
  ids: readonly ChannelId[],
): Promise<ReadonlyMap<ChannelId, ChannelDocument>> {
  if (ids.length === 0) return new Map();
  const found = await database.collection('channels').find({ where: { _id: { in: ids } }, limit: ids.length });
  return new Map(found.map((channel) => [channel._id, channel]));
}

interface Placements {
  readonly byChannel: ReadonlyMap<ChannelId, StoreId>;
  /** Those of whole devices. They have done their work once the device is listed. */
  readonly used: readonly string[];
}

/** Where new channels go: each may be placed by itself, or with the whole of its device. */
async function readPlacements(
  database: Database,
  accountId: string,
  unknown: readonly (readonly [ChannelId, VendorChannel])[],
): Promise<Placements> {
  if (unknown.length === 0) return { byChannel: new Map(), used: [] };
  const deviceOf = new Map(unknown.map(([id, { address }]) => [id, devicePlaceOf(accountId, address.deviceId)]));
  const ids = [...new Set([...deviceOf.keys(), ...deviceOf.values()])];
  const found = await database.collection('placements').find({ where: { _id: { in: ids } }, limit: ids.length });
  const stores = new Map(found.map(({ _id, storeId }) => [_id, storeId]));
  const byChannel = new Map<ChannelId, StoreId>();
  for (const [id, device] of deviceOf) {
    const storeId = stores.get(id) ?? stores.get(device);
    if (storeId !== undefined) byChannel.set(id, storeId);
  }
  return { byChannel, used: [...new Set(deviceOf.values())].filter((device) => stores.has(device)) };
}

async function carryOut(
  database: Database,
  { added, changed, unchanged }: ListingPlan,
  { listedAt, now }: { readonly listedAt: number; readonly now: number },
): Promise<void> {
  const channels = database.collection('channels');
  if (added.length > 0) await addAll(database, added);
  if (unchanged.length > 0) await channels.update({ _id: { in: unchanged } }, { checkedAt: now, listedAt });
  await inParallel(changed, WRITES_AT_ONCE, (change) => writeChange(database, change));
}

/** One that somebody added meanwhile stays as they have it. */
async function addAll(database: Database, added: readonly ChannelDocument[]): Promise<void> {
  const channels = database.collection('channels');
  try {
    await channels.add(added);
  } catch (error) {
    if (!(error instanceof DuplicateDocument)) throw error;
    await inParallel(added, WRITES_AT_ONCE, (channel) => addNew(channels, channel));
  }
}

/** What somebody renamed, moved or told people of meanwhile is left for the next listing, but counts as seen. */
async function writeChange(database: Database, { known, document }: Change): Promise<void> {
  const channels = database.collection('channels');
  const { _id, hidden: _hidden, codec: _codec, ...change } = document;
  const { sort, storeName, outageState } = known;
  if ((await channels.update({ _id, sort, storeName, outageState }, change)) === 1) return;
  await channels.update({ _id }, { listedAt: document.listedAt });
}
