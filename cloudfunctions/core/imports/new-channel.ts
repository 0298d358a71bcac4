import type { AccountDocument, ChannelDocument, StoreDocument } from '../documents';
import { offeredBy, planListing } from '../listing';
import type { Driver, VendorChannel } from '../ports';

export interface Newcomer {
  readonly told: VendorChannel;
  /** Epoch ms at which the vendor told it. */
  readonly toldAt: number;
  readonly store: StoreDocument;
}

/** Channels that somebody brings in, as they are kept. None of them goes with a listing that is under way. */
export function newChannels(
  newcomers: readonly Newcomer[],
  { account, driver, now }: { readonly account: AccountDocument; readonly driver: Driver; readonly now: number },
): readonly ChannelDocument[] {
  const nothing = { known: new Map(), placements: new Map(), stores: new Map() };
  const shelf = { ...nothing, accountId: account._id, vendor: account.vendor, ...offeredBy(driver), listedAt: now };
  return newcomers.flatMap(({ told, toldAt, store }) => planListing([told], { ...shelf, inbox: store }, toldAt).added);
}
