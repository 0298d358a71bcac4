import type { Condition } from '../../../typings/contract/domain';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { ChannelDocument } from '../documents';

const MINUTE = 60_000;

/** How old a cover is before the timer takes another. */
export const RENEWED_AFTER_MS = 10 * MINUTE;
/** How long after somebody looked a cover is still worth keeping fresh. */
export const WANTED_MS = 15 * MINUTE;
/** How young a cover serves whoever asks for one of now. */
export const OF_NOW_MS = MINUTE;
/** How often it is noted that a cover is wanted. */
export const NOTED_AGAIN_MS = MINUTE;
/** How long an address of a cover is good for. */
export const ADDRESS_MS = 10 * MINUTE;
/** How long nobody else takes a cover that one instance is taking: longer than any instance lives. */
export const CLAIM_MS = MINUTE;
/** After how long whoever left a file lying works at it no more. */
export const LEFT_AFTER_MS = 10 * MINUTE;

const LONGEST_PAUSE_MS = 6 * 60 * MINUTE;

const HINDRANCES = {
  clear: null,
  encrypted: 'device-encrypted',
  masked: 'device-masked',
  disabled: 'device-disabled',
} as const satisfies Record<Condition, ErrorCode | null>;

/** Why no cover can be taken of a camera as it is; null when one can. What is hidden is to have none. */
export function hindranceOf(camera: Pick<ChannelDocument, 'hidden' | 'reachability' | 'condition'>): ErrorCode | null {
  if (camera.hidden) return 'unsupported';
  if (camera.reachability === 'offline') return 'device-offline';
  return HINDRANCES[camera.condition];
}

/** How long to wait after so many tries in a row came to nothing, ms. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, RENEWED_AFTER_MS * 2 ** Math.max(0, failures - 1));
}
