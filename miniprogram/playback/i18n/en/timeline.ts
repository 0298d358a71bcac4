import type { timeline as zh } from '../zh-CN/timeline';

export const timeline: typeof zh = {
  position: 'Position',
  recorded: '{date}, {clock}, recorded',
  notRecorded: '{date}, {clock}, nothing recorded',
  notKnown: '{date}, {clock}',
  date: '{monthName} {day}',
  monthNames: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  range: 'Visible range',
  ranges: { '24h': '24h', '6h': '6h', '1h': '1h', '10m': '10m', '1m': '1m' },
  rangeNames: { '24h': '24 hours', '6h': '6 hours', '1h': '1 hour', '10m': '10 minutes', '1m': '1 minute' },
  back: 'Back {step}',
  forward: 'Forward {step}',
  hours: '{n} h',
  minutes: '{n} min',
  seconds: '{n} s',
};
