import fc from 'fast-check';
import { scaleFor, ticksWithin, type TickScale } from '../../../../miniprogram/playback/utils/timeline/ticks';
import { clockWords } from '../../../../miniprogram/utils/wall-clock';
import type { ZoneOffset } from '../../../../typings/contract/domain';
import { DAY, HOUR, MIDNIGHT, MINUTE, SECOND } from '../../support/timeline';

const hourly: TickScale = { labelMs: HOUR, markMs: 30 * MINUTE };
const shanghai: readonly ZoneOffset[] = [{ from: MIDNIGHT, minutes: 480 }];

/** 23 hours: at 2 o'clock clocks go to 3. */
const newYorkSpring = Date.UTC(2026, 2, 8, 5);
const spring: readonly ZoneOffset[] = [
  { from: newYorkSpring, minutes: -300 },
  { from: newYorkSpring + 2 * HOUR, minutes: -240 },
];
/** 25 hours: at 2 o'clock clocks go back to 1. */
const newYorkAutumn = Date.UTC(2026, 10, 1, 4);
const autumn: readonly ZoneOffset[] = [
  { from: newYorkAutumn, minutes: -240 },
  { from: newYorkAutumn + 2 * HOUR, minutes: -300 },
];

const written = (from: number, to: number, offsets: readonly ZoneOffset[], scale = hourly) =>
  ticksWithin({ from, to }, offsets, scale)
    .filter(({ kind }) => kind !== 'mark')
    .map(({ at, kind }) => (kind === 'day' ? 'day ' : '') + clockWords(at, offsets).slice(0, 5));

test('times stand at the round hours of the store’s clocks', () => {
  expect(written(MIDNIGHT - 10 * MINUTE, MIDNIGHT + 3 * HOUR, shanghai)).toEqual(['day 00:00', '01:00', '02:00']);
});

test('in a zone with half an hour, so do they', () => {
  const kolkata = [{ from: 0, minutes: 330 }];
  expect(written(Date.UTC(2026, 0, 1, 0), Date.UTC(2026, 0, 1, 2), kolkata)).toEqual(['06:00', '07:00']);
  const kathmandu = [{ from: 0, minutes: 345 }];
  expect(written(Date.UTC(2026, 0, 1, 0), Date.UTC(2026, 0, 1, 2), kathmandu)).toEqual(['06:00', '07:00']);
});

test('an hour that clocks skip has no mark', () => {
  expect(written(newYorkSpring, newYorkSpring + 4 * HOUR, spring)).toEqual(['day 00:00', '01:00', '03:00', '04:00']);
  const all = written(newYorkSpring, newYorkSpring + 23 * HOUR, spring);
  expect(all).toHaveLength(23);
  expect(all.at(-1)).toBe('23:00');
});

test('an hour that came twice is written twice', () => {
  expect(written(newYorkAutumn, newYorkAutumn + 4 * HOUR, autumn)).toEqual(['day 00:00', '01:00', '01:00', '02:00']);
  expect(written(newYorkAutumn, newYorkAutumn + 25 * HOUR, autumn)).toHaveLength(25);
});

test('a change of half an hour leaves out the time that would stand too near', () => {
  const changeAt = Date.UTC(2026, 3, 4, 15); // Lord Howe Island, 2 o'clock becomes half past one
  const lordHowe = [
    { from: changeAt - 13 * HOUR, minutes: 660 },
    { from: changeAt, minutes: 630 },
  ];
  expect(written(changeAt - 90 * MINUTE, changeAt + 3 * HOUR, lordHowe)).toEqual(['01:00', '02:00', '03:00', '04:00']);
});

test('where clocks jump over midnight the day begins with the jump', () => {
  const changeAt = Date.UTC(2026, 3, 23, 22);
  const cairo = [
    { from: changeAt - DAY, minutes: 120 },
    { from: changeAt, minutes: 180 },
  ];
  expect(written(changeAt - HOUR, changeAt + 2 * HOUR, cairo)).toEqual(['23:00', 'day 01:00', '02:00']);
});

test('days joined at midnight without a change of clocks have one line there', () => {
  const two = [...shanghai, { from: MIDNIGHT + DAY, minutes: 480 }];
  expect(written(MIDNIGHT + 23 * HOUR, MIDNIGHT + 26 * HOUR, two)).toEqual(['23:00', 'day 00:00', '01:00']);
});

test('the scale is the finest whose times have room', () => {
  expect(scaleFor(4 * SECOND).labelMs).toBe(5 * SECOND);
  expect(scaleFor(11 * SECOND).labelMs).toBe(15 * SECOND);
  expect(scaleFor(3.5 * HOUR).labelMs).toBe(4 * HOUR);
  expect(scaleFor(13 * HOUR).labelMs).toBe(DAY);
});

test('marks come in order, at round times of the clock, none left out or twice', () => {
  const zones = fc.constantFrom(shanghai, spring, autumn);
  const anySpan = fc.tuple(fc.integer({ min: 0, max: 25 * 3600 }), fc.integer({ min: 1, max: 24 * 3600 }));
  fc.assert(
    fc.property(zones, anySpan, fc.integer({ min: 1, max: 6 * 3600 }), (offsets, [start, length], least) => {
      const from = (offsets[0]?.from ?? 0) + start * SECOND;
      const scale = scaleFor(Math.max(least * SECOND, (length * SECOND) / 200));
      const ticks = ticksWithin({ from, to: from + length * SECOND }, offsets, scale);
      ticks.forEach(({ at }, index) => {
        const before = ticks[index - 1];
        if (before !== undefined) expect(at).toBeGreaterThan(before.at);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at).toBeLessThan(from + length * SECOND);
        const [hours = 0, minutes = 0, seconds = 0] = clockWords(at, offsets).split(':').map(Number);
        expect(((hours * 60 + minutes) * 60 + seconds) % (scale.markMs / SECOND)).toBe(0);
      });
    }),
  );
});

test('written times keep their distance', () => {
  fc.assert(
    fc.property(fc.constantFrom(spring, autumn), fc.integer({ min: 1, max: 12 * 60 }), (offsets, minutes) => {
      const scale = scaleFor(minutes * MINUTE);
      const from = offsets[0]?.from ?? 0;
      const times = ticksWithin({ from, to: from + 25 * HOUR }, offsets, scale).filter(({ kind }) => kind === 'time');
      times.forEach(({ at }, index) => {
        const before = times[index - 1];
        if (before !== undefined) expect(at - before.at).toBeGreaterThanOrEqual(scale.labelMs);
      });
    }),
  );
});
