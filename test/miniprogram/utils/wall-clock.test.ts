import fc from 'fast-check';
import { clockMs, clockWords, instantAt, offsetMs } from '../../../miniprogram/utils/wall-clock';

const HOUR = 3_600_000;
const seconds = (hours: number, minutes = 0) => hours * 3600 + minutes * 60;

const shanghai = {
  from: Date.UTC(2026, 10, 19, 16),
  to: Date.UTC(2026, 10, 20, 16),
  offsets: [{ from: Date.UTC(2026, 10, 19, 16), minutes: 480 }],
};
const springInNewYork = {
  from: Date.UTC(2026, 2, 8, 5),
  to: Date.UTC(2026, 2, 9, 4),
  offsets: [
    { from: Date.UTC(2026, 2, 8, 5), minutes: -300 },
    { from: Date.UTC(2026, 2, 8, 7), minutes: -240 },
  ],
};
const autumnInNewYork = {
  from: Date.UTC(2026, 10, 1, 4),
  to: Date.UTC(2026, 10, 2, 5),
  offsets: [
    { from: Date.UTC(2026, 10, 1, 4), minutes: -240 },
    { from: Date.UTC(2026, 10, 1, 6), minutes: -300 },
  ],
};
/** Clocks went from 00:00 to 01:00, so the day has no midnight. */
const springInCairo = {
  from: Date.UTC(2026, 3, 23, 22),
  to: Date.UTC(2026, 3, 24, 21),
  offsets: [{ from: Date.UTC(2026, 3, 23, 22), minutes: 180 }],
};
const kathmandu = {
  from: Date.UTC(2026, 0, 1, 18, 15),
  to: Date.UTC(2026, 0, 2, 18, 15),
  offsets: [{ from: Date.UTC(2026, 0, 1, 18, 15), minutes: 345 }],
};
const days = [shanghai, springInNewYork, autumnInNewYork, springInCairo, kathmandu];

test('a moment reads as the store’s clocks showed it', () => {
  expect(clockWords(Date.UTC(2026, 10, 20, 5, 37, 20, 999), shanghai.offsets)).toBe('13:37:20');
  expect(clockWords(shanghai.from, shanghai.offsets)).toBe('00:00:00');
  expect(clockWords(kathmandu.from + 5 * HOUR, kathmandu.offsets)).toBe('05:00:00');
});

test('clocks jump with daylight saving', () => {
  const { offsets } = springInNewYork;
  expect(clockWords(Date.UTC(2026, 2, 8, 6, 59, 59), offsets)).toBe('01:59:59');
  expect(clockWords(Date.UTC(2026, 2, 8, 7), offsets)).toBe('03:00:00');
  expect(offsetMs(offsets, springInNewYork.from - 1)).toBe(-5 * HOUR);
});

test('a time of day names an instant', () => {
  expect(instantAt(shanghai, seconds(13, 37) + 20)).toBe(Date.UTC(2026, 10, 20, 5, 37, 20));
  expect(instantAt(kathmandu, seconds(12))).toBe(Date.UTC(2026, 0, 2, 6, 15));
});

test('a time of day that clocks skipped names none', () => {
  expect(instantAt(springInNewYork, seconds(2, 30))).toBeNull();
  expect(instantAt(springInNewYork, seconds(3, 30))).toBe(Date.UTC(2026, 2, 8, 7, 30));
  expect(instantAt(springInCairo, 0)).toBeNull();
  expect(instantAt(springInCairo, seconds(1))).toBe(springInCairo.from);
});

test('of an hour that came twice the first is meant', () => {
  expect(instantAt(autumnInNewYork, seconds(1, 30))).toBe(Date.UTC(2026, 10, 1, 5, 30));
  expect(instantAt(autumnInNewYork, seconds(23, 59))).toBe(Date.UTC(2026, 10, 2, 4, 59));
});

test('no time of day lies outside its day', () => {
  for (const day of days) expect(instantAt(day, seconds(24))).toBeNull();
  expect(instantAt({ ...shanghai, to: shanghai.from }, 0)).toBeNull();
});

test('what an instant’s clocks show leads back to it, or to the hour before it where an hour came twice', () => {
  const moment = fc
    .constantFrom(...days)
    .chain((day) => fc.tuple(fc.constant(day), fc.integer({ min: 0, max: (day.to - day.from) / 1000 - 1 })));
  fc.assert(
    fc.property(moment, ([day, second]) => {
      const at = day.from + second * 1000;
      const found = instantAt(day, clockMs(at, day.offsets) / 1000);
      expect([at, at - HOUR]).toContain(found);
      expect(clockMs(found ?? NaN, day.offsets)).toBe(clockMs(at, day.offsets));
    }),
  );
});
