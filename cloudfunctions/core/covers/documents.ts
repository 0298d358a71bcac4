import type { ChannelId } from '../../../typings/contract/domain';

/**
 * Collection `covers`: the still of a camera that all share, and how it is wanted. It names every file that there may
 * be of the camera, also while one takes the place of another, so that whoever is cut off leaves none behind.
 */
export interface CoverDocument {
  readonly _id: ChannelId;
  readonly accountId: string;
  /** Of the still that is shown; empty before the first. */
  readonly fileId: string;
  /** Epoch ms; 0 before the first. */
  readonly takenAt: number;
  /** Epoch ms at which somebody last had it before them. */
  readonly wantedAt: number;
  /** Epoch ms from which the timer takes it anew. */
  readonly dueAt: number;
  /** Epoch ms until which it is taken by whoever wrote this; 0 while nobody takes it. */
  readonly claimedUntil: number;
  /** How many tries in a row came to nothing. */
  readonly failures: number;
  /** Where the next one is being put; empty while none is. */
  readonly nextPath: string;
  /** One that was shown before, and is to go; empty when none is. */
  readonly oldFileId: string;
  /** Epoch ms since when a file besides the one shown may be there; 0 when there is none. */
  readonly untidySince: number;
  /** Epoch ms at which its camera went; 0 while that is here. */
  readonly removedAt: number;
}

/** A cover before anything of it is there. */
export function newCover(channel: { readonly _id: ChannelId; readonly accountId: string }, now: number): CoverDocument {
  const { _id, accountId } = channel;
  const still = { fileId: '', takenAt: 0, wantedAt: now, dueAt: 0, claimedUntil: 0, failures: 0 };
  return { _id, accountId, ...still, nextPath: '', oldFileId: '', untidySince: 0, removedAt: 0 };
}
