import type { RecordedDay, RecordingPlace, Segment, ZoneOffset } from '../../../typings/contract/domain';
import type { Span, TimelinePast } from '../utils/timeline/past';
import { segmentAt } from '../utils/timeline/segments';

/** Days that were read: in order, each beginning where the one before ends. */
export type RecordedDays = readonly RecordedDay[];

/** More than a person looks over at once; the timeline asks for the days beyond when it comes to them. */
export const MOST_DAYS = 31;
const DAY_MS = 24 * 60 * 60_000;

/** The name, `YYYY-MM-DD`, of the day so many days later. A calendar knows no zones. */
export function dayLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The days with one more. A day read again takes its own place; one far from the others takes theirs. */
export function withDay(days: RecordedDays, day: RecordedDay): RecordedDays {
  const known = days.findIndex((each) => each.day === day.day);
  if (known >= 0) return joined(days.slice(0, known), day, days.slice(known + 1));
  const [first] = days;
  const last = days[days.length - 1];
  if (last && isBefore(last, day)) return [...days, day].slice(-MOST_DAYS);
  if (first && isBefore(day, first)) return [day, ...days].slice(0, MOST_DAYS);
  return [day];
}

/** A store may have got another zone meanwhile; what does not fit any more must be read anew. */
function joined(earlier: RecordedDays, day: RecordedDay, later: RecordedDays): RecordedDays {
  const before = earlier[earlier.length - 1];
  const [after] = later;
  return [
    ...(before === undefined || before.to === day.from ? earlier : []),
    day,
    ...(after === undefined || day.to === after.from ? later : []),
  ];
}

function isBefore(one: RecordedDay, other: RecordedDay): boolean {
  return one.to === other.from && dayLater(one.day, 1) === other.day;
}

/** Where a picture can be: from the first midnight to the last, never after the cloud's present. Null without days. */
export function knownSpan(days: RecordedDays): Span | null {
  const [first] = days;
  const last = days[days.length - 1];
  return first && last ? { from: first.from, to: Math.max(first.from, newest(last)) } : null;
}

/** Epoch ms up to which a day was recorded when it was read. */
function newest({ to, now }: RecordedDay): number {
  return Math.min(to, now);
}

/** Whether more may have been recorded on this day since it was read. */
export function isOngoing({ to, now }: RecordedDay): boolean {
  return now < to;
}

/** The day in which an instant lies; null when it has not been read. */
export function dayOf(days: RecordedDays, at: number): RecordedDay | null {
  return days.find(({ from, to }) => from <= at && at < to) ?? null;
}

export function dayNamed(days: RecordedDays, day: string): RecordedDay | null {
  return days.find((each) => each.day === day) ?? null;
}

/** The name of the day in which an instant most likely lies, counted from the nearest day read; null without any. */
export function guessDay(days: RecordedDays, at: number): string | null {
  const [first] = days;
  const last = days[days.length - 1];
  if (!first || !last) return null;
  if (at >= last.to) return dayLater(last.day, 1 + Math.floor((at - last.to) / DAY_MS));
  if (at < first.from) return dayLater(first.day, -Math.ceil((first.from - at) / DAY_MS));
  return dayOf(days, at)?.day ?? null;
}

/** The recording of an instant; null in a gap. */
export function recordingAt(days: RecordedDays, at: number): Segment | null {
  const day = dayOf(days, at);
  return day && segmentAt(day.segments, at);
}

/** The first recording that begins at `at` or later. */
export function recordingFrom(days: RecordedDays, at: number): Segment | null {
  for (const { to, segments } of days) {
    if (to <= at) continue;
    const found = segments.find(({ from }) => from >= at);
    if (found) return found;
  }
  return null;
}

/** The last recording that begins before `at`. */
export function recordingBefore(days: RecordedDays, at: number): Segment | null {
  for (const { from, segments } of [...days].reverse()) {
    if (from >= at) continue;
    const earlier = segments.filter((segment) => segment.from < at);
    const found = earlier[earlier.length - 1];
    if (found) return found;
  }
  return null;
}

/** The stretch without recordings around an instant, as far as the days reach. */
export function gapAround(
  days: RecordedDays,
  at: number,
): { readonly previous: Segment | null; readonly next: Segment | null } {
  return { previous: recordingBefore(days, at), next: recordingFrom(days, at) };
}

/** All of it in one piece, for the timeline; null without days. */
export function pastOf(days: RecordedDays, place: RecordingPlace, known: boolean): TimelinePast | null {
  const [first] = days;
  const last = days[days.length - 1];
  if (!first || !last) return null;
  return {
    from: first.from,
    to: last.to,
    now: last.now,
    offsets: offsetsOf(days),
    segments: days.flatMap(({ segments }) => segments),
    place,
    known,
  };
}

function offsetsOf(days: RecordedDays): readonly ZoneOffset[] {
  const all = days.flatMap(({ offsets }) => offsets);
  return all.filter(({ minutes }, index) => minutes !== all[index - 1]?.minutes);
}
