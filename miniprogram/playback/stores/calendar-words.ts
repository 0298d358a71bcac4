import type { Dictionary } from '../i18n/index';
import { daysIn, monthOf } from '../utils/days';
import type { ShownMonth } from '../utils/shown-month';
import type { MonthMarks } from './playback-calendar';
import { failureWords, monthWords } from './playback-words';

interface Setting {
  readonly words: Dictionary;
  /** The day on the screen, `YYYY-MM-DD`; empty before any is known. */
  readonly day: string;
  /** The last day that can be chosen. */
  readonly today: string;
}

/** A month, `YYYY-MM`, with what is known of its recordings. */
export function describeMonth(month: string, marks: MonthMarks, { words, day, today }: Setting): ShownMonth {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return {
    year,
    month: number,
    title: monthWords(month, words),
    chosen: monthOf(day) === month ? dateOf(day) : 0,
    last: monthOf(today) === month ? dateOf(today) : daysIn(month),
    marked: marks.kind === 'read' ? marks.days.map(dateOf) : [],
  };
}

/** What there is to say of a month's marks; empty where they speak for themselves. */
export function marksWords(marks: MonthMarks, words: Dictionary): string {
  const { calendar } = words.playback;
  switch (marks.kind) {
    case 'loading':
      return calendar.loading;
    case 'unknown':
      return calendar.unknown;
    case 'failed':
      return failureWords(marks.code, words);
    case 'read':
      return marks.days.length === 0 ? calendar.none : '';
  }
}

const dateOf = (day: string): number => Number(day.slice(8));
