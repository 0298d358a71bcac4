import { nextRun } from '../../../sandbox/cloud/functions/triggers';

const after = (cron: string, from: string) => {
  const next = nextRun({ name: 't', cron }, Date.parse(from));
  return next === null ? null : new Date(next).toISOString();
};

test('a trigger of seven fields is read in UTC+8', () => {
  expect(after('0 30 2 * * * *', '2026-03-01T00:00:00Z')).toBe('2026-03-01T18:30:00.000Z');
  expect(after('*/10 * * * * * *', '2026-03-01T00:00:01Z')).toBe('2026-03-01T00:00:10.000Z');
  expect(after('0 0 0 1 1 * 2027', '2026-03-01T00:00:00Z')).toBe('2026-12-31T16:00:00.000Z');
});

test('a day of the month and a day of the week mean either', () => {
  // 2026-03-01 is a Sunday; MON is the 2nd, and the 5th is a Thursday.
  expect(after('0 0 0 5 * MON *', '2026-03-01T00:00:00Z')).toBe('2026-03-01T16:00:00.000Z');
  expect(after('0 0 0 5 * MON *', '2026-03-01T16:00:00Z')).toBe('2026-03-04T16:00:00.000Z');
});

test('a trigger whose year has passed never fires again', () => {
  expect(after('0 0 0 1 1 * 2020', '2026-03-01T00:00:00Z')).toBeNull();
});

test.each(['* * * * *', '0 0 0 * * *', 'nonsense', '0 0 25 * * * *'])('the pattern %j is refused', (cron) => {
  expect(() => nextRun({ name: 't', cron }, 0)).toThrow();
});
