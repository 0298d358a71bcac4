import fc from 'fast-check';

import { readTimeOfDay } from '../../../miniprogram/playback/utils/time-of-day';

const HALF_PAST_ONE = 13 * 3_600 + 37 * 60;

test.each(['13:37:20', '13：37：20', '13.37.20', '133720', ' 13 37 20 ', '13时37 20'])(
  '%j is a time to the second',
  (text) => {
    expect(readTimeOfDay(text)).toBe(HALF_PAST_ONE + 20);
  },
);

test.each(['13:37', '1337', '13.37'])('%j is the minute’s first second', (text) => {
  expect(readTimeOfDay(text)).toBe(HALF_PAST_ONE);
});

test.each(['', '13', '25:00:00', '13:60:00', '13:37:60', '-1:00', '13:37:20:1', 'noon', '1e3', '13::20'])(
  '%j is no time of day',
  (text) => {
    expect(readTimeOfDay(text)).toBeNull();
  },
);

test('whatever a clock shows is read as it stands there, with colons and without', () => {
  fc.assert(
    fc.property(fc.nat(86_399), (seconds) => {
      const shown = new Date(seconds * 1_000).toISOString().slice(11, 19);
      expect(readTimeOfDay(shown)).toBe(seconds);
      expect(readTimeOfDay(shown.replace(/:/g, ''))).toBe(seconds);
    }),
  );
});
