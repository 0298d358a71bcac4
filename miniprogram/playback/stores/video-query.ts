import type { InputOf } from '../../../typings/contract/calls';
import type { ChannelId, CloudVideo } from '../../../typings/contract/domain';
import { dayLater } from './recorded-days';

/** Which days are listed; `all` is as far back as the cloud looks. */
export type VideoRange = 'all' | 'week' | 'month' | 'custom';

/** Whole days, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

export interface VideoQuery {
  readonly name: string;
  readonly range: VideoRange;
  /** Those of `custom`. */
  readonly days: Days;
}

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;
/** As many as the cloud takes at once. */
const MOST_DAYS = 366;

/** The last so many days, of which `today` is one. */
function lastDays(today: string, count: number): Days {
  return { first: dayLater(today, 1 - count), last: today };
}

export const lastWeek = (today: string): Days => lastDays(today, WEEK_DAYS);

/** Days with one end moved; the other goes along where it must. */
export function withEnd(days: Days, end: keyof Days, day: string): Days {
  const moved = { ...days, [end]: day };
  const { first, last } = moved;
  const earliest = dayLater(last, 1 - MOST_DAYS);
  if (end === 'first') {
    const latest = dayLater(first, MOST_DAYS - 1);
    return { first, last: last < first ? first : last > latest ? latest : last };
  }
  return { first: first > last ? last : first < earliest ? earliest : first, last };
}

/** The call that fetches a page; `today` as the store's clocks have it. */
export function videoInput(
  channelId: ChannelId,
  { name, range, days }: VideoQuery,
  { page, today }: { readonly page: number; readonly today: string },
): InputOf<'video.list'> {
  const base = { channelId, page, ...(name !== '' && { name }) };
  switch (range) {
    case 'all':
      return base;
    case 'week':
      return { ...base, days: lastWeek(today) };
    case 'month':
      return { ...base, days: lastDays(today, MONTH_DAYS) };
    case 'custom':
      return { ...base, days };
  }
}

/** Whether a page of a list begins with what is older. */
export function isOldestFirst(videos: readonly CloudVideo[]): boolean {
  const [first] = videos;
  const last = videos[videos.length - 1];
  return first !== undefined && last !== undefined && first.from < last.from;
}

export function newestFirst(videos: readonly CloudVideo[]): readonly CloudVideo[] {
  return [...videos].sort((one, other) => other.from - one.from);
}
