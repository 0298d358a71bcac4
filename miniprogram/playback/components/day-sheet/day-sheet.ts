import type { ShownMonth } from '../../utils/shown-month';

/** Payload of `choose`: the number of a day in the month shown. */
export interface DayDetail {
  readonly day: number;
}

/** Payload of `turn`: a month back or on. */
export interface TurnDetail {
  readonly months: -1 | 1;
}

/** A day as Vant's month draws it. */
interface VantDay {
  readonly text: number;
  readonly bottomInfo?: string;
}

/**
 * A calendar that drops from the date. Vant draws the days; its own header speaks Chinese only and its list loads every
 * month at once, so those are ours. Dates are made and read by their numbers alone: the phone's zone does not matter.
 * Events: `choose`, `turn`, and without payload `retry` and `close`.
 */
Component({
  properties: {
    show: { type: Boolean, value: false },
    /** The dictionary's section `playback.calendar`. */
    words: { type: Object, value: { marked: '' } },
    /** Seven names, Sunday first. */
    weekdays: { type: Array, value: [] },
    /** A `ShownMonth`. */
    month: { type: Object, value: {} },
    hasNext: { type: Boolean, value: false },
    /** What there is to say of the marks; empty when they speak for themselves. */
    note: { type: String, value: '' },
    /** Words of a button that asks again; none when empty. */
    retry: { type: String, value: '' },
    /** Of one week, px: tall enough for a finger, and for a number above a mark. */
    rowHeight: { type: Number, value: 52 },
  },

  data: {
    first: 0,
    last: 0,
    chosen: [0],
    mark: (day: VantDay): VantDay => day,
  },

  observers: {
    'month, words'(shown: Partial<ShownMonth> | null, words: { marked?: string } | null) {
      if (shown?.year === undefined || shown.month === undefined) return;
      const { year, month, last = 31, chosen = 0, marked = [] } = shown;
      const at = (day: number) => new Date(year, month - 1, day).getTime();
      const bottomInfo = words?.marked ?? '';
      this.setData({
        first: at(1),
        last: at(last),
        // One of several, as Vant sees it: a single day it would mark by a square that is wider than its column.
        chosen: [at(chosen)],
        mark: (day: VantDay): VantDay => (marked.includes(day.text) ? { ...day, bottomInfo } : day),
      });
    },
  },

  methods: {
    onDay({ detail }: WechatMiniprogram.CustomEvent<VantDay>) {
      this.triggerEvent('choose', { day: detail.text } satisfies DayDetail);
    },
    onPrevious() {
      this.triggerEvent('turn', { months: -1 } satisfies TurnDetail);
    },
    onNext() {
      if (this.properties.hasNext) this.triggerEvent('turn', { months: 1 } satisfies TurnDetail);
    },
    onRetry() {
      this.triggerEvent('retry');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
