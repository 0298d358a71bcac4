import type { Condition, LiveSource, Protocol, Quality, Reachability, VendorId } from '../../typings/contract/domain';
import type { Objection } from './accounts/objection';
import type { Capabilities } from './capabilities';

/** Time as a dependency, so that policy can be tested without waiting. Epoch ms. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A function is asked anew for each try: some vendors refuse a signature they have seen. */
  readonly body?: string | Uint8Array | (() => string);
  /** What is being asked, for the log, such as `ezviz device/list`; never an address. */
  readonly label: string;
  /**
   * What the port may do when the network fails: repeat a `read`, and a `repeatable-command`, which does no harm
   * when it arrives twice and must arrive (stopping a camera); a `command` is sent once.
   */
  readonly kind: 'read' | 'repeatable-command' | 'command';
  /** Deadline for the whole exchange, ms; the port has a default. */
  readonly timeoutMs?: number;
  /** Longest reply taken in; the port has a default. */
  readonly maxReplyBytes?: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * One HTTP exchange. Any HTTP status is a response; a network fault or a missed deadline
 * throws CallError `vendor-unavailable`.
 */
export type HttpPort = (request: HttpRequest) => Promise<HttpResponse>;

export interface Token {
  readonly value: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Tokens shared by all instances: one refresh at a time, renewed before expiry. */
export interface TokenLease {
  /** The token kept under `key`, or a fresh one from `renew`; concurrent callers share one renewal. */
  use(key: string, renew: () => Promise<Token>): Promise<string>;
  /** Says that the vendor refused `value`; the next `use` renews, unless another caller already did. */
  discard(key: string, value: string): Promise<void>;
}

/** Accounts that a vendor told to slow down rest: meanwhile their calls fail at once, without a vendor call. */
export interface Circuits {
  /** Throws CallError `vendor-quota` with `retryAt` while the account rests. */
  admit(accountId: string): Promise<void>;
  /** Lets the account rest until `named`, or a default pause when null; returns that instant. Epoch ms. */
  rest(accountId: string, named: number | null): Promise<number>;
}

/** How a vendor names a channel. */
export interface ChannelAddress {
  readonly deviceId: string;
  readonly channelId: string;
  /** The vendor's own grouping, where its calls need it (Ovopark: the store's id). */
  readonly groupId: string | null;
}

export interface VendorStatus {
  readonly address: ChannelAddress;
  readonly reachability: Reachability;
  /** Epoch ms at which the vendor last saw it come or go; null when the vendor does not say. */
  readonly since: number | null;
  readonly condition: Condition;
  /** Conditions that this answer cannot rule out, because finding out takes a call of its own. */
  readonly unasked?: readonly Condition[];
}

export interface VendorChannel extends VendorStatus {
  readonly name: string;
  /** Name of the vendor's own grouping, when it has one. */
  readonly groupName: string | null;
  readonly qualities: readonly Quality[];
}

/** A part of what an account lists. */
export interface ListedPage {
  readonly channels: readonly VendorChannel[];
  /** From where `listChannels` goes on after it; null after the last. At most 200 characters, in the vendor's own way. */
  readonly next: string | null;
}

/** What a vendor can do, in our words. A capability that a vendor lacks is an absent member. */
export interface Driver extends Capabilities {
  readonly id: VendorId;
  /** Asks something harmless, such as the shortest list there is; null when the vendor takes the credentials. */
  check(): Promise<Objection | null>;
  /**
   * Every channel the account can see, a page at a time, from where an earlier reading stopped (its `next`), even one
   * of another instance. Pages may be empty; a channel may come twice where the list changes while it is read.
   */
  listChannels(from?: string): AsyncIterable<ListedPage>;
  /** States of at most 30 channels; one the vendor no longer knows is left out. A single one is looked at closely. */
  readStatus(addresses: readonly ChannelAddress[]): Promise<readonly VendorStatus[]>;
  /**
   * Fresh addresses, in order of preference, never empty, at the price of one vendor call. Where one call yields
   * one protocol, that is the preferred one outside `avoid` (protocols the phone could not play); when all that
   * the vendor has are to be avoided, `avoid` is ignored. `until`, epoch ms: who asks may not begin to watch later; a
   * vendor that ends its addresses when it is told to ends these then, if not before.
   */
  openLive(
    address: ChannelAddress,
    quality: Quality,
    avoid?: readonly Protocol[],
    until?: number,
  ): Promise<readonly LiveSource[]>;
}

/** Unsealed credentials of one vendor account; their shape is the vendor's own. */
export interface DriverAccount<Credentials> {
  /** Our id of the account. */
  readonly id: string;
  readonly credentials: Credentials;
}

export interface DriverDeps<Credentials> {
  readonly account: DriverAccount<Credentials>;
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly tokens: TokenLease;
  readonly circuits: Circuits;
}
