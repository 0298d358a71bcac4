import { Temporal } from 'temporal-polyfill';
import type { ZoneOffset } from '../../typings/contract/domain';
import type { Span } from './capabilities';

/** One day as the clocks of a zone count it. */
export interface DayBounds extends Span {
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

export interface ZonedDay extends DayBounds {
  /** In order; the first holds from `from` on. */
  readonly offsets: readonly ZoneOffset[];
}

const NS_PER_MINUTE = 60e9;

/** Whether a text is a date that a calendar has, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isInCalendar(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));
}

/** Whether a text is a month that a calendar has, as `YYYY-MM`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d\d$/.test(text) && isInCalendar(() => Temporal.PlainYearMonth.from(text, { overflow: 'reject' }));
}

/** Whether a text is the IANA name of a zone that this machine knows, spelt as it is there. */
export function isZone(text: string): boolean {
  const read = () => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  return /^[A-Z]/i.test(text) && isInCalendar(read) && read() === text;
}

/**
 * Midnight to midnight. Where the clocks leave midnight out, the day begins with its first instant; a day that the
 * zone left out altogether is empty. The days of a zone neither overlap nor leave a gap.
 */
export function dayIn(zone: string, day: string): ZonedDay {
  const bounds = boundsOf(zone, Temporal.PlainDate.from(day));
  return { ...bounds, offsets: offsetsIn(zone, bounds) };
}

/** The day to which an instant belongs, epoch ms. */
export function dayOf(zone: string, at: number): string {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  // Clocks that go back over midnight show the day before for a second time: it is over all the same.
  return at < boundsOf(zone, date).to ? date.toString() : date.add({ days: 1 }).toString();
}

/** Every day of a month, `YYYY-MM`, in order. */
export function daysOfMonth(zone: string, month: string): readonly DayBounds[] {
  const wanted = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: wanted.daysInMonth }, (_, index) =>
    boundsOf(zone, wanted.toPlainDate({ day: index + 1 })),
  );
}

function boundsOf(zone: string, date: Temporal.PlainDate): DayBounds {
  const startOf = (one: Temporal.PlainDate): number => one.toZonedDateTime(zone).epochMilliseconds;
  return { day: date.toString(), from: startOf(date), to: startOf(date.add({ days: 1 })) };
}

/** How far a zone's clocks are ahead of UTC over a span; in order, the first holds from its beginning on. */
export function offsetsIn(zone: string, { from, to }: Span): readonly ZoneOffset[] {
  const offsets: ZoneOffset[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  do {
    offsets.push({ from: at.epochMilliseconds, minutes: at.offsetNanoseconds / NS_PER_MINUTE });
    at = at.getTimeZoneTransition('next');
  } while (at && at.epochMilliseconds < to);
  return offsets;
}

function isInCalendar(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
