/*
 * The way the vendor's demo draws a day: a list of half hours, latest first, each with five scale marks, its time and a
 * box for every piece of a recording in it, all of it in one setData, scrolled by the phone.
 */
const ROW_MINUTES = 30;
const ROW_PX = 60;
const SECONDS_PER_PX = (ROW_MINUTES * 60) / ROW_PX;

/** Of segments, in seconds of the day. */
function rowsOf(segments) {
  const rows = [];
  for (let minute = 24 * 60 - ROW_MINUTES; minute >= 0; minute -= ROW_MINUTES) {
    const [from, to] = [minute * 60, (minute + ROW_MINUTES) * 60];
    const pieces = [];
    for (const segment of segments) {
      const [start, end] = [Math.max(segment.from, from), Math.min(segment.to, to)];
      if (start < end) pieces.push({ height: (end - start) / SECONDS_PER_PX, top: (to - end) / SECONDS_PER_PX });
    }
    const time = [minute / 60, minute % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
    rows.push({ id: minute, time, label: `a${minute}`, pieces });
  }
  return rows;
}

Page({
  data: { rows: [], scrollTop: 0, current: '' },
  onReady() {
    globalThis.__rows = {
      /** Milliseconds until the rows stand where there were none, laid out. */
      show: (segments) => {
        this.setData({ rows: [] });
        document.body.getBoundingClientRect();
        const startedAt = performance.now();
        this.setData({ rows: rowsOf(segments) });
        document.body.getBoundingClientRect();
        return performance.now() - startedAt;
      },
    };
  },
});
