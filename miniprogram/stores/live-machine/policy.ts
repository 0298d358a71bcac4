import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import type { FailureCode } from '../../utils/call-failed';
import type { Moment } from './events';
import { sourceOf } from './state';
import type { Deadlines, FailReason, Flight, LiveState, PhaseKind, Stream, TimerName } from './state';

export const FIRST_FRAME_MS = 10_000;
export const FRAME_GAP_MS = 5_000;
/** How long the player may try by itself before we take over; its own three tries take about 10 s. */
export const OWN_RETRY_MS = 15_000;
export const STABLE_MS = 30_000;
export const SLOW_MS = 5_000;
/** A burst of size changes asks for one `play`. */
export const REPLAY_MS = 300;
export const COVER_AFTER_MS = 2_000;
export const ATTENTION_MS = 10 * 60_000;
export const ANSWER_MS = 30_000;
export const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
export const RENEWAL_RETRY_MS = 30_000;
/** A phone whose clock is fast must not renew without pause. */
export const RENEWAL_MIN_MS = 10_000;
/** An answer that comes later than this was held up by a sleeping phone; its address may have died. */
export const ANSWER_AGE_MS = 15_000;
/** How long a faster player may take to show itself where HLS already plays. */
export const TRIAL_FRAME_MS = 5_000;
/** Pauses between tries of a faster way than HLS: a phone that has none is not disturbed for long. */
const UPGRADE_PAUSES_MS = [3 * 60_000, 10 * 60_000, 30 * 60_000] as const;
export const CACHE_LIMIT_MS = 2_500;
export const CACHE_REPORTS = 3;
export const CACHE_COOLDOWN_MS = 60_000;
const REGAIN_MIN_MS = 500;
const REGAIN_SPREAD_MS = 4_500;
const WAIT_SPREAD_MS = 5_000;
const RENEWAL_SHARE = 0.8;
const DEFAULT_WAIT_MS = { 'rate-limited': 30_000, 'vendor-quota': 5 * 60_000 } as const;
const EVERY_PROTOCOL: readonly Protocol[] = ['flv', 'rtmp', 'hls'];

/** Wait before the next call after `failures` breaks, ms; null when it is time to give up. Jitter only adds. */
export function backoffMs(failures: number, jitter: number): number | null {
  const base = BACKOFF_MS[failures - 1];
  return base === undefined ? null : Math.round(base * (1 + jitter / 2));
}

/** Wait after the network came back, ms: spread, because a whole shop loses and regains it together. */
export function regainMs(jitter: number): number {
  return REGAIN_MIN_MS + Math.round(REGAIN_SPREAD_MS * jitter);
}

export type RefusalPlan =
  | { readonly kind: 'fail'; readonly reason: FailReason }
  | { readonly kind: 'wait'; readonly cause: 'rate-limited' | 'vendor-quota' }
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

/** What a refused `live.open` calls for. */
export function planFor(code: FailureCode): RefusalPlan {
  return REFUSAL_PLANS[code];
}

/** Epoch ms until which a cloud that asked for patience gets it; spread, because everybody was told the same time. */
export function waitUntil(cause: keyof typeof DEFAULT_WAIT_MS, retryAt: number | null, moment: Moment): number {
  const { now, jitter } = moment;
  const at = retryAt !== null && retryAt > now ? retryAt : now + DEFAULT_WAIT_MS[cause];
  return at + Math.round(WAIT_SPREAD_MS * jitter);
}

/** What this phone can play, best first. No H265: `<live-player>` shows it as black. HLS is for `<video>`, last. */
export function playableSources(sources: readonly LiveSource[]): readonly LiveSource[] {
  const playable = sources.filter((source) => source.codec !== 'h265');
  const isHls = (source: LiveSource) => source.protocol === 'hls';
  return [...playable.filter((source) => !isHls(source)), ...playable.filter(isHls)];
}

/** `avoid` with one more protocol; when none is left, the fault was not the protocol's and all are allowed again. */
export function avoidAlso(avoid: readonly Protocol[], protocol: Protocol): readonly Protocol[] {
  const more = avoid.includes(protocol) ? avoid : [...avoid, protocol];
  return EVERY_PROTOCOL.every((each) => more.includes(each)) ? [] : more;
}

/** Wait after the try of that number, from 1, for a faster way than HLS, ms. */
export function upgradePauseMs(tries: number): number {
  return UPGRADE_PAUSES_MS[tries - 1] ?? UPGRADE_PAUSES_MS[UPGRADE_PAUSES_MS.length - 1] ?? 0;
}

/** Whether HLS plays only because faster ways failed, perhaps all of them together in an outage that is over. */
export function isLastResort({ avoid }: LiveState, stream: Stream): boolean {
  const isFaster = ({ protocol }: LiveSource) => protocol !== 'hls';
  return !isFaster(sourceOf(stream)) && (avoid.length > 0 || stream.sources.some(isFaster));
}

/** One faster source to try, and HLS to return to; empty when there is nothing faster. */
export function trialSources(playable: readonly LiveSource[]): readonly LiveSource[] {
  const [first] = playable;
  if (!first || first.protocol === 'hls') return [];
  return [first, ...playable.filter(({ protocol }) => protocol === 'hls')];
}

/** Epoch ms at which an address is to be renewed, or null when it has no end. */
export function renewalAt(expiresAt: number | null, now: number): number | null {
  if (expiresAt === null) return null;
  return now + Math.max(RENEWAL_MIN_MS, Math.round((expiresAt - now) * RENEWAL_SHARE));
}

/** The wanted quality if the camera has it, else one that it has. */
export function availableQuality(wanted: Quality, qualities: readonly Quality[]): Quality {
  return qualities.includes(wanted) ? wanted : (qualities[0] ?? wanted);
}

/** Whether an answer is for the camera and quality that are wanted now. */
export function isFor(flight: Flight, { camera, quality }: LiveState): boolean {
  return flight.channelId === camera?.id && flight.quality === quality;
}

/** Whether an answer came while its address must still be good. */
export function isFresh({ since }: Flight, now: number): boolean {
  return now - since <= ANSWER_AGE_MS;
}

const ALWAYS: readonly TimerName[] = ['attention', 'answer'];
const RUNNING: readonly TimerName[] = [...ALWAYS, 'renew', 'replay'];

/** The timers that mean something in each phase; the others end when it is entered. */
const TIMERS_OF: Readonly<Record<PhaseKind, readonly TimerName[]>> = {
  idle: [],
  opening: [...ALWAYS, 'slow'],
  connecting: [...RUNNING, 'first-frame', 'slow'],
  playing: [...RUNNING, 'frame', 'stable', 'upgrade', 'cover'],
  buffering: [...RUNNING, 'frame', 'stable', 'upgrade', 'slow'],
  recovering: [...ALWAYS, 'retry', 'slow'],
  waiting: [...ALWAYS, 'retry'],
  suspended: [],
  failed: [],
};

/** The deadlines that live on in a phase of this kind. */
export function deadlinesIn(kind: PhaseKind, deadlines: Deadlines): Deadlines {
  return Object.fromEntries(TIMERS_OF[kind].flatMap((name) => entryOf(deadlines, name)));
}

function entryOf(deadlines: Deadlines, name: TimerName): readonly [TimerName, number][] {
  const at = deadlines[name];
  return at === undefined ? [] : [[name, at]];
}

/** Whether waiting in this phase deserves words after a while. */
export function isBusy(kind: PhaseKind): boolean {
  return TIMERS_OF[kind].includes('slow');
}

/** Silence is a stall only on a phone that is known to report; before its first report it gets the longer time. */
export function frameGapMs({ beats }: Stream): number {
  return beats ? FRAME_GAP_MS : FIRST_FRAME_MS;
}
