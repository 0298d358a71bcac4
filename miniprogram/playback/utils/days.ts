/*
 * Days are text, `YYYY-MM-DD`, and months `YYYY-MM`, as a store's clocks count them. What is worked out here is the
 * calendar's alone; the zone of the phone has no part in it.
 */

/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month so many months after (before, when negative) another. */
export function monthAfter(month: string, months: number): string {
  const { year, number } = partsOf(month);
  const count = year * 12 + (number - 1) + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${twoDigits((count % 12) + 1)}`;
}

/** How many days a month has. */
export function daysIn(month: string): number {
  const { year, number } = partsOf(month);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** The day of a month by its number, from 1. */
export const dayIn = (month: string, date: number): string => `${month}-${twoDigits(date)}`;

/** The day that clocks `aheadMs` ahead of UTC have at an instant (epoch ms). */
export const dayAt = (at: number, aheadMs: number): string => new Date(at + aheadMs).toISOString().slice(0, 10);

function partsOf(month: string): { readonly year: number; readonly number: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { year, number };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
