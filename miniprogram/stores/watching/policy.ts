import type { FailureCode } from '../../utils/call-failed';

/*
 * What watching live and looking back hold to alike: how long each waits, and what a refusal calls for.
 */

export const FIRST_FRAME_MS = 10_000;
const FRAME_GAP_MS = 5_000;
/** How long the player may try by itself before we take over; its own three tries take about 10 s. */
export const OWN_RETRY_MS = 15_000;
export const STABLE_MS = 30_000;
export const SLOW_MS = 5_000;
/** A burst of size changes asks for one `play`. */
export const REPLAY_MS = 300;
export const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** An answer that comes later than this was held up by a sleeping phone; its address may have died. */
const ANSWER_AGE_MS = 15_000;
const REGAIN_MIN_MS = 500;
const REGAIN_SPREAD_MS = 4_500;
const WAIT_SPREAD_MS = 5_000;
const DEFAULT_WAIT_MS = { 'rate-limited': 30_000, 'vendor-quota': 5 * 60_000 } as const;

/** The moment of an event: epoch ms, and a random number in [0, 1) that spreads phones apart. */
export interface Moment {
  readonly now: number;
  readonly jitter: number;
}

/** Why a picture that was wanted is not there. */
export type BreakCause =
  FailureCode | 'no-first-frame' | 'no-frame' | 'ended' | 'disconnected' | 'no-address' | 'no-microphone' | 'network';

/** States that only a person can end. */
export type FailReason =
  | 'offline'
  | 'encrypted'
  | 'masked'
  | 'disabled'
  | 'h265'
  | 'no-player-permission'
  | 'no-right'
  | 'outside-hours'
  /** Could be watched until now: a right was taken away, or a share is over. */
  | 'barred'
  | 'expired'
  | 'revoked'
  | 'not-found'
  | 'unauthenticated'
  | 'unsupported'
  | 'vendor-auth'
  | 'exhausted';

/** Failures that trying again cannot mend. */
export const LEADING_BACK: ReadonlySet<FailReason> = new Set([
  'no-right',
  'outside-hours',
  'barred',
  'expired',
  'revoked',
  'not-found',
  'unauthenticated',
]);

export type WaitCause = 'network' | 'rate-limited' | 'vendor-quota';

/** No call for an address before `at`, epoch ms, for this reason. */
export interface Embargo {
  readonly at: number;
  readonly cause: 'backoff' | Exclude<WaitCause, 'network'>;
}

export const noEmbargo: Embargo = { at: 0, cause: 'backoff' };

/** Wait before the next call after `failures` breaks, ms; null when it is time to give up. Jitter only adds. */
export function backoffMs(failures: number, jitter: number): number | null {
  const base = BACKOFF_MS[failures - 1];
  return base === undefined ? null : Math.round(base * (1 + jitter / 2));
}

/** The embargo with a wait of `ms` from now, unless a longer one holds already. */
export function embargoFor(embargo: Embargo, ms: number, { now }: Moment): Embargo {
  const at = now + ms;
  return at > embargo.at ? { at, cause: 'backoff' } : embargo;
}

/** Wait after the network came back, ms: spread, because a whole shop loses and regains it together. */
export function regainMs(jitter: number): number {
  return REGAIN_MIN_MS + Math.round(REGAIN_SPREAD_MS * jitter);
}

export type RefusalPlan =
  | { readonly kind: 'fail'; readonly reason: FailReason }
  | { readonly kind: 'wait'; readonly cause: Exclude<WaitCause, 'network'> }
  | { readonly kind: 'retry' };

const fail = (reason: FailReason): RefusalPlan => ({ kind: 'fail', reason });
const retry: RefusalPlan = { kind: 'retry' };

const REFUSAL_PLANS: Readonly<Record<FailureCode, RefusalPlan>> = {
  'device-offline': fail('offline'),
  'device-encrypted': fail('encrypted'),
  'device-masked': fail('masked'),
  'device-disabled': fail('disabled'),
  'permission-denied': fail('no-right'),
  'not-found': fail('not-found'),
  conflict: retry,
  used: fail('no-right'),
  full: fail('no-right'),
  expired: fail('expired'),
  revoked: fail('revoked'),
  'outside-hours': fail('outside-hours'),
  unauthenticated: fail('unauthenticated'),
  unsupported: fail('unsupported'),
  'invalid-argument': fail('unsupported'),
  'vendor-auth': fail('vendor-auth'),
  'rate-limited': { kind: 'wait', cause: 'rate-limited' },
  'vendor-quota': { kind: 'wait', cause: 'vendor-quota' },
  'device-busy': retry,
  'vendor-unavailable': retry,
  'vendor-protocol': retry,
  internal: retry,
  timeout: retry,
  'no-network': retry,
};

/** What a refused call for a picture calls for. */
export function planFor(code: FailureCode): RefusalPlan {
  return REFUSAL_PLANS[code];
}

/** Why a picture must go that the cloud lets this person watch no longer; null for what is no reason to stop it. */
export function barOf(code: FailureCode): FailReason | null {
  const plan = planFor(code);
  if (plan.kind !== 'fail' || !LEADING_BACK.has(plan.reason)) return null;
  return plan.reason === 'no-right' || plan.reason === 'not-found' ? 'barred' : plan.reason;
}

/** The embargo after a refusal: a cloud that asked for patience gets it, spread: everybody was told the same time. */
export function embargoAfter(
  embargo: Embargo,
  { code, retryAt }: { readonly code: FailureCode; readonly retryAt: number | null },
  { now, jitter }: Moment,
): Embargo {
  const plan = planFor(code);
  if (plan.kind !== 'wait') return embargo;
  const at = retryAt !== null && retryAt > now ? retryAt : now + DEFAULT_WAIT_MS[plan.cause];
  return { at: at + Math.round(WAIT_SPREAD_MS * jitter), cause: plan.cause };
}

/** Whether an answer came while its address must still be good. */
export function isFresh({ since }: { readonly since: number }, now: number): boolean {
  return now - since <= ANSWER_AGE_MS;
}

/** Silence is a stall only on a phone that is known to report; before its first report it gets the longer time. */
export function frameGapMs({ beats }: { readonly beats: boolean }): number {
  return beats ? FRAME_GAP_MS : FIRST_FRAME_MS;
}
