import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { makeRecording, offerClips, offerRecordings } from '../../support/fake-past';
import { NO_CONTROL } from '../../support/no-control';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const utc = (text: string): number => Date.parse(`${text}Z`);
/** 2026-01-01 in Shanghai; the rig's clock stands at 20:00 of it. */
const MIDNIGHT = utc('2025-12-31T16:00');

async function start(zone = 'Asia/Shanghai') {
  const rig = createRig();
  const chain = await seedChain(rig);
  await rig.database.collection('stores').update({ _id: chain.stores.A }, { zone });
  rig.database.takeOperations();
  const recordings = offerRecordings(chain.driver);
  const instance = rig.startInstance();
  const at = { channelId: chain.channels.a1, place: 'device' };
  const call = async (action: string, data: object = {}, person: string = PERSONAS.staffA) =>
    instance.call(person, action, { ...at, ...data });
  const day = async (wanted: object = {}) => dataOf('playback.day', await call('playback.day', wanted));
  const days = async (month: string) => dataOf('playback.days', await call('playback.days', { month })).days;
  return { rig, chain, recordings, instance, call, day, days };
}

describe('what a camera’s vendor offers', () => {
  test('is told without asking the vendor', async () => {
    const { rig, chain, instance } = await start();
    const ask = async () => instance.call(PERSONAS.staffA, 'channel.abilities', { channelId: chain.channels.a1 });
    await ask();
    rig.database.takeOperations();
    expect(dataOf('channel.abilities', await ask())).toEqual({
      lookBack: { places: ['device', 'cloud'], speeds: [0.5, 2] },
      clips: null,
      videos: false,
      control: NO_CONTROL,
    });
    expect(chain.driver.asked).toEqual([]);
    expect(rig.database.takeOperations()).toEqual(['members.get']);
  });

  test('may be nothing', async () => {
    const { chain, call, instance } = await start();
    delete chain.driver.recordings;
    const reply = await instance.call(PERSONAS.staffA, 'channel.abilities', { channelId: chain.channels.a1 });
    expect(reply).toEqual({ ok: true, data: { lookBack: null, clips: null, videos: false, control: NO_CONTROL } });
    expect(outcomeOf(await call('playback.day'))).toBe('unsupported');
  });
});

describe('a day', () => {
  test('of a vendor that only hands out clips has its bounds, and nothing is asked', async () => {
    const { chain, call, day } = await start();
    delete chain.driver.recordings;
    offerClips(chain.driver);
    expect(await day()).toMatchObject({ day: '2026-01-01', from: MIDNIGHT, segments: [], now: NOON });
    expect(chain.driver.asked).toEqual([]);
    expect(outcomeOf(await call('playback.day', { place: 'cloud' }))).toBe('unsupported');
  });

  test('is one vendor call and, when warm, one operation', async () => {
    const { rig, chain, day } = await start();
    await day();
    rig.database.takeOperations();
    chain.driver.asked.length = 0;
    await day();
    expect(chain.driver.asked).toEqual(['recordings a1 device']);
    expect(rig.database.takeOperations()).toEqual(['members.get']);
  });

  test('is today unless another is named, and nothing is asked for that has not happened', async () => {
    const { recordings, day } = await start();
    recordings.kept = [makeRecording(NOON - HOUR, NOON + HOUR)];
    expect(await day()).toEqual({
      day: '2026-01-01',
      from: MIDNIGHT,
      to: MIDNIGHT + 24 * HOUR,
      offsets: [{ from: MIDNIGHT, minutes: 480 }],
      segments: [{ from: NOON - HOUR, to: NOON, trigger: 'timed', id: null }],
      now: NOON,
    });
    expect(recordings.queries).toEqual([{ place: 'device', from: MIDNIGHT, to: NOON }]);
  });

  test('shows a recording over midnight as the day before does, each its part', async () => {
    const { recordings, day } = await start();
    recordings.kept = [makeRecording(MIDNIGHT - HOUR, MIDNIGHT + HOUR)];
    expect((await day({ day: '2025-12-31' })).segments).toMatchObject([{ from: MIDNIGHT - HOUR, to: MIDNIGHT }]);
    expect((await day({ day: '2026-01-01' })).segments).toMatchObject([{ from: MIDNIGHT, to: MIDNIGHT + HOUR }]);
  });

  test('shows what the asked place keeps', async () => {
    const { recordings, day } = await start();
    const cloud = { place: 'cloud', id: 'video-1' } as const;
    recordings.kept = [makeRecording(NOON - HOUR, NOON), makeRecording(NOON - HOUR, NOON, cloud)];
    expect((await day({ place: 'cloud' })).segments).toMatchObject([{ id: 'video-1' }]);
  });

  test.each([
    ['America/New_York', '2025-03-09', 23, 2],
    ['America/New_York', '2025-11-02', 25, 2],
    ['Asia/Shanghai', '1986-05-04', 23, 2],
    ['Pacific/Apia', '2011-12-31', 24, 1],
  ])('in %s, %s lasts %i hours', async (zone, name, hours, offsets) => {
    const { day } = await start(zone);
    const found = await day({ day: name });
    expect((found.to - found.from) / HOUR).toBe(hours);
    expect(found.offsets).toHaveLength(offsets);
  });

  test('that the zone left out is empty, and the vendor is not asked about it', async () => {
    const { chain, day } = await start('Pacific/Apia');
    const found = await day({ day: '2011-12-30' });
    expect(found).toMatchObject({ from: found.to, segments: [] });
    expect(chain.driver.asked).toEqual([]);
  });

  test('of a store whose zone is changed is counted anew within minutes', async () => {
    const { rig, chain, day } = await start();
    await day();
    await rig.database.collection('stores').update({ _id: chain.stores.A }, { zone: 'America/New_York' });
    rig.clock.advance(5 * MINUTE);
    expect(await day()).toMatchObject({ from: utc('2026-01-01T05:00') });
  });

  test.each<[unknown, string]>([
    ['2026-02-30', 'no date'],
    ['2026-1-1', 'no date'],
    ['yesterday', 'no date'],
    ['2026-01-02', 'in the future'],
    [20260101, 'no text'],
  ])('%p, %s, is refused before the vendor is asked', async (name) => {
    const { chain, call } = await start();
    expect(outcomeOf(await call('playback.day', { day: name }))).toBe('invalid-argument');
    expect(chain.driver.asked).toEqual([]);
  });

  test('that has just begun by the phone’s clock, not yet by ours, is empty', async () => {
    const { rig, day } = await start();
    rig.clock.advance(MIDNIGHT + 24 * HOUR - 30 * SECOND - NOON);
    expect(await day({ day: '2026-01-02' })).toMatchObject({ segments: [] });
  });
});

describe('the days of a month', () => {
  test('are those on which anything was recorded, and cost one vendor call', async () => {
    const { chain, recordings, days } = await start();
    recordings.kept = [
      makeRecording(utc('2025-12-05T15:00'), utc('2025-12-05T17:00')), // over midnight in Shanghai
      makeRecording(utc('2025-12-20T01:00'), utc('2025-12-20T02:00')),
      makeRecording(utc('2025-12-31T15:59'), utc('2026-01-01T03:00')),
    ];
    expect(await days('2025-12')).toEqual(['2025-12-05', '2025-12-06', '2025-12-20', '2025-12-31']);
    expect(chain.driver.asked).toEqual(['recordings a1 device']);
    const [query] = recordings.queries;
    expect(query).toEqual({ place: 'device', from: utc('2025-11-30T16:00'), to: utc('2025-12-31T16:00') });
  });

  test('of this month end now', async () => {
    const { recordings, days } = await start();
    recordings.kept = [makeRecording(NOON - HOUR, NOON + 30 * HOUR)];
    expect(await days('2026-01')).toEqual(['2026-01-01']);
    expect(recordings.queries[0]?.to).toBe(NOON);
  });

  test.each(['2026-13', '2026-00', '2026', '2026-01-01', '2026-02', ''])('%p is refused', async (month) => {
    const { chain, call } = await start();
    expect(outcomeOf(await call('playback.days', { month }))).toBe('invalid-argument');
    expect(chain.driver.asked).toEqual([]);
  });
});

describe('playing', () => {
  const segment = { from: NOON - HOUR, to: NOON, id: null };
  const wish = { segment, at: NOON - MINUTE };

  test('is one vendor call and two operations', async () => {
    const { rig, chain, call } = await start();
    await call('playback.open', wish);
    rig.database.takeOperations();
    chain.driver.asked.length = 0;
    await call('playback.open', wish);
    expect(chain.driver.asked).toEqual(['past a1 device']);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'audit.add']);
  });

  test('hands the vendor what is wanted and the phone what it answers', async () => {
    const { recordings, call } = await start();
    const reply = await call('playback.open', { ...wish, at: wish.at + 321, speed: 2, avoid: ['flv'] });
    expect(recordings.wishes).toEqual([
      { place: 'device', recording: segment, at: wish.at + 321, speed: 2, avoid: ['flv'] },
    ]);
    const { openId, sources, ...played } = dataOf('playback.open', reply);
    expect([typeof openId, sources.length]).toEqual(['string', 1]);
    expect(played).toEqual({ from: wish.at, to: NOON, watermark: null });
  });

  test('is on record, with which stretch of the past, and for how long', async () => {
    const { rig, chain, call, instance } = await start();
    const { openId } = dataOf('playback.open', await call('playback.open', wish));
    rig.clock.advance(90 * SECOND);
    const close = async () => instance.call(PERSONAS.staffA, 'playback.close', { openId });
    expect([await close(), await close()].map(outcomeOf)).toEqual(['ok', 'ok']);
    const entry = {
      ...{ person: PERSONAS.staffA, channelId: chain.channels.a1, storeId: chain.stores.A, result: 'ok' },
      past: { place: 'device', from: wish.at, to: NOON },
    };
    expect(rig.database.all('audit')).toMatchObject([
      { ...entry, _id: openId, action: 'playback.open', at: NOON },
      { ...entry, action: 'playback.close', at: NOON + 90 * SECOND, durationMs: 90 * SECOND },
    ]);
  });

  test('is closed by its own call, not by that of live pictures', async () => {
    const { call, instance } = await start();
    const { openId } = dataOf('playback.open', await call('playback.open', wish));
    expect(outcomeOf(await instance.call(PERSONAS.staffA, 'live.close', { openId }))).toBe('not-found');
  });

  test('that the recorder refuses is told as it is and recorded', async () => {
    const { rig, chain, call } = await start();
    chain.driver.failure = new CallError('device-offline', 'offline');
    expect(outcomeOf(await call('playback.open', wish))).toBe('device-offline');
    expect(rig.database.all('audit')).toMatchObject([{ action: 'playback.open', result: 'device-offline' }]);
  });

  test('up to the present allows for clocks that differ by less than a minute', async () => {
    const { call } = await start();
    const ahead = { ...segment, to: NOON + MINUTE };
    expect(outcomeOf(await call('playback.open', { segment: ahead, at: NOON - 1 }))).toBe('ok');
  });

  const DAY = 25 * HOUR;
  test.each<[string, object, string]>([
    ['an instant before the segment', { at: segment.from - 1 }, 'invalid-argument'],
    ['the instant at which the segment ends', { at: segment.to }, 'invalid-argument'],
    ['a segment that ends where it begins', { segment: { ...segment, to: segment.from } }, 'invalid-argument'],
    ['a segment that ends before it begins', { segment: { ...segment, to: 0 } }, 'invalid-argument'],
    ['a segment longer than any day', { segment: { ...segment, from: NOON - DAY - 1 } }, 'invalid-argument'],
    ['the future', { segment: { ...segment, to: NOON + MINUTE + 1 } }, 'invalid-argument'],
    ['half a millisecond', { at: NOON - 0.5 }, 'invalid-argument'],
    ['no number', { at: '2026-01-01' }, 'invalid-argument'],
    ['a place that nobody knows', { place: 'attic' }, 'invalid-argument'],
    ['a speed of nothing', { speed: 0 }, 'invalid-argument'],
    ['a speed backwards', { speed: -1 }, 'invalid-argument'],
    ['an empty id', { segment: { ...segment, id: '' } }, 'invalid-argument'],
    ['a segment with more to it', { segment: { ...segment, trigger: 'timed' } }, 'invalid-argument'],
    ['a speed that the vendor does not offer', { speed: 4 }, 'unsupported'],
  ])('%s is refused without a vendor call', async (_, change, code) => {
    const { rig, chain, call } = await start();
    expect(outcomeOf(await call('playback.open', { ...wish, ...change }))).toBe(code);
    expect(chain.driver.asked).toEqual([]);
    expect(rig.database.writes).toEqual([]);
  });

  test('at the speed that every vendor has needs no offer', async () => {
    const { call } = await start();
    expect(outcomeOf(await call('playback.open', { ...wish, speed: 1 }))).toBe('ok');
  });
});

test.each<[string, object]>([
  ['playback.day', {}],
  ['playback.days', { month: '2025-12' }],
  ['playback.open', { segment: { from: 0, to: 2000, id: null }, at: 0 }],
])('%s of a place that the vendor lacks is unsupported, without a vendor call', async (action, data) => {
  const { chain, recordings, call } = await start();
  recordings.places.pop();
  expect(outcomeOf(await call(action, { ...data, place: 'cloud' }))).toBe('unsupported');
  expect(chain.driver.asked).toEqual([]);
});
