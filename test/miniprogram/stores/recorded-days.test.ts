import fc from 'fast-check';
import {
  dayLater,
  dayNamed,
  dayOf,
  gapAround,
  guessDay,
  isOngoing,
  knownSpan,
  MOST_DAYS,
  pastOf,
  recordingAt,
  recordingBefore,
  recordingFrom,
  withDay,
  type RecordedDays,
} from '../../../miniprogram/playback/stores/recorded-days';
import type { RecordedDay } from '../../../typings/contract/domain';
import { at, HOUR, makeDay, segment, TODAY, YESTERDAY } from '../support/playback-rig';

const NOW = at('14:05');
const today = makeDay(TODAY, ['09:00-12:00', '13:00-14:00'], NOW);
const yesterday = makeDay(YESTERDAY, ['20:00-24:00'], NOW);
const days = [yesterday, today];
const names = (all: RecordedDays) => all.map(({ day }) => day);

/** A day of a zone of its own: so many hours long. */
function oddDay(day: string, from: number, hours: number): RecordedDay {
  return { day, from, to: from + hours * HOUR, offsets: [{ from, minutes: 0 }], segments: [], now: from + 100 * HOUR };
}

describe('names of days', () => {
  test('follow the calendar over months, years and leap days', () => {
    expect(dayLater('2026-11-30', 1)).toBe('2026-12-01');
    expect(dayLater('2027-01-01', -1)).toBe('2026-12-31');
    expect(dayLater('2028-02-28', 1)).toBe('2028-02-29');
    expect(dayLater('2026-11-20', -365)).toBe('2025-11-20');
  });
});

describe('days read one by one', () => {
  test('stand in order, whichever was read first', () => {
    expect(names(withDay([today], yesterday))).toEqual([YESTERDAY, TODAY]);
    expect(names(withDay([yesterday], today))).toEqual([YESTERDAY, TODAY]);
  });

  test('read again, a day takes its own place', () => {
    const later = makeDay(TODAY, ['09:00-14:30'], at('14:30'));
    expect(withDay(days, later)).toEqual([yesterday, later]);
  });

  test('a day far from the others takes theirs', () => {
    expect(names(withDay(days, makeDay('2026-10-01', [], NOW)))).toEqual(['2026-10-01']);
  });

  test('a day that does not fit any more, since the store has got another zone, leaves the others out', () => {
    const moved = oddDay(TODAY, today.from - HOUR, 24);
    expect(withDay(days, moved)).toEqual([moved]);
    expect(withDay([yesterday], moved)).toEqual([moved]);
  });

  test('days of 23 and 25 hours join, and so does one that the zone left out', () => {
    const start = Date.UTC(2011, 11, 29);
    const long = oddDay('2011-12-29', start, 25);
    const none = oddDay('2011-12-30', long.to, 0);
    const short = oddDay('2011-12-31', none.to, 23);
    const all = withDay(withDay([long], none), short);
    expect(names(all)).toEqual(['2011-12-29', '2011-12-30', '2011-12-31']);
    expect(dayOf(all, long.to)?.day).toBe('2011-12-31');
    expect(dayNamed(all, '2011-12-30')).toBe(none);
  });

  test('are not kept without end', () => {
    let all: RecordedDays = [];
    for (let back = 0; back < MOST_DAYS + 5; back += 1) all = withDay(all, makeDay(dayLater(TODAY, -back), [], NOW));
    expect(all).toHaveLength(MOST_DAYS);
    expect(all[0]?.day).toBe(dayLater(TODAY, -MOST_DAYS - 4));
  });
});

describe('what is known', () => {
  test('reaches from the first midnight to the cloud’s present', () => {
    expect(knownSpan(days)).toEqual({ from: yesterday.from, to: NOW });
    expect(knownSpan([yesterday])).toEqual({ from: yesterday.from, to: yesterday.to });
    expect(knownSpan([])).toBeNull();
  });

  test('today goes on, yesterday does not', () => {
    expect(isOngoing(today)).toBe(true);
    expect(isOngoing(yesterday)).toBe(false);
  });
});

describe('recordings', () => {
  test('at an instant, from its first millisecond on and without its last', () => {
    expect(recordingAt(days, at('09:00'))).toEqual(segment('09:00', '12:00'));
    expect(recordingAt(days, at('12:00'))).toBeNull();
    expect(recordingAt(days, at('10:00', '2026-10-01'))).toBeNull();
  });

  test('before and after an instant, over midnight too', () => {
    expect(recordingFrom(days, at('12:00'))).toEqual(segment('13:00', '14:00'));
    expect(recordingFrom(days, at('09:00'))).toEqual(segment('09:00', '12:00'));
    expect(recordingFrom(days, at('13:30'))).toBeNull();
    expect(recordingBefore(days, at('09:00'))).toEqual(segment('20:00', '24:00', YESTERDAY));
    expect(recordingBefore(days, at('20:00', YESTERDAY))).toBeNull();
  });

  test('around a gap', () => {
    expect(gapAround(days, at('12:30'))).toEqual({
      previous: segment('09:00', '12:00'),
      next: segment('13:00', '14:00'),
    });
  });
});

test('the day of an instant is counted from the nearest one read, to the day where days have 24 hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400 * 24 * 60, max: 400 * 24 * 60 }), (minutes) => {
      const instant = at('00:00') + minutes * 60_000;
      expect(guessDay(days, instant)).toBe(new Date(instant + 8 * HOUR).toISOString().slice(0, 10));
    }),
  );
  expect(guessDay([], NOW)).toBeNull();
});

test('before and after are told as a plain search would', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 48 * 60 }), (minutes) => {
      const instant = yesterday.from + minutes * 60_000;
      const all = days.flatMap(({ segments }) => segments);
      const before = all.filter(({ from }) => from < instant);
      expect(recordingBefore(days, instant)).toEqual(before[before.length - 1] ?? null);
      expect(recordingFrom(days, instant)).toEqual(all.find(({ from }) => from >= instant) ?? null);
    }),
  );
});

test('the timeline gets all of it in one piece', () => {
  const past = pastOf(days, 'cloud', true);
  expect(past).toEqual({
    from: yesterday.from,
    to: today.to,
    now: NOW,
    offsets: [{ from: yesterday.from, minutes: 480 }],
    segments: [...yesterday.segments, ...today.segments],
    place: 'cloud',
    known: true,
  });
  expect(pastOf([], 'cloud', true)).toBeNull();
});
