import type { ChannelId, StoreId } from '../../typings/contract/domain';
import { channelIdOf } from './channel-id';
import type { ChannelDocument, StoreDocument } from './documents';
import { APART_MS } from './health/outages';
import type { OfferDocument } from './imports/documents';
import { newOffer, renameOffer } from './imports/to-offer';
import { nameOf, sortable } from './listed-name';
import type { Driver, VendorChannel } from './ports';
import { mergeState } from './statuses';

/** What an account's channels are compared with. */
export interface Shelf {
  readonly accountId: string;
  readonly vendor: string;
  /** Whether the account lets people into the vendor's own mini-program. */
  readonly elsewhere: boolean;
  /** Whether the vendor offers tools. */
  readonly tools: boolean;
  readonly known: ReadonlyMap<ChannelId, ChannelDocument>;
  /** Where channels go that are not known yet. */
  readonly placements: ReadonlyMap<ChannelId, StoreId>;
  readonly stores: ReadonlyMap<StoreId, StoreDocument>;
  /** Takes whatever nobody has placed, or placed in a store that is gone; null where nothing changes by itself. */
  readonly inbox: StoreDocument | null;
  /** Epoch ms at which the listing began. */
  readonly listedAt: number;
}

/** What a part of a vendor's listing changes. */
export interface ListingPlan {
  readonly added: readonly ChannelDocument[];
  readonly changed: readonly Change[];
  readonly unchanged: readonly ChannelId[];
  /** What somebody has to decide; empty where there is a store for new channels. */
  readonly offers: readonly OfferDocument[];
}

export interface Change {
  readonly known: ChannelDocument;
  readonly document: ChannelDocument;
}

/** What each camera of an account is told to have by that account. */
export const offeredBy = ({ vendorApp, tools }: Driver): Pick<Shelf, 'elsewhere' | 'tools'> => ({
  elsewhere: vendorApp !== undefined,
  tools: tools !== undefined,
});

const ORDER_DIGITS = 6;

/** Compares what a vendor lists with what we know. A channel seen before stays in its store. */
export function planListing(listed: readonly VendorChannel[], shelf: Shelf, now: number): ListingPlan {
  const added: ChannelDocument[] = [];
  const changed: Change[] = [];
  const unchanged: ChannelId[] = [];
  const offers: OfferDocument[] = [];
  for (const told of listed) {
    const id = channelIdOf(shelf.accountId, told.address);
    const known = shelf.known.get(id);
    const document = toDocument(id, told, { shelf, now });
    if (!known && document) added.push(document);
    else if (!known) offers.push(newOffer(id, told, shelf));
    else if (!document || isSame(known, document)) unchanged.push(id);
    else changed.push({ known, document });
    if (known && !shelf.inbox && isNews(known, told)) offers.push(renameOffer(known, nameOf(told), shelf.listedAt));
  }
  return { added, changed, unchanged, offers };
}

/** Whether a vendor's name for a channel is another than last time, and not the one that it has here. */
function isNews({ name, vendorName }: ChannelDocument, told: VendorChannel): boolean {
  const listed = nameOf(told);
  return listed !== vendorName && listed !== name;
}

/** Orders channels by store, then by name with its numbers in order; unique by the id at its end. */
export function sortOf(
  { order, _id: storeId }: Pick<StoreDocument, '_id' | 'order'>,
  name: string,
  id: ChannelId,
): string {
  const place = String(order).padStart(ORDER_DIGITS, '0');
  return [place, storeId, sortable(name), id].join(' ');
}

/** What a search looks through; no part of it spans both names. */
export function searchOf(storeName: string, name: string): string {
  return `${name}\n${storeName}`.toLowerCase();
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
  const listed = nameOf(told);
  const isTaken = !known || (shelf.inbox !== null ? known.vendorName !== listed : known.name === listed);
  const [name, vendorName] = isTaken ? [listed, listed] : [known.name, known.vendorName];
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
    tools: shelf.tools,
    ...mergeState(known, told, { now, apartMs: APART_MS }),
    codec: known?.codec ?? 'unknown',
    listedAt: shelf.listedAt,
  };
}

function isSame(known: ChannelDocument, document: ChannelDocument): boolean {
  return JSON.stringify(essenceOf(known)) === JSON.stringify(essenceOf(document));
}

/** Everything that another listing may change, in one order; all but when it was listed and checked. */
function essenceOf({ storeId, storeName, sort, address, qualities, ...rest }: ChannelDocument): readonly unknown[] {
  const { deviceId, channelId, groupId } = address;
  const { name, vendorName, elsewhere, tools, reachability, since, condition, outageState } = rest;
  const place = [storeId, storeName, sort, deviceId, channelId, groupId];
  return [...place, qualities, name, vendorName, elsewhere, tools, reachability, since, condition, outageState];
}
