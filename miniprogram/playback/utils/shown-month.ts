/** One month of the calendar as it is drawn. Days are numbers from 1. */
export interface ShownMonth {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly title: string;
  /** The day on the page; 0 where it lies in another month. */
  readonly chosen: number;
  /** The last day that can be chosen. */
  readonly last: number;
  /** Days with recordings. */
  readonly marked: readonly number[];
}
