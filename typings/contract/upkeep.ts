import type { ChannelId, StoreId, VendorId } from './domain';
import type { ErrorCode } from './errors';

export type AccountId = string;

/** One of the things that a vendor's credentials consist of. */
export interface CredentialField {
  /** As the vendor's guide calls it; a dot leads into a part that may be left out as a whole. */
  readonly name: string;
  /**
   * What is typed: a secret is never shown again; an address begins with https, or with http where the vendor has
   * nothing else; of choices, one.
   */
  readonly kind: 'text' | 'secret' | 'address' | 'number' | 'choice';
  readonly required: boolean;
  /** Empty but for a `choice`. */
  readonly choices: readonly string[];
  /** What most accounts have there; null where every account has its own. */
  readonly preset: string | null;
}

/** How a camera is brought into an account: by what its label says, or by its serial number; null where it cannot be. */
export type Adding = 'label' | 'serial';

export interface VendorForm {
  readonly id: VendorId;
  readonly fields: readonly CredentialField[];
  readonly adding: Adding | null;
}

/** By the names of the vendor's fields; those left out are not among them. */
export type Credentials = Readonly<Record<string, string>>;

/** What an account is good for. */
export type AccountAbility =
  | 'list'
  | 'live'
  | 'lookBack'
  | 'clips'
  | 'videos'
  | 'ptz'
  | 'presets'
  | 'talk'
  | 'switches'
  | 'snapshot'
  | 'gallery'
  | 'adding'
  | 'elsewhere';

/** `field`: which of the credentials is wrong, where the vendor tells. */
export interface AccountProblem {
  readonly code: ErrorCode;
  readonly field: string | null;
  /** With `conflict`: the name of the account that has these credentials already; the vendor was not asked. */
  readonly heldBy?: string;
}

/** What a vendor said when it was asked something harmless. */
export interface AccountCheck {
  /** Null when it takes the credentials. */
  readonly problem: AccountProblem | null;
  readonly works: readonly AccountAbility[];
  /** What the vendor, or this account, does not offer. */
  readonly lacks: readonly AccountAbility[];
}

/** One account at a vendor. Its credentials go in and never come out. */
export interface Account {
  readonly id: AccountId;
  readonly vendor: VendorId;
  readonly name: string;
  readonly adding: Adding | null;
  /** How many of its cameras are here. */
  readonly cameras: number;
  /** How many offers wait for a decision. */
  readonly offers: number;
  /** Epoch ms at which its list was last read whole; null before. */
  readonly listedAt: number | null;
  /** Epoch ms until which the vendor wants no calls; null when it takes them. */
  readonly restsUntil: number | null;
  /** Why the last listing failed; null when it did not. */
  readonly problem: ErrorCode | null;
}

export interface ManagedStore {
  readonly id: StoreId;
  readonly name: string;
  /** Empty when none is given. */
  readonly address: string;
  /** IANA name. */
  readonly zone: string;
  readonly cameras: number;
  /** Epoch ms; null while it is open. */
  readonly archivedAt: number | null;
}

/** How a listing of an account goes on. */
export interface Listing {
  readonly state: 'idle' | 'listing' | 'failed';
  /** How many cameras it has told of so far. */
  readonly seen: number;
  /** Epoch ms. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly problem: ErrorCode | null;
}

/** A difference between what an account lists and what is here; nothing changes until somebody decides. */
export type Offer = {
  readonly id: ChannelId;
  readonly name: string;
  /** The last characters of its serial number, by which it is found on a shelf. */
  readonly label: string;
  readonly offline: boolean;
} & (
  | {
      readonly kind: 'new';
      /** The vendor's own store of it; null where the vendor has none. */
      readonly group: string | null;
      /** The store of ours by that name; null where there is none. */
      readonly storeId: StoreId | null;
    }
  | { readonly kind: 'renamed'; readonly storeId: StoreId; readonly newName: string }
  | { readonly kind: 'gone'; readonly storeId: StoreId }
);

export type OfferKind = Offer['kind'];

/** What came of adding a camera by its label. */
export type Added =
  /** `already`: it was in this account before. `channelIds` is empty until the vendor lists it, minutes later. */
  | { readonly kind: 'added'; readonly already: boolean; readonly channelIds: readonly ChannelId[] }
  /** Why the vendor refused it; nothing has changed. */
  | {
      readonly kind: 'refused';
      readonly why: 'wrong-code' | 'other-account' | 'offline' | 'unknown-device' | 'too-many' | 'try-again';
    };

type Nothing = Readonly<Record<string, never>>;
type OneAccount = { readonly accountId: AccountId };
type OneStore = { readonly storeId: StoreId };
type OneCamera = { readonly channelId: ChannelId };
/** Asked again with the same key, 8–64 characters, nothing is made twice. */
type Once = { readonly requestKey: string };

/** The calls of `manage` about accounts: for owners. */
export interface AccountCalls {
  'vendor.list': { input: Nothing; output: { readonly vendors: readonly VendorForm[] } };
  /** Managers see of each account only what they need to add a camera; at most 200, by name. */
  'account.list': { input: Nothing; output: { readonly accounts: readonly Account[] } };
  /** Asks the vendor something harmless, with these credentials or with those of an account. */
  'account.check': {
    input: OneAccount | { readonly vendor: VendorId; readonly credentials: Credentials };
    output: AccountCheck;
  };
  /**
   * Keeps the account only when the vendor takes its credentials; otherwise `invalid-argument` or the check's code:
   * `conflict` when another account has them, or is being added at this moment.
   */
  'account.add': {
    input: Once & { readonly vendor: VendorId; readonly name: string; readonly credentials: Credentials };
    output: Account;
  };
  'account.rename': { input: OneAccount & { readonly name: string }; output: Account };
  /** New credentials for the same account, checked as those of a new one. */
  'account.rotate': { input: OneAccount & { readonly credentials: Credentials }; output: AccountCheck };
  /** With all of its cameras; `name` is the account's, typed by whoever means it. */
  'account.remove': { input: OneAccount & { readonly name: string }; output: null };
}

/** The calls of `manage` about stores and the cameras in them: for who manages them. */
export interface StoreCalls {
  /** Those that the caller manages, archived ones as well, in their order; at most 1000. `query`: part of the name. */
  'store.manage': {
    input: { readonly query?: string };
    output: { readonly stores: readonly ManagedStore[] };
  };
  /** For owners. Name 1–40, address 0–100 characters, an IANA zone. */
  'store.create': {
    input: Once & { readonly name: string; readonly address: string; readonly zone: string };
    output: ManagedStore;
  };
  'store.edit': {
    input: OneStore & { readonly name?: string; readonly address?: string; readonly zone?: string };
    output: ManagedStore;
  };
  /** For owners: the stores in the order that they are to have; those left out follow as they stood. */
  'store.order': { input: { readonly storeIds: readonly StoreId[] }; output: null };
  /** For owners. `conflict` while it has cameras. */
  'store.archive': { input: OneStore; output: null };
  'store.restore': { input: OneStore; output: null };

  /** At the vendor as well, where it takes names. 1–40 characters. */
  'camera.rename': { input: OneCamera & { readonly name: string }; output: null };
  /** `manage` in both stores. Shares of it end; its code stays. */
  'camera.move': { input: OneCamera & OneStore; output: null };
  /** A hidden camera is seen by those who manage it only. */
  'camera.hide': { input: OneCamera & { readonly hidden: boolean }; output: null };
  /**
   * Takes it out of its account at the vendor, with what the vendor keeps of it, and from here. `name` is the camera's,
   * typed by whoever means it; another name is `conflict`.
   */
  'camera.remove': { input: OneCamera & { readonly name: string }; output: null };
}

/** The calls of `manage` that bring cameras in. */
export interface ImportCalls {
  /** For owners. Begins to read the account's list anew, unless it is being read; goes on without anybody looking. */
  'import.refresh': { input: OneAccount; output: Listing };
  /** How it stands; also takes it a step further. */
  'import.check': { input: OneAccount; output: Listing };
  /** For owners. By kind, store and name; 100 at a time. */
  'offer.list': {
    input: OneAccount & { readonly kind?: OfferKind; readonly cursor?: string };
    output: {
      readonly offers: readonly Offer[];
      readonly counts: Readonly<Record<OfferKind, number>>;
      readonly next: string | null;
    };
  };
  /** Takes 1–100 offers: a new camera into a store, a new name, a removal. One that is no offer any more is left out. */
  'offer.take': {
    input: OneAccount & {
      readonly offers: readonly { readonly id: ChannelId; readonly storeId?: StoreId }[];
    };
    output: { readonly taken: readonly ChannelId[] };
  };
  /** For who manages the store. `code` and `model` as the label says; the name is 1–40 characters. */
  'camera.add': {
    input: OneAccount & OneStore & Once & { readonly serial: string; readonly code: string; readonly name: string };
    output: Added;
  };
}

/** The calls of `manage` about what there is: accounts, stores and cameras. */
export type UpkeepCalls = AccountCalls & StoreCalls & ImportCalls;
