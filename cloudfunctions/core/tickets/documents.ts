import type { ChannelId, Role, StoreId } from '../../../typings/contract/domain';
import type { Code, SharedPast } from '../../../typings/contract/codes';

/** Collection `invites`. */
export interface InviteDocument {
  readonly _id: string;
  /** What its bearer shows. Unique. */
  readonly code: Code;
  /** The maker's openid. */
  readonly by: string;
  readonly role: Exclude<Role, 'guest'>;
  /** Empty for an owner's. */
  readonly storeIds: readonly StoreId[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Epoch ms; 0 while it is not. */
  readonly revokedAt: number;
  /** The openid of whoever won it; an empty string before. */
  readonly usedBy: string;
  readonly usedAt: number;
  /** Epoch ms at which the winner became a member by it; 0 before. Only until then may the winner try again. */
  readonly appliedAt: number;
}

/** One person's opening of a share. */
export interface Seat {
  /** An openid. */
  readonly person: string;
  readonly at: number;
}

/** The most people who may open one share: it is one document, with a line for each. */
export const MOST_GUESTS = 200;

/** Collection `shares`: what was shared, with whom, and until when. */
export interface ShareDocument {
  readonly _id: string;
  /** What its bearer shows. Unique. */
  readonly code: Code;
  /** The maker's openid. */
  readonly by: string;
  readonly channelIds: readonly ChannelId[];
  /** The stores that these cameras stand in. */
  readonly storeIds: readonly StoreId[];
  /** Null for live. */
  readonly past: SharedPast | null;
  readonly watermark: boolean;
  readonly createdAt: number;
  readonly until: number;
  /** How many people may open it. */
  readonly most: number;
  /** The length of `seats`. */
  readonly opened: number;
  readonly seats: readonly Seat[];
  /** Grows with each change of `seats`, so that none is made on what has changed meanwhile. */
  readonly revision: number;
  /** Epoch ms; 0 while it is not. */
  readonly revokedAt: number;
  /** Whether it has ended and its guests were freed of the grants that led to it. */
  readonly isCleared: boolean;
}

/** Collection `codes`: what is stuck on a camera. */
export interface CodeDocument {
  readonly _id: ChannelId;
  /** Unique. */
  readonly code: Code;
}
