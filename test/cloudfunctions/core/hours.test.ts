import fc from 'fast-check';
import { covers, isWithin, nextOpening } from '../../../cloudfunctions/core/hours';

const SHANGHAI = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}+08:00`);

test('hours begin with their first minute and end before their last', () => {
  const hours = { from: 8 * 60, to: 22 * 60 };
  expect(isWithin(hours, SHANGHAI, at('2026-01-01T07:59:59'))).toBe(false);
  expect(isWithin(hours, SHANGHAI, at('2026-01-01T08:00'))).toBe(true);
  expect(isWithin(hours, SHANGHAI, at('2026-01-01T21:59:59'))).toBe(true);
  expect(isWithin(hours, SHANGHAI, at('2026-01-01T22:00'))).toBe(false);
});

test('hours may go over midnight', () => {
  const night = { from: 22 * 60, to: 6 * 60 };
  expect(isWithin(night, SHANGHAI, at('2026-01-01T23:30'))).toBe(true);
  expect(isWithin(night, SHANGHAI, at('2026-01-01T05:59'))).toBe(true);
  expect(isWithin(night, SHANGHAI, at('2026-01-01T12:00'))).toBe(false);
});

test('they open again today, or else tomorrow', () => {
  const hours = { from: 8 * 60, to: 22 * 60 };
  expect(nextOpening(hours, SHANGHAI, at('2026-01-01T03:00'))).toBe(at('2026-01-01T08:00'));
  expect(nextOpening(hours, SHANGHAI, at('2026-01-01T22:00'))).toBe(at('2026-01-02T08:00'));
});

test('hours that the clocks skip open with the first minute there is', () => {
  // Berlin, 2026-03-29: 02:00 becomes 03:00.
  const hours = { from: 2 * 60 + 30, to: 5 * 60 };
  const opens = nextOpening(hours, 'Europe/Berlin', Date.parse('2026-03-29T00:30+01:00'));
  expect(opens).toBe(Date.parse('2026-03-29T03:30+02:00'));
});

const minute = fc.integer({ min: 0, max: 1439 });
const someHours = fc.record({ from: minute, to: minute }).filter(({ from, to }) => from !== to);

test('hours cover others exactly when every minute of those is within them', () => {
  const minuteAt = (nth: number) => Date.UTC(2026, 0, 1) + nth * 60_000;
  fc.assert(
    fc.property(someHours, someHours, (outer, inner) => {
      const minutes = Array.from({ length: 288 }, (_, nth) => minuteAt(nth * 5)).concat(
        [inner.from, (inner.to + 1439) % 1440].map(minuteAt),
      );
      const strays = minutes.filter((time) => isWithin(inner, 'UTC', time) && !isWithin(outer, 'UTC', time));
      if (covers(outer, inner)) expect(strays).toEqual([]);
      else expect(strays.length + Number(gapIsShort(outer))).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
});

/** A gap between two of the minutes looked at could be missed. */
const gapIsShort = ({ from, to }: { from: number; to: number }): boolean => (from - to + 1440) % 1440 < 5;

test('only the whole day covers the whole day', () => {
  expect(covers(null, null)).toBe(true);
  expect(covers(null, { from: 0, to: 1 })).toBe(true);
  expect(covers({ from: 0, to: 1439 }, null)).toBe(false);
});
