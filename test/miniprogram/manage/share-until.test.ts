import fc from 'fast-check';

import {
  pickableDays,
  pickedMoment,
  UNTIL_CHOICES,
  untilOf,
  untilProblem,
} from '../../../miniprogram/manage/stores/share-until';
import { NOON, SHANGHAI } from '../support/phone';

const HOUR = 3_600_000;
const here = { now: NOON, zone: SHANGHAI };
const tomorrow = { day: '2026-11-21', time: '14:05' };

test('each choice ends when it says, today at midnight of the phone’s clocks', () => {
  const ends = UNTIL_CHOICES.map((choice) => untilOf(choice, tomorrow, here) - NOON);

  expect(ends).toEqual([HOUR, 9 * HOUR + 55 * 60_000, 24 * HOUR, 7 * 24 * HOUR, 24 * HOUR]);
});

test('the last minutes of a day are too few, and more than thirty days too many', () => {
  const late = { now: Date.UTC(2026, 10, 20, 15, 56), zone: SHANGHAI };

  expect(untilProblem(untilOf('today', tomorrow, late), late.now)).toBe('too-soon');
  expect(untilProblem(untilOf('picked', { day: '2026-12-21', time: '14:06' }, here), NOON)).toBe('too-late');
  expect(untilProblem(untilOf('picked', { day: '2026-12-20', time: '14:05' }, here), NOON)).toBeNull();
});

test('days can be picked as far as a share may live', () => {
  expect(pickableDays(here)).toEqual({ first: '2026-11-20', last: '2026-12-20' });
});

test('what was picked is what the clocks show then, also around a change of clocks', () => {
  // Berlin: an hour back on 2026-10-25 at 01:00 UTC.
  const berlin = (at: number) => (at < Date.UTC(2026, 9, 25, 1) ? 2 : 1) * HOUR;
  const minute = fc.integer({ min: Date.UTC(2026, 9, 20) / 60_000, max: Date.UTC(2026, 9, 30) / 60_000 });
  fc.assert(
    fc.property(minute, (at) => {
      const moment = pickedMoment(at * 60_000, { zone: berlin });
      const found = untilOf('picked', moment, { now: 0, zone: berlin });
      expect(pickedMoment(found, { zone: berlin })).toEqual(moment);
    }),
  );
});
