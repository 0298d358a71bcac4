import type { DayDetail, TurnDetail } from '../../components/day-sheet/day-sheet';
import { playbackPage } from '../../stores/index';

type Detail<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<T>;

const { calendar } = playbackPage;

/** What the page shows of days and of the calendar, which is in front while a month is there. */
export const dayFields = {
  date: () => playbackPage.date,
  dateLabel: () => playbackPage.dateLabel,
  weekdays: () => playbackPage.weekdays,
  month: () => playbackPage.month,
  monthNote: () => playbackPage.monthNote,
  monthRetry: () => playbackPage.monthRetry,
  hasNextMonth: () => calendar.hasNext,
};

/** What a finger does about it. */
export const dayMethods = {
  onDate: () => calendar.open(),
  onDay: ({ detail }: Detail<DayDetail>) => playbackPage.chooseDate(detail.day),
  onMonth: ({ detail }: Detail<TurnDetail>) => calendar.turn(detail.months),
  onMonthRetry: () => calendar.retry(),
  onCalendarClose: () => calendar.close(),
};
