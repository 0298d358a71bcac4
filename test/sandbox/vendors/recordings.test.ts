import { recordedFiles } from '../../../sandbox/vendors/recordings';
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
