import { PlaybackCalendar, type CalendarSubject } from '../../../miniprogram/playback/stores/playback-calendar';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import type { Action, InputOf } from '../../../typings/contract/calls';
import { FakeClock, settled } from '../support/phone';

const DAYS: Readonly<Record<string, readonly string[]>> = {
  '2026-11': ['2026-11-18', '2026-11-20'],
  '2026-10': ['2026-10-31'],
};

function makeCalendar(change: Partial<CalendarSubject> = {}) {
  const clock = new FakeClock();
  const asked: string[] = [];
  const rig = { failing: false, held: [] as (() => void)[], holding: false };
  let subject: CalendarSubject | null = {
    channelId: 'gate',
    place: 'device',
    day: '2026-11-20',
    today: '2026-11-20',
    known: true,
    ...change,
  };
  const calendar = new PlaybackCalendar({
    clock,
    subject: () => subject,
    call: (async (action: Action, data: InputOf<'playback.days'>) => {
      expect(action).toBe('playback.days');
      asked.push(`${data.channelId} ${data.place} ${data.month}`);
      if (rig.holding) await new Promise<void>((resolve) => rig.held.push(resolve));
      if (rig.failing) throw new CallFailed('vendor-unavailable', 'R1', null);
      return { days: DAYS[data.month] ?? [] };
    }) as ConstructorParameters<typeof PlaybackCalendar>[0]['call'],
  });
  const turnTo = (next: Partial<CalendarSubject> | null) => {
    subject = next === null || subject === null ? null : { ...subject, ...next };
  };
  return { calendar, clock, asked, rig, turnTo };
}

test('it opens at the month of the day on the screen and marks its days', async () => {
  const { calendar, asked } = makeCalendar({ day: '2026-10-02' });
  calendar.open();
  expect(calendar.month).toBe('2026-10');
  expect(calendar.shown).toEqual({ kind: 'loading' });
  await settled();

  expect(calendar.shown).toMatchObject({ kind: 'read', days: ['2026-10-31'] });
  expect(asked).toEqual(['gate device 2026-10']);
});

test('a month is asked for when it is looked at, and a past one only once', async () => {
  const { calendar, asked } = makeCalendar();
  calendar.open();
  await settled();
  calendar.turn(-1);
  await settled();
  calendar.turn(1);
  calendar.turn(-1);
  await settled();

  expect(asked).toEqual(['gate device 2026-11', 'gate device 2026-10']);
});

test('the present month is asked for again after a minute, and its marks stay meanwhile', async () => {
  const { calendar, asked, clock, rig } = makeCalendar();
  calendar.open();
  await settled();
  calendar.close();
  calendar.open();
  expect(asked).toHaveLength(1);

  await clock.pass(61_000);
  rig.holding = true;
  calendar.close();
  calendar.open();
  await settled();
  expect(asked).toHaveLength(2);
  expect(calendar.shown).toMatchObject({ kind: 'read' });
});

test('no month after the present one can be looked at', async () => {
  const { calendar } = makeCalendar();
  calendar.open();
  expect(calendar.hasNext).toBe(false);
  calendar.turn(1);
  expect(calendar.month).toBe('2026-11');

  calendar.turn(-1);
  expect(calendar.hasNext).toBe(true);
});

test('a failure is kept for its words, and can be asked again', async () => {
  const { calendar, rig } = makeCalendar();
  rig.failing = true;
  calendar.open();
  await settled();
  expect(calendar.shown).toEqual({ kind: 'failed', code: 'vendor-unavailable' });

  rig.failing = false;
  calendar.retry();
  await settled();
  expect(calendar.shown.kind).toBe('read');
});

test('each place has its own marks', async () => {
  const { calendar, asked, turnTo } = makeCalendar();
  calendar.open();
  await settled();
  calendar.close();
  turnTo({ place: 'cloud' });
  calendar.open();

  expect(calendar.shown).toEqual({ kind: 'loading' });
  await settled();
  expect(asked).toEqual(['gate device 2026-11', 'gate cloud 2026-11']);
});

test('a late answer marks the month it is about', async () => {
  const { calendar, rig } = makeCalendar();
  rig.holding = true;
  calendar.open();
  calendar.turn(-1);
  await settled();
  rig.held[0]?.();
  await settled();
  expect(calendar.shown).toEqual({ kind: 'loading' });

  rig.held[1]?.();
  await settled();
  expect(calendar.shown).toMatchObject({ kind: 'read', days: ['2026-10-31'] });
});

test('where the vendor does not say what it recorded, nothing is asked', async () => {
  const { calendar, asked } = makeCalendar({ known: false });
  calendar.open();
  await settled();

  expect(calendar.shown).toEqual({ kind: 'unknown' });
  expect(asked).toEqual([]);
});

test('before any day is known there is no calendar', () => {
  const { calendar, turnTo } = makeCalendar();
  turnTo(null);
  calendar.open();

  expect(calendar.month).toBeNull();
});

test('a page that is gone leaves nothing behind', async () => {
  const { calendar, asked } = makeCalendar();
  calendar.open();
  await settled();
  calendar.clear();
  expect(calendar.month).toBeNull();
  calendar.open();

  expect(asked).toHaveLength(2);
});
