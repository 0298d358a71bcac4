import type { Dictionary } from '../i18n/index';
import type { FailureCode } from '../../utils/call-failed';
import { fill } from '../../utils/fill';

export type DayDictionary = Pick<Dictionary, 'playback' | 'common'>;

/** A day `YYYY-MM-DD` in words: 今天 11月20日, 11月19日 周四, 2025年11月20日 周四. */
export function dayWords(day: string, today: string, { playback, common }: DayDictionary): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const weekday = playback.weekdayNames.split(' ')[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? '';
  const monthName = common.monthNames.split(' ')[month - 1] ?? '';
  const values = { year, monthName, day: date, weekday };
  if (day === today) return fill(playback.dayToday, values);
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return fill(sameYear ? playback.dayOfYear : playback.dayWithYear, values);
}

/** A month `YYYY-MM` in words. */
export function monthWords(month: string, { playback, common }: DayDictionary): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const monthName = common.monthNames.split(' ')[number - 1] ?? '';
  return fill(playback.calendar.month, { year, monthName });
}

/** How long, in words: 45 秒, 12 分 30 秒, 1 小时 5 分. */
export function lengthWords(ms: number, { length }: Dictionary['playback']): string {
  const seconds = Math.round(ms / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return fill(length.hours, { h, m });
  return m > 0 ? fill(length.minutes, { m, s }) : fill(length.seconds, { s });
}

/** What happened and what to do about it, in one line. */
export function failureWords(code: FailureCode, { errors, common }: Pick<Dictionary, 'errors' | 'common'>): string {
  return `${errors[code].title}${common.listComma}${errors[code].next}`;
}
