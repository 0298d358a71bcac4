import { dayAt, dayIn, daysIn, monthAfter, monthOf } from '../../../miniprogram/playback/utils/days';

const HOUR = 3_600_000;

test('months follow each other over the end of a year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthAfter('2026-11', -14)).toBe('2025-09');
});

test('a month has its days, leap years too', () => {
  expect(['2026-02', '2028-02', '2026-11', '2026-12'].map(daysIn)).toEqual([28, 29, 30, 31]);
});

test('a day belongs to its month, and is found in it by its number', () => {
  expect(monthOf('2026-11-09')).toBe('2026-11');
  expect(dayIn('2026-11', 9)).toBe('2026-11-09');
});

test('one instant is two days, each by its own clocks', () => {
  const at = Date.UTC(2026, 10, 20, 20);
  expect(dayAt(at, 8 * HOUR)).toBe('2026-11-21');
  expect(dayAt(at, -5 * HOUR)).toBe('2026-11-20');
});
