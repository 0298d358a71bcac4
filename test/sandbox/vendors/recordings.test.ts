import { firstStretch, motionSpans, recordedFiles, recordedStretch } from '../../../sandbox/vendors/recordings';
import { NOW } from './support';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Beijing. */
const TODAY = Math.floor((NOW + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
const days = Array.from({ length: 28 }, (_, back) => ({ from: TODAY - back * DAY, to: TODAY - (back - 1) * DAY }));
const DEVICE = 3;
const month = (device = DEVICE) => recordedFiles(device, { from: TODAY - 28 * DAY, to: NOW }, NOW);

test('a month has full days, a day with nothing, gaps, and a night that is recorded past midnight', () => {
  const byDay = days.map((day) => recordedFiles(DEVICE, day, NOW));
  expect(byDay.filter((files) => files.length === 0).length).toBeGreaterThan(1);
  expect(byDay.filter((files) => files.length > 10).length).toBeGreaterThan(15);
  expect(month().some(({ from, to }) => days.some((day) => from < day.from && to >= day.from))).toBe(true);
  const gaps = month().flatMap(({ to }, index, files) => (files[index + 1]?.from ?? to) - to);
  expect(gaps).toContain(1.5 * HOUR);
});

test('files are in order, do not overlap, last an hour at most and lie on whole seconds', () => {
  const files = month();
  for (const [index, { from, to }] of files.entries()) {
    expect(to).toBeGreaterThan(from);
    expect(to - from).toBeLessThanOrEqual(HOUR);
    expect(from % 1000).toBe(0);
    expect(from).toBeGreaterThanOrEqual(files[index - 1]?.to ?? 0);
  }
});

test('the same question gets the same answer, another camera another', () => {
  expect(month()).toEqual(month());
  expect(month()).not.toEqual(month(4));
});

test('a narrower question gets the files that overlap it', () => {
  const [file] = month();
  const { from, to } = file!;
  expect(recordedFiles(DEVICE, { from: from + 1, to: to - 1 }, NOW)).toEqual([file]);
  expect(recordedFiles(DEVICE, { from: to, to: to + 1 }, NOW)).not.toContainEqual(file);
});

test('nothing lies in the future, and nothing is older than thirty days', () => {
  const files = recordedFiles(DEVICE, { from: 0, to: Number.MAX_SAFE_INTEGER }, NOW + 12 * HOUR);
  expect(files.at(-1)?.to).toBeLessThanOrEqual(NOW + 12 * HOUR);
  expect(files[0]?.from).toBeGreaterThanOrEqual(NOW + 12 * HOUR - 30 * DAY);
});

test('each day has a short gap, in which the recorder starts anew', () => {
  const gaps = month().flatMap(({ to }, index, files) => (files[index + 1]?.from ?? to) - to);
  const short = gaps.filter((gap) => gap >= 5_000 && gap <= 50_000);
  expect(short.length).toBeGreaterThan(20);
});

test('one camera of four records by night as well, over midnight without a gap', () => {
  const [shop, always] = [3, 6].map((device) => month(device));
  const isNight = ({ from }: { from: number }) => new Date(from).getUTCHours() === 19; // 3 o'clock in Beijing
  expect([shop!.some(isNight), always!.some(isNight)]).toEqual([false, true]);
  expect(
    always!.filter(({ to }, index) => (to - TODAY) % DAY === 0 && always![index + 1]?.from === to).length,
  ).toBeGreaterThan(10);
});

describe('a stretch', () => {
  const files = [
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 25, to: 30 },
  ];

  test('runs from the first recorded instant over files that touch, to a gap or the end of the span', () => {
    expect(firstStretch(files, { from: 3, to: 40 })).toEqual({ from: 3, to: 20 });
    expect(firstStretch(files, { from: 3, to: 12 })).toEqual({ from: 3, to: 12 });
    expect(firstStretch(files.slice(2), { from: 22, to: 28 })).toEqual({ from: 25, to: 28 });
    expect(firstStretch([], { from: 3, to: 40 })).toBeNull();
  });

  test('goes on past the present where the camera goes on recording', () => {
    const noon = TODAY + 12 * HOUR;
    const span = { from: noon - HOUR, to: noon + HOUR };
    const open = days.map((_, back) => recordedStretch(DEVICE, shift(span, back), noon - back * DAY));
    expect(open.some((stretch, back) => stretch !== null && stretch.to > noon - back * DAY)).toBe(true);
    const known = open.filter((stretch) => stretch !== null);
    expect(known.every(({ from, to }) => from < to)).toBe(true);
  });
});

const shift = ({ from, to }: { from: number; to: number }, back: number) => ({
  from: from - back * DAY,
  to: to - back * DAY,
});

describe('motion', () => {
  const span = { from: TODAY - 7 * DAY, to: TODAY };

  test('lasts half a minute to two minutes, and lies within files', () => {
    const files = recordedFiles(DEVICE, span, NOW);
    const moves = motionSpans(DEVICE, span, NOW);
    expect(moves.length).toBeGreaterThan(100);
    for (const { from, to } of moves) {
      expect(to - from).toBeGreaterThanOrEqual(30_000);
      expect(to - from).toBeLessThanOrEqual(120_000);
      expect(files.some((file) => file.from <= from && file.to >= to)).toBe(true);
    }
    moves.reduce((before, next) => {
      expect(next.from).toBeGreaterThanOrEqual(before.to);
      return next;
    });
  });

  test('of a narrower span is that of the wider one which overlaps it', () => {
    const all = motionSpans(DEVICE, span, NOW);
    const [some] = all;
    expect(motionSpans(DEVICE, { from: some!.from + 1, to: some!.to - 1 }, NOW)).toEqual([some]);
  });
});
