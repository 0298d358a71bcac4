import type { FailureCode } from '../../../utils/call-failed';

/** The cloud lets a motion live for 2 s. */
export const EXTEND_EVERY_MS = 1_000;
/** A tap makes a small step: a stop right behind its start would overtake it, and nothing would move. */
export const LEAST_HOLD_MS = 300;
/** A finger whose end the phone never told of must not turn a camera for ever. */
export const LONGEST_HOLD_MS = 30_000;
export const SLOW_AFTER_MS = 5_000;
export const NOTICE_MS = 5_000;
export const MOST_STOPS = 8;
/** How long a stop may stay unanswered before it is sent again. */
export const STOP_PATIENCE_MS = 2_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/** Pause after the failed try of that number, from 1, ms. */
export function stopPauseMs(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
}

/** Refusals after which the cloud has surely not asked the camera for anything. */
const NOTHING_BEGAN: ReadonlySet<FailureCode> = new Set([
  'permission-denied',
  'unauthenticated',
  'not-found',
  'invalid-argument',
  'unsupported',
]);

/** Whether a start, or the stop after it, that was refused so can have moved nothing and is pointless to repeat. */
export function isFinal(code: FailureCode): boolean {
  return NOTHING_BEGAN.has(code);
}
