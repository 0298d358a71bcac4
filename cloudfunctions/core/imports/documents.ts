import type { ChannelId, Reachability } from '../../../typings/contract/domain';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { Listing, OfferKind } from '../../../typings/contract/upkeep';
import type { VendorChannel } from '../ports';

/** Collection `listings`; the id is the account's: how far the reading of its list has come. */
export interface ListingDocument {
  readonly _id: string;
  readonly state: Listing['state'];
  /** Epoch ms; whatever this listing tells of bears it as `listedAt`. 0 before the first one. */
  readonly startedAt: number;
  /** Where the vendor's list goes on; empty at its beginning, null when all of it was read and only the end is left. */
  readonly cursor: string | null;
  /** How many channels it has told of so far. */
  readonly seen: number;
  /** Epoch ms at which the list was last read whole; 0 before. */
  readonly finishedAt: number;
  /** Why it stopped; null when it did not. */
  readonly problem: ErrorCode | null;
}

/** Collection `offers`: what an account lists otherwise than it is here, until somebody decides or it is so no more. */
export interface OfferDocument {
  readonly _id: ChannelId;
  readonly accountId: string;
  readonly kind: OfferKind;
  /** As it is called here; of a new one, at its vendor. */
  readonly name: string;
  /** Of a renamed one, as its vendor calls it now. */
  readonly newName: string | null;
  /** The vendor's own store of it. */
  readonly group: string | null;
  /** The last characters of its serial number. */
  readonly label: string;
  readonly reachability: Reachability;
  /** All that the vendor tells of a new one. */
  readonly told: VendorChannel | null;
  /** Orders by kind, store and name; unique by the id at its end. Also the page cursor. */
  readonly sort: string;
  /** `startedAt` of the listing that last made it. */
  readonly listedAt: number;
}
