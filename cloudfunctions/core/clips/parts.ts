import type { ClipReason } from '../../../typings/contract/domain';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { ClipOutcome } from '../capabilities';
import { CallError } from '../errors';
import { NEVER, type PartDocument, type PartState } from './documents';

type In<S extends PartState['state']> = Extract<PartDocument, { readonly state: S }>;

/** What became of a question to the vendor. */
export type Answer = ClipOutcome | { readonly kind: 'error'; readonly error: unknown };

export interface Moment {
  /** Epoch ms. */
  readonly now: number;
  /** 0 ≤ x < 1; spreads repeats. */
  readonly random: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Longer than any instance lives that could still be asking. */
export const LOST_AFTER_MS = 75 * SECOND;
const FIRST_PAUSE_MS = 15 * SECOND;
const LONGEST_PAUSE_MS = 4 * MINUTE;
/** A quarter of an hour of trying. */
export const MOST_TRIES = 8;
const CHECK_EVERY_MS = 5 * SECOND;
/** What a vendor has not prepared by then, it never will. */
const PREPARED_WITHIN_MS = 30 * MINUTE;
/** Failures of a question about prepared work that say nothing about the work. */
const PASSING: readonly ErrorCode[] = ['vendor-unavailable', 'vendor-quota', 'device-busy', 'rate-limited'];

/** Epoch ms from which the part waits for its next step. */
export function dueOf(part: PartDocument): number {
  switch (part.state) {
    case 'queued':
    case 'asking':
    case 'preparing':
      return part.dueAt;
    case 'ready':
      return part.expiresAt ?? NEVER;
    case 'failed':
    case 'expired':
      return NEVER;
  }
}

export function isOpen({ state }: PartDocument): boolean {
  return state === 'queued' || state === 'asking' || state === 'preparing';
}

/** The part as it is put down before the vendor is asked for it, or `failed` when an instance too many died asking. */
export function beginAsking(part: In<'queued' | 'asking'>, now: number): PartDocument {
  const tries = part.tries + (part.state === 'asking' ? 1 : 0);
  if (tries >= MOST_TRIES) return become(part, { state: 'failed', reason: 'request-failed' });
  return { ...become(part, { state: 'asking', tries, dueAt: now + LOST_AFTER_MS }), asked: part.asked + 1 };
}

/** What the vendor's answer makes of a part that it was asked for. Only a busy recorder is asked again. */
export function afterAsking(part: In<'asking'>, answer: Answer, moment: Moment): PartDocument {
  switch (answer.kind) {
    case 'busy':
      return queueAgain(part, answer.why, moment);
    case 'error':
      return become(part, { state: 'failed', reason: codeOf(answer.error) });
    default:
      return settle(part, answer, moment.now);
  }
}

/** What the vendor's answer makes of a part that it was preparing. */
export function afterChecking(part: In<'preparing'>, answer: Answer, { now, random }: Moment): PartDocument {
  const isLate = now - part.since >= PREPARED_WITHIN_MS;
  const later: PartDocument = { ...part, dueAt: now + CHECK_EVERY_MS };
  switch (answer.kind) {
    case 'preparing':
      return isLate ? become(part, { state: 'failed', reason: 'request-failed' }) : { ...later, task: answer.task };
    case 'busy':
      return isLate ? become(part, { state: 'failed', reason: answer.why }) : later;
    case 'error': {
      const { error } = answer;
      const reason = codeOf(error);
      if (isLate || !PASSING.includes(reason)) return become(part, { state: 'failed', reason });
      const retryAt = (error instanceof CallError && error.retryAt) || 0;
      return { ...part, dueAt: Math.max(retryAt, now + spread(FIRST_PAUSE_MS, random)) };
    }
    default:
      return settle(part, answer, now);
  }
}

/** A ready file whose time is over; its address is forgotten. */
export function expire(part: In<'ready'>, expiresAt: number): PartDocument {
  return become(part, { state: 'expired', expiresAt, task: part.task });
}

/** The part made anew, if it failed or expired. Where the vendor may still have the file, that is asked for first. */
export function retryPart(part: PartDocument, now: number): PartDocument {
  if (part.state === 'expired' && part.task !== null) {
    return become(part, { state: 'preparing', task: part.task, since: now, dueAt: now });
  }
  const isOver = part.state === 'expired' || part.state === 'failed';
  return isOver ? become(part, { state: 'queued', reason: null, tries: 0, dueAt: now }) : part;
}

function settle(
  part: PartDocument,
  outcome: Exclude<ClipOutcome, { readonly kind: 'busy' }>,
  now: number,
): PartDocument {
  const task = part.state === 'preparing' ? part.task : null;
  switch (outcome.kind) {
    case 'ready':
      return become(part, { state: 'ready', link: outcome.url, expiresAt: outcome.expiresAt, task });
    case 'preparing':
      return become(part, { state: 'preparing', task: outcome.task, since: now, dueAt: now + CHECK_EVERY_MS });
    case 'refused':
      return become(part, { state: 'failed', reason: outcome.why });
  }
}

function queueAgain(part: In<'asking'>, reason: ClipReason, { now, random }: Moment): PartDocument {
  const tries = part.tries + 1;
  if (tries >= MOST_TRIES) return become(part, { state: 'failed', reason });
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** part.tries);
  return become(part, { state: 'queued', reason, tries, dueAt: now + spread(pause, random) });
}

/** Nothing of the state before is left. */
function become({ from, to, asked }: PartDocument, state: PartState): PartDocument {
  return { from, to, asked, ...state };
}

/** From three to five quarters of it. */
const spread = (ms: number, random: number): number => Math.round(ms * (0.75 + random / 2));

const codeOf = (error: unknown): ErrorCode => (error instanceof CallError ? error.code : 'internal');
