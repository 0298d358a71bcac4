import type { RecordedDay, ZoneOffset } from '../../typings/contract/domain';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far a store's clocks are ahead of UTC at an instant (epoch ms), ms. Before the first offset, the first holds. */
export function offsetMs(offsets: readonly ZoneOffset[], at: number): number {
  let minutes = offsets[0]?.minutes ?? 0;
  for (const offset of offsets) {
    if (offset.from > at) break;
    minutes = offset.minutes;
  }
  return minutes * MINUTE;
}

/** Ms since midnight that a store's clocks show at an instant (epoch ms). */
export function clockMs(at: number, offsets: readonly ZoneOffset[]): number {
  const local = at + offsetMs(offsets, at);
  return local - Math.floor(local / DAY) * DAY;
}

/** What a store's clocks show at an instant (epoch ms): 13:37:20. */
export function clockWords(at: number, offsets: readonly ZoneOffset[]): string {
  const shown = clockMs(at, offsets);
  const parts = [shown / HOUR, (shown % HOUR) / MINUTE, (shown % MINUTE) / SECOND];
  return parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}

/**
 * The instant (epoch ms) at which a day's clocks show so many seconds after midnight: the first of two where an hour
 * came twice; null where clocks skipped it, and outside the day.
 */
export function instantAt(day: Pick<RecordedDay, 'from' | 'to' | 'offsets'>, secondsOfDay: number): number | null {
  const { from, to, offsets } = day;
  // Where midnight itself was skipped the day begins later, yet on the same date.
  const midnight = from + offsetMs(offsets, from) - clockMs(from, offsets);
  for (const { minutes } of offsets) {
    const at = midnight + secondsOfDay * SECOND - minutes * MINUTE;
    if (at >= from && at < to && offsetMs(offsets, at) === minutes * MINUTE) return at;
  }
  return null;
}
