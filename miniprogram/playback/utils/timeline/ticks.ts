import type { ZoneOffset } from '../../../../typings/contract/domain';
import type { Span } from './past';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances between the marks that carry a time, each with the distance between all marks, ms. */
const SCALES: readonly TickScale[] = [
  { labelMs: 5 * SECOND, markMs: SECOND },
  { labelMs: 10 * SECOND, markMs: 2 * SECOND },
  { labelMs: 15 * SECOND, markMs: 5 * SECOND },
  { labelMs: 30 * SECOND, markMs: 10 * SECOND },
  { labelMs: MINUTE, markMs: 10 * SECOND },
  { labelMs: 2 * MINUTE, markMs: 30 * SECOND },
  { labelMs: 5 * MINUTE, markMs: MINUTE },
  { labelMs: 10 * MINUTE, markMs: 2 * MINUTE },
  { labelMs: 15 * MINUTE, markMs: 5 * MINUTE },
  { labelMs: 30 * MINUTE, markMs: 10 * MINUTE },
  { labelMs: HOUR, markMs: 15 * MINUTE },
  { labelMs: 2 * HOUR, markMs: 30 * MINUTE },
  { labelMs: 3 * HOUR, markMs: HOUR },
  { labelMs: 4 * HOUR, markMs: HOUR },
  { labelMs: 6 * HOUR, markMs: HOUR },
  { labelMs: 12 * HOUR, markMs: 3 * HOUR },
];
const COARSEST: TickScale = { labelMs: DAY, markMs: 6 * HOUR };

export interface TickScale {
  readonly labelMs: number;
  readonly markMs: number;
}

/** One mark on the axis. */
export interface Tick {
  /** Epoch ms. */
  readonly at: number;
  /** `day`: here a day of the store begins. `time`: its time stands beside it. */
  readonly kind: 'mark' | 'time' | 'day';
}

/** The finest scale whose times are at least `leastMs` apart. */
export function scaleFor(leastMs: number): TickScale {
  return SCALES.find(({ labelMs }) => labelMs >= leastMs) ?? COARSEST;
}

/**
 * The marks in a stretch of time, where a store's clocks show round times: so an hour that clocks skip has none and
 * one that came twice has two. After a change of clocks, a time too near the one before it goes unwritten.
 */
export function ticksWithin(span: Span, offsets: readonly ZoneOffset[], scale: TickScale): readonly Tick[] {
  return periodsWithin(span, offsets).flatMap((period) => ticksOfPeriod(period, scale));
}

/** A stretch in which clocks keep their offset. */
interface Period extends Span {
  readonly offsetMs: number;
  /** The change of clocks it began with; null for the first. */
  readonly change: { readonly at: number; readonly offsetBeforeMs: number } | null;
}

function periodsWithin(span: Span, offsets: readonly ZoneOffset[]): readonly Period[] {
  if (offsets.length === 0) return [{ ...span, offsetMs: 0, change: null }];
  return offsets.flatMap(({ from, minutes }, index) => {
    const before = offsets[index - 1];
    const period: Period = {
      from: before === undefined ? span.from : Math.max(span.from, from),
      to: Math.min(span.to, offsets[index + 1]?.from ?? span.to),
      offsetMs: minutes * MINUTE,
      change: before === undefined ? null : { at: from, offsetBeforeMs: before.minutes * MINUTE },
    };
    return period.from < period.to ? [period] : [];
  });
}

function ticksOfPeriod({ from, to, offsetMs, change }: Period, { labelMs, markMs }: TickScale): readonly Tick[] {
  const ticks: Tick[] = [];
  const timesFrom = change === null ? -Infinity : firstTime(change.at, change.offsetBeforeMs, labelMs);
  const skipped = change === null ? null : skippedMidnight(change, offsetMs);
  if (skipped !== null && skipped >= from) ticks.push({ at: skipped, kind: 'day' });
  for (let local = roundUp(from + offsetMs, markMs); local - offsetMs < to; local += markMs) {
    const at = local - offsetMs;
    if (at === skipped) continue;
    const timed = local % labelMs === 0 && at >= timesFrom;
    ticks.push({ at, kind: local % DAY === 0 ? 'day' : timed ? 'time' : 'mark' });
  }
  return ticks;
}

/** Times are written anew once they keep their distance from the last one before the change. */
function firstTime(changeAt: number, offsetBeforeMs: number, labelMs: number): number {
  const local = changeAt - 1 + offsetBeforeMs;
  return local - (local % labelMs) - offsetBeforeMs + labelMs;
}

/** Where clocks jump over midnight the day begins with the jump; null elsewhere. */
function skippedMidnight({ at, offsetBeforeMs }: { at: number; offsetBeforeMs: number }, offsetMs: number) {
  const begins = Math.floor((at + offsetMs) / DAY) > Math.floor((at - 1 + offsetBeforeMs) / DAY);
  return begins ? at : null;
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
