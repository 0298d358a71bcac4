import type { ErrorCode } from '../../typings/contract/errors';

/** Why a call failed, as the phone sees it: the cloud's codes and the two that only a phone can know. */
export type FailureCode = ErrorCode | 'timeout' | 'no-network';

/** Thrown by a `Call`. The screen shows its own words for `code`, and the request id for support. */
export class CallFailed extends Error {
  constructor(
    readonly code: FailureCode,
    readonly requestId: string,
    /** Epoch ms before which a repeat is refused again; null when the cloud named none. */
    readonly retryAt: number | null,
  ) {
    super(code);
    this.name = 'CallFailed';
  }
}

/** The failure behind anything thrown: whatever is not a CallFailed is a fault of ours. */
export function failureOf(error: unknown): CallFailed {
  return error instanceof CallFailed ? error : new CallFailed('internal', '', null);
}

/** After these, what was known before is not there any more, or not for this person. */
const FINAL: readonly FailureCode[] = [
  ...(['unauthenticated', 'permission-denied', 'not-found', 'outside-hours', 'invalid-argument'] as const),
  ...(['unsupported', 'used', 'full', 'expired', 'revoked'] as const),
];

/** Whether it says nothing of what was known before: that may go on being shown with its age. */
export function isPassing({ code }: Pick<CallFailed, 'code'>): boolean {
  return !FINAL.includes(code);
}

/**
 * Of what reached the cloud: whether it may be done already, because nobody answered, here or there, or because a fault
 * of ours, such as a line of the audit that could not be written, hid the answer.
 */
export function wasUnanswered(code: FailureCode): code is 'timeout' | 'vendor-unavailable' | 'internal' {
  return code === 'timeout' || code === 'vendor-unavailable' || code === 'internal';
}

/** Whether what was asked for may have been done all the same, also where the network went on the way. */
export function wasLost({ code }: Pick<CallFailed, 'code'>): boolean {
  return code === 'no-network' || wasUnanswered(code);
}

/** Of what is done once under a key: whether it may be done already, or is being done still (`conflict`). */
export function mayBeDone({ code }: Pick<CallFailed, 'code'>): boolean {
  return wasUnanswered(code) || code === 'conflict';
}

/** Whether an invitation or a share is over, so that asking again is of no use. */
export function hasEnded({ code }: Pick<CallFailed, 'code'>): boolean {
  return code === 'used' || code === 'full' || code === 'expired' || code === 'revoked';
}
