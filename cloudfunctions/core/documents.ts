import type {
  ChannelId,
  Codec,
  Condition,
  Quality,
  Reachability,
  RecordingPlace,
  Right,
  StoreId,
  VendorId,
} from '../../typings/contract/domain';
import type { ErrorCode } from '../../typings/contract/errors';
import type { AuditKind } from '../../typings/contract/audit';
import type { Hours } from '../../typings/contract/people';
import type { Span } from './capabilities';
import type { ClipDocument } from './clips/documents';
import type { CoverDocument } from './covers/documents';
import type { OutageState } from './health/outages';
import type { ListingDocument, OfferDocument } from './imports/documents';
import type { RequestDocument } from './once';
import type { NoticeDocument, SubscriberDocument } from './notices/documents';
import type { ChannelAddress } from './ports';
import type { SteeringDocument } from './ptz/documents';
import type { CodeDocument, InviteDocument, ShareDocument } from './tickets/documents';
import type { ParcelDocument } from './tools/documents';
import type { WatchingDocument } from './watchings';

/** Collection `stores`. */
export interface StoreDocument {
  readonly _id: StoreId;
  readonly name: string;
  /** Empty when none is given. */
  readonly address: string;
  /** IANA name of the store's time zone. */
  readonly zone: string;
  /** Place among the stores, from 0; ties are settled by id. */
  readonly order: number;
  /** Epoch ms; 0 while it is open. */
  readonly archivedAt: number;
}

/** Collection `channels`. Only scalars are indexed: an indexed array would answer "contains" as well as "equals". */
export interface ChannelDocument {
  /** `channelIdOf` its account and address, so that two syncs at once cannot store a camera twice. */
  readonly _id: ChannelId;
  readonly storeId: StoreId;
  readonly storeName: string;
  readonly name: string;
  /** As its account listed it last: only when that changes is there another name to take over. */
  readonly vendorName: string;
  /** Seen by those who manage it only. */
  readonly hidden: boolean;
  /** Unique; orders by store, then name. Also the page cursor. */
  readonly sort: string;
  /** Lower-cased name and store name, for searching by part. */
  readonly search: string;
  readonly accountId: string;
  readonly vendor: VendorId;
  readonly address: ChannelAddress;
  readonly qualities: readonly Quality[];
  /** Whether its account lets people into the vendor's own mini-program; as old as the listing. */
  readonly elsewhere: boolean;
  /** Whether its vendor offers tools; as old as the listing. */
  readonly tools: boolean;
  readonly reachability: Reachability;
  /** Epoch ms; null when neither the vendor nor we know. */
  readonly since: number | null;
  readonly condition: Condition;
  /** Epoch ms at which the vendor last told us its state. */
  readonly checkedAt: number;
  /** Epoch ms at which we first saw the reachability that it has now. */
  readonly seenFrom: number;
  /** `statuses` begins and ends an outage; only the notices turn `new` into `announced` and `over` into `none`. */
  readonly outageState: OutageState;
  /** Epoch ms at which it went, by the vendor's word if there is one; 0 while `outageState` is `none`. */
  readonly outageFrom: number;
  /** Of the live picture that was opened last. */
  readonly codec: Codec;
  /** `startedAt` of the listing that last told of it, or when it was added, epoch ms. */
  readonly listedAt: number;
}

/** Collection `placements`: where a camera belongs, decided before the vendor first lists it. */
export interface PlacementDocument {
  readonly _id: ChannelId;
  readonly accountId: string;
  readonly storeId: StoreId;
  /** Epoch ms at which somebody began to add a camera that has no place yet; 0 of a place. */
  readonly notedAt: number;
}

/** A place in one store. */
export interface StoreGrantDocument {
  readonly role: 'manager' | 'staff';
  readonly storeId: StoreId;
  /** All of them, where they are not the role's own. */
  readonly rights?: readonly Right[];
  /** When it holds, if not always; with the store's zone, so that nobody has to look it up at each call. */
  readonly hours?: Hours & { readonly zone: string };
}

/** What one grant lets a member do, and where. What a guest may see, and until when, is written in the share. */
export type Grant =
  { readonly role: 'owner' } | StoreGrantDocument | { readonly role: 'guest'; readonly shareId: string };

/** Collection `members`; the id is the person's openid. Who has no grant is none any more, but had a name. */
export interface MemberDocument {
  readonly _id: string;
  /** By which phones know the person. Unique. */
  readonly memberId: string;
  /** Empty when none is known. */
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Grows with each change, so that none is made on what has changed meanwhile. */
  readonly revision: number;
  /** Epoch ms. Lines of the audit from before are those of an account that was deleted, if of the same openid. */
  readonly knownSince: number;
  /** Epoch ms. */
  readonly joinedAt: number;
  /** Epoch ms at which the last grant went; 0 while there is one. */
  readonly removedAt: number;
  /** The version of the notice that the person agreed to; an empty string before. */
  readonly agreedTo: string;
}

/** Collection `accounts`: one account at a vendor. */
export interface AccountDocument {
  readonly _id: string;
  readonly vendor: VendorId;
  readonly name: string;
  /** The vendor's credentials as sealed JSON; nothing reads them back to a phone. */
  readonly credentials: string;
  /** Where cameras go that nobody has placed; null where each of them waits for somebody to decide. */
  readonly inboxStoreId: StoreId | null;
  /** Epoch ms from which the next listing of its cameras is due. */
  readonly syncDueAt: number;
  /** Epoch ms until which the vendor wants no calls; 0 when it takes them. */
  readonly restsUntil: number;
  /** Epoch ms; 0 while it is here. One that was removed has no credentials, and goes once nothing of it is left. */
  readonly removedAt: number;
}

/** Collection `tokens`; the id is the token's key. */
export interface TokenDocument {
  readonly _id: string;
  /** Sealed; an empty string before the first renewal. */
  readonly value: string;
  /** Epoch ms; 0 before the first renewal and after a discard. */
  readonly expiresAt: number;
  /** Epoch ms from which it is renewed early. */
  readonly renewAt: number;
  /** Who may renew it now; an empty string when nobody does. */
  readonly holder: string;
  /** Epoch ms until which `holder` may renew. */
  readonly heldUntil: number;
}

/** Collection `audit`: who did what. Entries are added, never changed, and removed when they are old. */
export interface AuditDocument {
  readonly _id: string;
  /** Epoch ms. */
  readonly at: number;
  /** The person's openid. */
  readonly person: string;
  readonly action: string;
  readonly kind: AuditKind;
  /** Null where it is not about one camera, or not about one store. */
  readonly channelId: ChannelId | null;
  readonly storeId: StoreId | null;
  /** As they were called then. */
  readonly cameraName: string | null;
  readonly storeName: string | null;
  /** The member, invitation, share or account that it is about, by our own id. */
  readonly subject?: string;
  readonly result: 'ok' | ErrorCode;
  readonly requestId: string;
  /** How long it was watched, ms; only where a watching was closed. */
  readonly durationMs?: number;
  /** What of the past was shown or asked for. */
  readonly past?: Span & { readonly place: RecordingPlace };
  /** The vendor's ids of the recordings, pictures or presets that it is about: for who looks in here, not for a phone. */
  readonly vendorIds?: readonly string[];
  /** Which motion, switch, preset or phrase, in a few words. */
  readonly detail?: string;
}

/** Collection `leases`; the id is what one holder at a time may have. */
export interface LeaseDocument {
  readonly _id: string;
  /** An empty string when nobody has it. */
  readonly holder: string;
  /** Epoch ms until which it is the holder's. */
  readonly until: number;
}

/** Collection `presets`: names that people gave to views; the vendors keep none. */
export interface PresetDocument {
  /** The channel's id and the vendor's of the preset. */
  readonly _id: string;
  readonly channelId: ChannelId;
  readonly presetId: string;
  readonly name: string;
}

/** Collection `claims`: what one person may have once, for good. */
export interface ClaimDocument {
  readonly _id: string;
  /** The openid of whoever was first. */
  readonly person: string;
  readonly at: number;
  /** Epoch ms at which it took effect; 0 before. Only until then may the first one try again. */
  readonly appliedAt: number;
}

/** Collection `limits`: tries that all instances count together. */
export interface LimitDocument {
  readonly _id: string;
  readonly tries: number;
  /** Epoch ms at which the first of them was made. */
  readonly since: number;
}

/** Every collection and the documents it holds. */
export interface Documents {
  stores: StoreDocument;
  channels: ChannelDocument;
  placements: PlacementDocument;
  members: MemberDocument;
  accounts: AccountDocument;
  listings: ListingDocument;
  offers: OfferDocument;
  tokens: TokenDocument;
  audit: AuditDocument;
  leases: LeaseDocument;
  clips: ClipDocument;
  covers: CoverDocument;
  steerings: SteeringDocument;
  presets: PresetDocument;
  parcels: ParcelDocument;
  requests: RequestDocument;
  invites: InviteDocument;
  shares: ShareDocument;
  codes: CodeDocument;
  claims: ClaimDocument;
  limits: LimitDocument;
  watchings: WatchingDocument;
  subscribers: SubscriberDocument;
  notices: NoticeDocument;
}

export type CollectionName = keyof Documents;
