import type { ChannelId } from '../../../typings/contract/domain';
import type { OfferKind } from '../../../typings/contract/upkeep';
import type { ChannelDocument } from '../documents';
import { nameOf, sortable } from '../listed-name';
import type { VendorChannel } from '../ports';
import type { OfferDocument } from './documents';

const ORDER = { new: 0, renamed: 1, gone: 2 } as const satisfies Record<OfferKind, number>;
const LABEL_CHARACTERS = 6;

/** A channel that is not here. */
export function newOffer(
  id: ChannelId,
  told: VendorChannel,
  { accountId, listedAt }: Pick<OfferDocument, 'accountId' | 'listedAt'>,
): OfferDocument {
  const [name, group] = [nameOf(told), told.groupName];
  return {
    ...{ _id: id, accountId, kind: 'new', name, newName: null, group, label: labelOf(told), told, listedAt },
    reachability: told.reachability,
    sort: sortOf('new', group ?? '', { name, id }),
  };
}

/** A channel that its vendor calls by another name than here. */
export function renameOffer(known: ChannelDocument, newName: string, listedAt: number): OfferDocument {
  return { ...offerOf('renamed', known, listedAt), newName };
}

/** A channel that its vendor lists no more. */
export function goneOffer(known: ChannelDocument, listedAt: number): OfferDocument {
  return offerOf('gone', known, listedAt);
}

function offerOf(kind: OfferKind, known: ChannelDocument, listedAt: number): OfferDocument {
  const { _id: id, accountId, name, storeName, reachability } = known;
  const label = labelOf(known);
  return {
    ...{ _id: id, accountId, kind, name, newName: null, group: null, label, reachability, told: null, listedAt },
    sort: sortOf(kind, storeName, { name, id }),
  };
}

function sortOf(kind: OfferKind, place: string, { name, id }: { readonly name: string; readonly id: string }): string {
  return [ORDER[kind], sortable(place), sortable(name), id].join(' ');
}

/** Of several channels of one box, also which of them it is. */
function labelOf({ address: { deviceId, channelId } }: Pick<VendorChannel, 'address'>): string {
  const end = deviceId.slice(-LABEL_CHARACTERS);
  return channelId === '1' ? end : `${end}-${channelId}`;
}
