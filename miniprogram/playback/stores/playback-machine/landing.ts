import type { RecordedDay, Segment } from '../../../../typings/contract/domain';
import type { Span } from '../../utils/timeline/past';
import {
  dayLater,
  dayNamed,
  dayOf,
  gapAround,
  guessDay,
  isOngoing,
  knownSpan,
  recordingAt,
  recordingBefore,
  recordingFrom,
  type RecordedDays,
} from '../recorded-days';
import { SLIVER_MS, type Aim } from './state';

/** What an aim comes to, given the days that were read. Instants are epoch ms. */
export type Landing =
  /** Cannot be told before this day, or today, has been read. */
  | { readonly kind: 'read'; readonly day: string | null }
  /** `skipped`: what lies between the aim and the recording, where a person should hear of it. */
  | { readonly kind: 'play'; readonly segment: Segment; readonly at: number; readonly skipped: Span | null }
  | { readonly kind: 'gap'; readonly at: number; readonly previous: Segment | null; readonly next: Segment | null }
  | { readonly kind: 'empty'; readonly at: number; readonly day: string }
  | { readonly kind: 'caught-up'; readonly at: number };

/** Without an instant, looking back begins so long before the newest picture. */
const LEAD_MS = 5 * 60_000;
/** A pause in the recordings that nobody needs to hear of. */
export const SEAM_MS = 2_000;
/** A recorder writes its list late; a recording that ended longer ago does not grow any more. */
const GROWING_MS = 2 * 60_000;
/** How much of a recording is shown to a person who went back over its end. */
const TAIL_MS = 10_000;

/** What an aim means: where to play, why nothing plays, or which day must be read to tell. */
export function land(aim: Aim, days: RecordedDays): Landing {
  const landing = aim.stale === null ? find(aim, days) : ({ kind: 'read', day: aim.stale } as const);
  return landing.kind === 'read' && aim.left <= 0 ? giveUpSearch(aim, days) : landing;
}

function find(aim: Aim, days: RecordedDays): Landing {
  if (aim.kind === 'day') return findDay(aim.day, days);
  if (days.length === 0) return { kind: 'read', day: null };
  switch (aim.kind) {
    case 'newest':
      return findNewest(aim, days);
    case 'at':
      return findInstant(aim.at, days);
    case 'onward':
      return findOnward(aim, days);
    case 'before':
      return findBefore(aim.at, days);
    case 'back':
      return findBack(aim.at, days);
  }
}

const play = (segment: Segment, at = segment.from): Extract<Landing, { kind: 'play' }> => ({
  kind: 'play',
  segment,
  at,
  skipped: null,
});

function findDay(name: string, days: RecordedDays): Landing {
  const day = dayNamed(days, name);
  if (day === null) return { kind: 'read', day: name };
  const [first] = day.segments;
  return first ? play(first) : { kind: 'empty', at: day.from, day: name };
}

function findNewest({ fresh }: Aim, days: RecordedDays): Landing {
  const today = days[days.length - 1];
  if (!today || fresh === null || dayNamed(days, fresh) === null) return { kind: 'read', day: null };
  const dayBefore = dayLater(today.day, -1);
  const yesterday = dayNamed(days, dayBefore);
  // Soon after midnight the newest recording is often of the day before; a call for each day before that is too many.
  const last = lastOf(today) ?? lastOf(yesterday);
  if (last) return play(last, Math.max(last.from, last.to - LEAD_MS));
  if (yesterday === null) return { kind: 'read', day: dayBefore };
  return { kind: 'empty', at: Math.max(today.from, Math.min(today.now, today.to - 1)), day: today.day };
}

const lastOf = (day: RecordedDay | null): Segment | undefined => day?.segments[day.segments.length - 1];

function findInstant(wanted: number, days: RecordedDays): Landing {
  const beyond = dayToRead(wanted, days);
  if (beyond !== null) return { kind: 'read', day: beyond };
  const at = clamped(wanted, days);
  const segment = recordingAt(days, at);
  return segment ? play(segment, at) : nothingAt(at, days);
}

function nothingAt(at: number, days: RecordedDays): Landing {
  const day = dayOf(days, at);
  if (day?.segments.length === 0) return { kind: 'empty', at, day: day.day };
  return { kind: 'gap', at, ...gapAround(days, at) };
}

function findOnward(aim: Aim & { readonly kind: 'onward' }, days: RecordedDays): Landing {
  const earlier = dayToRead(aim.at, days);
  if (earlier !== null) return { kind: 'read', day: earlier };
  const here = recordingAt(days, aim.at);
  const growing = here !== null && isGrowing(here, days);
  if (here && here.to - aim.at >= (growing ? aim.least : SLIVER_MS)) return play(here, aim.at);
  if (growing) return newer(aim, days);
  const end = here?.to ?? aim.at;
  const next = recordingFrom(days, end);
  if (!next) return newer({ ...aim, at: end }, days);
  const told = aim.told || next.from - end <= SEAM_MS;
  return { ...play(next), skipped: told ? null : { from: end, to: next.from } };
}

/** Nothing more is known after an instant: the next day, or today again, may have more. */
function newer({ at, fresh }: { readonly at: number; readonly fresh: string | null }, days: RecordedDays): Landing {
  const last = days[days.length - 1];
  if (!last) return { kind: 'read', day: null };
  if (!isOngoing(last)) return { kind: 'read', day: dayLater(last.day, 1) };
  return fresh === last.day ? { kind: 'caught-up', at: clamped(at, days) } : { kind: 'read', day: last.day };
}

function findBefore(at: number, days: RecordedDays): Landing {
  const segment = recordingBefore(days, at);
  return segment ? play(segment) : readEarlier(days);
}

function findBack(wanted: number, days: RecordedDays): Landing {
  const earlier = dayToRead(wanted, days);
  if (earlier !== null) return { kind: 'read', day: earlier };
  const at = clamped(wanted, days);
  const here = recordingAt(days, at);
  if (here) return play(here, at);
  const previous = recordingBefore(days, at);
  if (previous) return play(previous, Math.max(previous.from, previous.to - TAIL_MS));
  const next = recordingFrom(days, at);
  return next ? play(next) : nothingAt(at, days);
}

function readEarlier([first]: RecordedDays): Landing {
  return { kind: 'read', day: first ? dayLater(first.day, -1) : null };
}

/** The search has read its share of days: a person says whether it is to go on from there. */
function giveUpSearch(aim: Aim, days: RecordedDays): Landing {
  const backwards = aim.kind === 'before';
  const day: RecordedDay | undefined = backwards ? days[0] : days[days.length - 1];
  if (!day) return { kind: 'caught-up', at: 'at' in aim ? aim.at : 0 };
  if (day.segments.length === 0) return { kind: 'empty', at: day.from, day: day.day };
  const at = clamped('at' in aim ? aim.at : day.from, days);
  return { kind: 'gap', at, ...gapAround(days, at) };
}

/** The day that an instant needs and that has not been read; null when it has, or has not come yet. */
function dayToRead(at: number, days: RecordedDays): string | null {
  const [first] = days;
  const last = days[days.length - 1];
  if (!first || !last) return null;
  const future = at >= last.to && isOngoing(last);
  return future || (at >= first.from && at < last.to) ? null : guessDay(days, at);
}

function clamped(at: number, days: RecordedDays): number {
  const known = knownSpan(days);
  return known ? Math.min(Math.max(at, known.from), known.to) : at;
}

function isGrowing(segment: Segment, days: RecordedDays): boolean {
  const last = days[days.length - 1];
  if (!last || !isOngoing(last) || last.now - segment.to > GROWING_MS) return false;
  return recordingFrom(days, segment.to) === null;
}
