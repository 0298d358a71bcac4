import { dataOf } from '../../support/cloud-rig';
import { makeRecording, offerClips, offerRecordings, offerVideos } from '../../support/fake-past';
import { BEARER, createTicketRig, HOUR, NOON, PERSONAS } from '../../support/ticket-rig';

const MINUTE = 60_000;
/** 2026-01-01 in Shanghai; the rig's clock stands at 20:00 of it. */
const MIDNIGHT = Date.UTC(2025, 11, 31, 16);
const PAST = { place: 'device', from: NOON - 2 * HOUR, to: NOON - HOUR } as const;

/** A guest of one hour of one camera's past. */
async function start() {
  const tickets = await createTicketRig();
  const { chain, instance, share, open } = tickets;
  const recordings = offerRecordings(chain.driver);
  offerVideos(chain.driver);
  offerClips(chain.driver);
  const shared = await share({ view: { kind: 'playback', ...PAST }, until: NOON + 2 * HOUR });
  await open(shared.code);
  chain.driver.asked.length = 0;
  const at = { channelId: chain.channels.a1, place: 'device' };
  const call = async (action: string, data: object = {}) => instance.call(BEARER, action, { ...at, ...data });
  const outcomeFor = async (action: string, data: object = {}) => tickets.outcome(BEARER, action, { ...at, ...data });
  return { ...tickets, shared, recordings, call, outcomeFor };
}

const segment = { from: PAST.from, to: PAST.to, id: null };

describe('whom a stretch of the past was shared with', () => {
  test('finds of a day that stretch only, and nothing else is asked of the vendor', async () => {
    const { call, recordings } = await start();
    recordings.kept = [makeRecording(MIDNIGHT, NOON)];
    const day = dataOf('playback.day', await call('playback.day'));
    expect(day).toMatchObject({ from: MIDNIGHT, segments: [{ from: PAST.from, to: PAST.to }] });
    expect(recordings.queries).toEqual([PAST]);
  });

  test('finds of another day, and another month, nothing, without a vendor call', async () => {
    const { chain, call, recordings } = await start();
    recordings.kept = [makeRecording(MIDNIGHT - 24 * HOUR, NOON)];
    expect(dataOf('playback.day', await call('playback.day', { day: '2025-12-31' })).segments).toEqual([]);
    expect(dataOf('playback.days', await call('playback.days', { month: '2025-12' }))).toEqual({ days: [] });
    expect(chain.driver.asked).toEqual([]);
    expect(dataOf('playback.days', await call('playback.days', { month: '2026-01' }))).toEqual({
      days: ['2026-01-01'],
    });
  });

  test('plays it, to its end and no further', async () => {
    const { call, recordings, rig } = await start();
    const wide = { from: PAST.from - HOUR, to: PAST.to + HOUR, id: null };
    const opened = dataOf('playback.open', await call('playback.open', { segment: wide, at: PAST.from + MINUTE }));
    expect(opened).toMatchObject({ from: PAST.from + MINUTE, to: PAST.to, watermark: null });
    const recording = { from: PAST.from, to: PAST.to, id: null };
    expect(recordings.wishes).toMatchObject([{ recording, until: NOON + 2 * HOUR }]);
    const past = { ...PAST, from: PAST.from + MINUTE };
    expect(rig.database.all('audit').at(-1)).toMatchObject({ action: 'playback.open', person: BEARER, past });
  });

  test('is told its end where the vendor plays on', async () => {
    const { call, recordings } = await start();
    recordings.kept = [makeRecording(PAST.from - HOUR, NOON, { id: 'whole' })];
    const play = recordings.open.bind(recordings);
    recordings.open = async (address, wish) => ({ ...(await play(address, wish)), from: PAST.from - HOUR, to: NOON });
    const named = { ...segment, id: 'whole' };
    const opened = dataOf('playback.open', await call('playback.open', { segment: named, at: PAST.from }));
    expect(opened.to).toBe(PAST.to);
  });

  test.each([
    ['before it', PAST.from - 1],
    ['at its end', PAST.to],
    ['after it', PAST.to + MINUTE],
  ])('plays nothing %s', async (_, at) => {
    const { chain, outcomeFor } = await start();
    const wide = { from: PAST.from - HOUR, to: NOON, id: null };
    expect(await outcomeFor('playback.open', { segment: wide, at })).toBe('permission-denied');
    expect(chain.driver.asked).toEqual([]);
  });

  test('plays no recording by the name of one that lies elsewhere', async () => {
    const { chain, recordings, outcomeFor } = await start();
    const other = makeRecording(PAST.to, NOON, { id: 'other' });
    recordings.kept = [makeRecording(PAST.from, PAST.to, { id: 'shared' }), other];
    const open = async (id: string) => outcomeFor('playback.open', { segment: { ...segment, id }, at: PAST.from });
    expect(await open('other')).toBe('permission-denied');
    expect(await open('guessed')).toBe('permission-denied');
    expect(chain.driver.asked.filter((asked) => asked.startsWith('past'))).toEqual([]);
    expect(await open('shared')).toBe('ok');
  });

  test.each<[string, object]>([
    ['playback.day', {}],
    ['playback.days', { month: '2026-01' }],
    ['playback.open', { segment, at: PAST.from }],
  ])('%s of another place, or another camera, is refused', async (action, data) => {
    const { chain, outcomeFor } = await start();
    expect(await outcomeFor(action, { ...data, place: 'cloud' })).toBe('permission-denied');
    expect(await outcomeFor(action, { ...data, channelId: chain.channels.a2 })).toBe('not-found');
    expect(chain.driver.asked).toEqual([]);
  });

  test.each<[string, object]>([
    ['live.open', { quality: 'sub' }],
    ['video.list', { page: 1 }],
    ['clip.request', { place: 'device', from: PAST.from, to: PAST.to, requestKey: 'request-key' }],
    ['snapshot.take', {}],
  ])('may not %s', async (action, data) => {
    const { chain, instance } = await start();
    const reply = await instance.call(BEARER, action, { channelId: chain.channels.a1, ...data });
    expect(reply).toMatchObject({ ok: false, error: { code: 'permission-denied' } });
  });

  test('finds nothing any more once it was taken back', async () => {
    const { shared, outcome, outcomeFor } = await start();
    expect(await outcomeFor('playback.open', { segment, at: PAST.from })).toBe('ok');
    await outcome(PERSONAS.managerA, 'share.revoke', { id: shared.share.id });
    expect(await outcomeFor('playback.open', { segment, at: PAST.from })).toBe('permission-denied');
  });

  test('sees the name over the picture where the share asks for it', async () => {
    const { chain, share, open, instance } = await start();
    const view = { kind: 'playback', ...PAST } as const;
    const { code } = await share({ channelIds: [chain.channels.a2], view, watermark: true });
    await open(code, BEARER, { name: '王师傅' });
    const wish = { channelId: chain.channels.a2, place: 'device', segment, at: PAST.from };
    const { visitorCode } = dataOf('session.start', await instance.call(BEARER, 'session.start'));
    const { watermark } = dataOf('playback.open', await instance.call(BEARER, 'playback.open', wish));
    expect(watermark).toBe(`王师傅 · ${visitorCode}`);
  });
});

describe('several stretches', () => {
  test('that meet are one, and those that do not are listed by one vendor call', async () => {
    const { call, recordings, share, open } = await start();
    recordings.kept = [makeRecording(MIDNIGHT, NOON)];
    for (const [from, to] of [
      [PAST.to, PAST.to + 30 * MINUTE],
      [MIDNIGHT, MIDNIGHT + MINUTE],
    ] as const) {
      await open((await share({ view: { kind: 'playback', place: 'device', from, to } })).code);
    }
    const day = dataOf('playback.day', await call('playback.day'));
    expect(day.segments).toMatchObject([
      { from: MIDNIGHT, to: MIDNIGHT + MINUTE },
      { from: PAST.from, to: PAST.to + 30 * MINUTE },
    ]);
    expect(recordings.queries).toHaveLength(1);
    const wide = { from: MIDNIGHT, to: NOON, id: null };
    const opened = dataOf('playback.open', await call('playback.open', { segment: wide, at: PAST.from }));
    expect(opened.to).toBe(PAST.to + 30 * MINUTE);
  });

  test('bound nobody who may look back anyway', async () => {
    const { chain, share, open, outcome } = await start();
    const view = { kind: 'playback', ...PAST } as const;
    await open((await share({ view })).code, PERSONAS.staffA);
    const wish = { channelId: chain.channels.a1, place: 'cloud', segment: { ...segment, to: NOON }, at: NOON - MINUTE };
    expect(await outcome(PERSONAS.staffA, 'playback.open', wish)).toBe('ok');
  });
});
