import type { LiveSource, Quality } from '../../../../typings/contract/domain';
import { keepDeadlines, type Deadlines } from '../../../stores/watching/deadlines';
import { playableSources, sourceOf } from '../../../stores/watching/sources';
import type { Flight, LiveState, PhaseKind, Stream, TimerName } from './state';

export const COVER_AFTER_MS = 2_000;
export const ATTENTION_MS = 10 * 60_000;
export const ANSWER_MS = 30_000;
export const RENEWAL_RETRY_MS = 30_000;
/** A phone whose clock is fast must not renew without pause. */
const RENEWAL_MIN_MS = 10_000;
/** How long a faster player may take to show itself where HLS already plays. */
export const TRIAL_FRAME_MS = 5_000;
/** Pauses between tries of a faster way than HLS: a phone that has none is not disturbed for long. */
const UPGRADE_PAUSES_MS = [3 * 60_000, 10 * 60_000, 30 * 60_000] as const;
export const CACHE_LIMIT_MS = 2_500;
export const CACHE_REPORTS = 3;
export const CACHE_COOLDOWN_MS = 60_000;
const RENEWAL_SHARE = 0.8;

/** What this phone can play, best first; HLS has the longest delay, so it comes last. */
export function orderedSources(sources: readonly LiveSource[]): readonly LiveSource[] {
  const playable = playableSources(sources);
  const isHls = (source: LiveSource) => source.protocol === 'hls';
  return [...playable.filter((source) => !isHls(source)), ...playable.filter(isHls)];
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
export function deadlinesIn(kind: PhaseKind, deadlines: Deadlines<TimerName>): Deadlines<TimerName> {
  return keepDeadlines(TIMERS_OF[kind], deadlines);
}

/** Whether waiting in this phase deserves words after a while. */
export function isBusy(kind: PhaseKind): boolean {
  return TIMERS_OF[kind].includes('slow');
}
