import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { dayIn, dayOf, daysOfMonth, isDay, isMonth, isZone } from '../../../cloudfunctions/core/zoned-day';

const HOUR = 3_600_000;
const utc = (text: string): number => Date.parse(`${text}Z`);
const hoursOf = ({ from, to }: { from: number; to: number }): number => (to - from) / HOUR;

describe('a day in Shanghai', () => {
  test('lasts 24 hours, eight ahead of UTC', () => {
    expect(dayIn('Asia/Shanghai', '2026-11-22')).toEqual({
      day: '2026-11-22',
      from: utc('2026-11-21T16:00'),
      to: utc('2026-11-22T16:00'),
      offsets: [{ from: utc('2026-11-21T16:00'), minutes: 480 }],
    });
  });

  test.each([
    ['1986-05-04', 23, [480, 540]],
    ['1986-09-14', 25, [540, 480]],
    ['1988-04-17', 23, [480, 540]],
    ['1991-09-15', 25, [540, 480]],
    ['1991-07-01', 24, [540]],
    ['1992-07-01', 24, [480]],
  ])('%s, in and after the years of summer time, lasts %i hours', (day, hours, minutes) => {
    const found = dayIn('Asia/Shanghai', day);
    expect(hoursOf(found)).toBe(hours);
    expect(found.offsets.map((offset) => offset.minutes)).toEqual(minutes);
  });
});

describe('a day in New York', () => {
  test('lasts 23 hours in March, and tells from when the clocks are ahead', () => {
    expect(dayIn('America/New_York', '2026-03-08')).toEqual({
      day: '2026-03-08',
      from: utc('2026-03-08T05:00'),
      to: utc('2026-03-09T04:00'),
      offsets: [
        { from: utc('2026-03-08T05:00'), minutes: -300 },
        { from: utc('2026-03-08T07:00'), minutes: -240 },
      ],
    });
  });

  test('lasts 25 hours in November', () => {
    expect(hoursOf(dayIn('America/New_York', '2026-11-01'))).toBe(25);
  });
});

test('the day that Apia left out is empty, and its neighbours touch', () => {
  const missing = dayIn('Pacific/Apia', '2011-12-30');
  expect(missing.from).toBe(missing.to);
  expect(missing.from).toBe(dayIn('Pacific/Apia', '2011-12-29').to);
  expect(missing.from).toBe(dayIn('Pacific/Apia', '2011-12-31').from);
  expect(dayOf('Pacific/Apia', missing.from)).toBe('2011-12-31');
  expect(dayOf('Pacific/Apia', missing.from - 1)).toBe('2011-12-29');
});

test('a day without a midnight begins with its first instant', () => {
  const day = dayIn('America/Sao_Paulo', '2018-11-04');
  expect(day.from).toBe(utc('2018-11-04T03:00'));
  expect(hoursOf(day)).toBe(23);
  expect(day.offsets).toEqual([{ from: day.from, minutes: -120 }]);
});

test('where clocks go back over midnight, the day that has begun does not end again', () => {
  // At 00:01 of the 29th the clocks of St. John's showed 23:01 of the 28th.
  const begun = dayIn('America/St_Johns', '2006-10-29').from;
  expect(dayOf('America/St_Johns', begun + 10 * 60_000)).toBe('2006-10-29');
  expect(dayOf('America/St_Johns', begun - 1)).toBe('2006-10-28');
});

test('the days of a month are all of it, in order, and touch', () => {
  const days = daysOfMonth('America/New_York', '2024-02');
  expect(days).toHaveLength(29);
  expect(days[0]).toMatchObject({ day: '2024-02-01', from: utc('2024-02-01T05:00') });
  expect(days.at(-1)).toMatchObject({ day: '2024-02-29', to: utc('2024-03-01T05:00') });
  expect(days.slice(1).map(({ from }) => from)).toEqual(days.slice(0, -1).map(({ to }) => to));
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-01-01T00:00', '-02026-01-01', ''])(
  '%p is no day',
  (text) => expect(isDay(text)).toBe(false),
);
test.each(['2026-13', '2026-00', '2026-1', '202601', '2026-01-01', ''])('%p is no month', (text) =>
  expect(isMonth(text)).toBe(false),
);
test('a leap day is a day, and its month a month', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isMonth('2024-02')).toBe(true);
});

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Gaza'];
const zones = fc.constantFrom(...ZONES, 'America/Sao_Paulo', 'Africa/Casablanca', 'Australia/Lord_Howe');
const instants = fc.integer({ min: utc('1970-01-02T00:00'), max: utc('2037-12-30T00:00') });

test('every instant lies in the day that it belongs to', () => {
  fc.assert(
    fc.property(zones, instants, (zone, at) => {
      const { from, to } = dayIn(zone, dayOf(zone, at));
      expect(from <= at && at < to).toBe(true);
    }),
  );
});

test('by a day’s offsets an instant shows the time that the platform’s own calendar shows', () => {
  fc.assert(
    fc.property(zones, instants, (zone, at) => {
      const { offsets } = dayIn(zone, dayOf(zone, at));
      const minutes = offsets.filter(({ from }) => from <= at).at(-1)?.minutes ?? NaN;
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      expect(new Date(at + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')).toBe(shown.format(at));
    }),
  );
});

test.each(['America/New_York', 'Pacific/Apia'])('a machine in %s counts a day in Shanghai no differently', (TZ) => {
  const script = `const { dayIn, dayOf } = require('./cloudfunctions/core/zoned-day.ts');
    console.log(JSON.stringify([dayIn('Asia/Shanghai', '1986-05-04'), dayOf('Asia/Shanghai', ${utc('2026-11-21T16:00')})]))`;
  const cwd = join(__dirname, '../../..');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd,
    env: { ...process.env, TZ },
  });
  expect(JSON.parse(printed.toString())).toEqual([dayIn('Asia/Shanghai', '1986-05-04'), '2026-11-22']);
});

test.each(['Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8', 'UTC'])('%s is a zone', (text) => {
  expect(isZone(text)).toBe(true);
});

test.each(['', '+08:00', 'asia/shanghai', 'Asia/Nowhere', ' UTC', '2026-01-01T00:00[Asia/Tokyo]'])(
  '%j is none that a store may have',
  (text) => expect(isZone(text)).toBe(false),
);
