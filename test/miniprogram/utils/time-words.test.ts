import { dictionaries } from '../../../miniprogram/i18n/index';
import { ageWords, momentWords } from '../../../miniprogram/utils/time-words';
import { NOON, SHANGHAI } from '../support/phone';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const zh = { words: dictionaries['zh-CN'].common, now: NOON, zone: SHANGHAI };
const en = { ...zh, words: dictionaries.en.common };

test.each([
  [0, '刚刚'],
  [-5_000, '刚刚'],
  [59_999, '刚刚'],
  [MINUTE, '1 分钟前'],
  [HOUR - 1, '59 分钟前'],
  [3 * HOUR, '3 小时前'],
  [DAY, '昨天 14:05'],
])('an age of %i ms is told as %s', (age, words) => {
  expect(ageWords(NOON - age, zh)).toBe(words);
});

test.each([
  [NOON, '今天 14:05', 'Today 14:05'],
  [NOON - 14 * HOUR, '今天 00:05', 'Today 00:05'],
  [NOON - 14 * HOUR - 6 * MINUTE, '昨天 23:59', 'Yesterday 23:59'],
  [NOON - 2 * DAY, '11月18日 14:05', 'Nov 18, 14:05'],
  [NOON - 330 * DAY, '2025年12月25日 14:05', 'Dec 25, 2025, 14:05'],
])('%i is told by the date in words', (at, chinese, english) => {
  expect(momentWords(at, zh)).toBe(chinese);
  expect(momentWords(at, en)).toBe(english);
});

test('the day turns at midnight of the zone, not of UTC', () => {
  const at = Date.UTC(2026, 10, 19, 17); // the 20th, one in the morning, in Shanghai

  expect(momentWords(at, zh)).toBe('今天 01:00');
  expect(momentWords(at, { ...zh, zone: () => 0 })).toBe('昨天 17:00');
});
