import { fill } from './fill';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The words of a language for moments and ages. */
export interface TimeWords {
  readonly justNow: string;
  readonly minutesAgo: string;
  readonly hoursAgo: string;
  readonly today: string;
  readonly yesterday: string;
  readonly date: string;
  readonly dateWithYear: string;
  /** Twelve names, January first, with blanks between. */
  readonly monthNames: string;
}

/** How far a zone's clocks are ahead of UTC at an instant, ms. */
export type ZoneOffset = (at: number) => number;

/** The zone the phone is in. */
export const phoneZone: ZoneOffset = (at) => -new Date(at).getTimezoneOffset() * MINUTE;

export interface TimeSetting {
  readonly words: TimeWords;
  /** Epoch ms. */
  readonly now: number;
  readonly zone: ZoneOffset;
}

/** How long ago an instant (epoch ms) was: 刚刚, 2 分钟前, 3 小时前; older ones by their date. */
export function ageWords(at: number, setting: TimeSetting): string {
  const age = setting.now - at;
  if (age < MINUTE) return setting.words.justNow;
  if (age < HOUR) return fill(setting.words.minutesAgo, { n: Math.floor(age / MINUTE) });
  if (age < DAY) return fill(setting.words.hoursAgo, { n: Math.floor(age / HOUR) });
  return momentWords(at, setting);
}

/** When an instant (epoch ms) was, by the clocks of a zone: 今天 14:05, 昨天 14:05, 11月20日 14:05. */
export function momentWords(at: number, { words, now, zone }: TimeSetting): string {
  const then = new Date(at + zone(at));
  const today = new Date(now + zone(now));
  const time = `${twoDigits(then.getUTCHours())}:${twoDigits(then.getUTCMinutes())}`;
  const days = dayNumber(today) - dayNumber(then);
  if (days === 0) return fill(words.today, { time });
  if (days === 1) return fill(words.yesterday, { time });
  const month = then.getUTCMonth() + 1;
  const monthName = words.monthNames.split(' ')[month - 1] ?? String(month);
  const template = then.getUTCFullYear() === today.getUTCFullYear() ? words.date : words.dateWithYear;
  return fill(template, { year: then.getUTCFullYear(), month, monthName, day: then.getUTCDate(), time });
}

function dayNumber(shifted: Date): number {
  return Math.floor(shifted.getTime() / DAY);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
