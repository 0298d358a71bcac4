import type { ChannelId, StoreId } from '../../typings/contract/domain';
import { channelIdOf } from './channel-id';
import type { ChannelDocument, StoreDocument } from './documents';
import type { VendorChannel } from './ports';
import { mergeState } from './statuses';

/** What an account's channels are compared with. */
export interface Shelf {
  readonly accountId: string;
  readonly vendor: string;
  /** Whether the account lets people into the vendor's own mini-program. */
  readonly elsewhere: boolean;
  readonly known: ReadonlyMap<ChannelId, ChannelDocument>;
  /** Where channels go that are not known yet. */
  readonly placements: ReadonlyMap<ChannelId, StoreId>;
  readonly stores: ReadonlyMap<StoreId, StoreDocument>;
  /** Takes whatever nobody has placed, or placed in a store that is gone; null where nothing changes by itself. */
  readonly inbox: StoreDocument | null;
}

/** What a part of a vendor's listing changes. */
export interface ListingPlan {
  readonly added: readonly ChannelDocument[];
  readonly changed: readonly ChannelDocument[];
  readonly unchanged: readonly ChannelId[];
}

const MOST_NAME = 100;
const ORDER_DIGITS = 6;
const NUMBER_DIGITS = 6;

/** Compares what a vendor lists with what we know. A channel seen before stays in its store. */
export function planListing(listed: readonly VendorChannel[], shelf: Shelf, now: number): ListingPlan {
  const added: ChannelDocument[] = [];
  const changed: ChannelDocument[] = [];
  const unchanged: ChannelId[] = [];
  for (const told of listed) {
    const id = channelIdOf(shelf.accountId, told.address);
    const known = shelf.known.get(id);
    const document = toDocument(id, told, { shelf, now });
    if (!document) continue;
    if (!known) added.push(document);
    else if (isSame(known, document)) unchanged.push(id);
    else changed.push(document);
  }
  return { added, changed, unchanged };
}

/** Orders channels by store, then by name with its numbers in order; unique by the id at its end. */
export function sortOf(
  { order, _id: storeId }: Pick<StoreDocument, '_id' | 'order'>,
  name: string,
  id: ChannelId,
): string {
  const place = String(order).padStart(ORDER_DIGITS, '0');
  const words = name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(NUMBER_DIGITS, '0'));
  return [place, storeId, shorten(words), id].join(' ');
}

/** What a search looks through; no part of it spans both names. */
export function searchOf(storeName: string, name: string): string {
  return `${name}\n${storeName}`.toLowerCase();
}

/** By code points: half of one would not come back from the database as it went in. */
function shorten(name: string): string {
  return Array.from(name).slice(0, MOST_NAME).join('');
}

function toDocument(
  id: ChannelId,
  told: VendorChannel,
  { shelf, now }: { shelf: Shelf; now: number },
): ChannelDocument | null {
  const known = shelf.known.get(id) ?? null;
  const place = known?.storeId ?? shelf.placements.get(id);
  const store = (place !== undefined && shelf.stores.get(place)) || shelf.inbox;
  if (!store) return null;
  const listedName = shorten(told.name.trim()) || told.address.deviceId;
  const isNews = !known || (shelf.inbox !== null && known.vendorName !== listedName);
  const [name, vendorName] = isNews ? [listedName, listedName] : [known.name, known.vendorName];
  return {
    _id: id,
    storeId: store._id,
    storeName: store.name,
    name,
    vendorName,
    hidden: known?.hidden ?? false,
    sort: sortOf(store, name, id),
    search: searchOf(store.name, name),
    accountId: shelf.accountId,
    vendor: shelf.vendor,
    address: told.address,
    qualities: told.qualities,
    elsewhere: shelf.elsewhere,
    ...mergeState(known, told, now),
  };
}

function isSame(known: ChannelDocument, document: ChannelDocument): boolean {
  return JSON.stringify(essenceOf(known)) === JSON.stringify(essenceOf(document));
}

/** Everything that another listing may change, in one order; all but when it was checked. */
function essenceOf({ storeId, storeName, sort, address, qualities, ...rest }: ChannelDocument): readonly unknown[] {
  const { deviceId, channelId, groupId } = address;
  const { name, vendorName, elsewhere, reachability, since, condition } = rest;
  const place = [storeId, storeName, sort, deviceId, channelId, groupId];
  return [...place, qualities, name, vendorName, elsewhere, reachability, since, condition];
}
