import { Temporal } from 'temporal-polyfill';
import type { Hours } from '../../typings/contract/people';

const DAY_MINUTES = 1440;

/** Whether the clocks of a zone show one of these hours. Over midnight when `to` is less than `from`. */
export function isWithin({ from, to }: Hours, zone: string, at: number): boolean {
  const now = minuteOf(clockAt(zone, at));
  return from < to ? from <= now && now < to : from <= now || now < to;
}

/** When the clocks of a zone next show the first minute of these hours; epoch ms, later than `at`. */
export function nextOpening({ from }: Hours, zone: string, at: number): number {
  const clock = clockAt(zone, at);
  const first = Temporal.PlainTime.from({ hour: Math.floor(from / 60), minute: from % 60 });
  const today = clock.withPlainTime(first);
  // Where clocks go forward over that minute, `withPlainTime` is the first instant after it.
  const next = today.epochMilliseconds > at ? today : clock.add({ days: 1 }).withPlainTime(first);
  return next.epochMilliseconds;
}

/** When they next show the first minute after these hours; epoch ms, later than `at`. */
export const nextClosing = ({ from, to }: Hours, zone: string, at: number): number =>
  nextOpening({ from: to, to: from }, zone, at);

/** Whether all of `inner` lies within `outer`; null is the whole day. */
export function covers(outer: Hours | null, inner: Hours | null): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  const begins = after(outer.from, inner.from);
  return begins + lengthOf(inner) <= lengthOf(outer);
}

const lengthOf = ({ from, to }: Hours): number => after(from, to);

/** Minutes from one time of day to the next time it is another. */
const after = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES;

function clockAt(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

const minuteOf = ({ hour, minute }: Temporal.ZonedDateTime): number => hour * 60 + minute;
