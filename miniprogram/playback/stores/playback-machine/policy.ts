import { knownSpan } from '../recorded-days';
import { keepDeadlines, type Deadlines } from '../../../stores/watching/deadlines';
import { sourceOf } from '../../../stores/watching/sources';
import { positionAt } from './position';
import type { Flight, PhaseKind, PlaybackState, Stream, TimerName } from './state';

/** Of a burst of drags only the last, so long after it settled, opens an address. */
export const SETTLE_MS = 400;
/** A finger that took the timeline again is waited for no longer. */
export const GRAB_MS = 10_000;
/** How long a stream may go on after its pictures should have ended. */
export const END_GRACE_MS = 5_000;
/** A player's clock and a recorder's list agree no better than this. */
const END_SLACK_MS = 5_000;
/** A stream that ends at once so near its end has nothing more to show. */
const NEAR_END_MS = 15_000;
/** After so long a look at today again is worth a call. */
export const STALE_MS = 60_000;
/** How long nothing is read for the timeline's sake after a failure. */
export const QUIET_PAUSE_MS = 15_000;

/**
 * Epoch ms in the past that is shown at `now`: never outside the days that were read, and whole, for players and slow
 * motion count finer than the cloud is asked.
 */
export function positionOf({ clock, days }: PlaybackState, now: number): number {
  const at = Math.floor(positionAt(clock, now));
  const known = knownSpan(days);
  return known ? Math.min(Math.max(at, known.from), known.to) : at;
}

/** Whether an answer is for the camera, the place, the instant and the speed that are wanted now. */
export function isFor(flight: Flight, { channelId, place, clock, speed }: PlaybackState): boolean {
  return flight.channelId === channelId && flight.place === place && flight.at === clock.at && flight.speed === speed;
}

/** `<video>` tells where it is and can begin anywhere; a live player does neither. */
export function isVideo(stream: Stream): boolean {
  return sourceOf(stream).protocol === 'hls';
}

/** Whether a stream that broke off at this position has shown what it had. */
export function isPlayedOut(stream: Stream, position: number): boolean {
  const slack = Math.min(END_SLACK_MS * Math.max(1, stream.speed), (stream.to - stream.from) / 4);
  return stream.shown && stream.to - position <= slack;
}

/** Whether a stream that ended without a picture was too short to have one. */
export function isTooShort(stream: Stream): boolean {
  return !stream.shown && stream.to - stream.at <= NEAR_END_MS;
}

/** The timers that mean something in each phase; the others end when it is entered. */
const TIMERS_OF: Readonly<Record<PhaseKind, readonly TimerName[]>> = {
  idle: [],
  loading: ['settle', 'slow'],
  empty: [],
  gap: [],
  opening: ['settle', 'slow'],
  connecting: ['first-frame', 'replay', 'slow'],
  playing: ['frame', 'end', 'replay', 'stable'],
  buffering: ['frame', 'replay', 'stable', 'slow'],
  paused: [],
  'caught-up': [],
  'clips-only': [],
  recovering: ['retry', 'slow'],
  waiting: ['retry'],
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

/** Whether a picture is on its way or there: what a phone without a network, or out of sight, must give up. */
export function isWanting(kind: PhaseKind): boolean {
  return isBusy(kind) || kind === 'playing' || kind === 'waiting';
}
