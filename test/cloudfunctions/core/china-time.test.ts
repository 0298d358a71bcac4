import fc from 'fast-check';
import { chinaTime, endOfChinaDay, parseChinaTime } from '../../../cloudfunctions/core/china-time';

test("the texts in the EZVIZ guide name the same instants as the addresses' expire", () => {
  expect(parseChinaTime('2020-11-13 21:53:13')).toBe(1_605_275_593_000);
  expect(parseChinaTime('2020-11-06 15:26:45')).toBe(1_604_647_605_000);
});

test('what is no such text has no instant', () => {
  for (const text of ['', '2020-11-13', '2020-13-13 21:53:13', '2020-11-13T21:53:13', '1605275593']) {
    expect(parseChinaTime(text)).toBeNull();
  }
});

test('writing and reading return the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      expect(parseChinaTime(chinaTime(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});

test('a day in China ends at 16:00 UTC', () => {
  const midnight = Date.UTC(2020, 10, 16, 16);
  expect(endOfChinaDay(midnight - 1)).toBe(midnight);
  expect(endOfChinaDay(midnight)).toBe(midnight + 86_400_000);
});
