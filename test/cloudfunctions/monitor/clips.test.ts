import { CallError } from '../../../cloudfunctions/core/errors';
import { startClips as start } from '../../support/clip-rig';
import { dataOf, NOON, outcomeOf, PERSONAS } from '../../support/cloud-rig';
import { makeReady } from '../../support/fake-past';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('who may not look back gets no clip of the past, nor one that they made before', async () => {
  const { rig, chain, request, made, call } = await start();
  const { id } = await made();
  const rights = ['view', 'capture'] as const;
  const { A } = chain.stores;
  const grants = [{ role: 'staff', storeId: A, rights }] as const;
  await rig.database.collection('members').update({ _id: PERSONAS.staffA }, { grants });
  expect(outcomeOf(await request({ requestKey: 'another-key' }))).toBe('permission-denied');
  for (const [action, more] of [['clip.open', { part: 0 }], ['clip.check'], ['clip.retry']] as const) {
    expect(outcomeOf(await call(action, { id, ...more }))).toBe('permission-denied');
  }
  expect(dataOf('clip.list', await call('clip.list', {})).clips).toEqual([]);
  expect(outcomeOf(await call('clip.list', { channelId: chain.channels.a1 }))).toBe('permission-denied');
  expect(outcomeOf(await call('clip.remove', { id }))).toBe('ok');
});

describe('asking for a clip', () => {
  test('queues its parts without a vendor call', async () => {
    const { rig, chain, clips, made } = await start();
    const { id, parts, ...clip } = await made();
    expect(clip).toEqual({
      ...{ channelId: chain.channels.a1, cameraName: '收银台', storeName: '上海南京路店', place: 'device' },
      ...{ from: NOON - 25 * MINUTE, to: NOON, createdAt: NOON, format: 'flv', state: 'queued' },
      offsets: [{ from: NOON - 25 * MINUTE, minutes: 480 }],
    });
    const queued = { state: 'queued', reason: null, retryAt: null, expiresAt: null };
    expect(parts).toEqual([
      { from: NOON - 25 * MINUTE, to: NOON - 15 * MINUTE, ...queued },
      { from: NOON - 15 * MINUTE, to: NOON - 5 * MINUTE, ...queued },
      { from: NOON - 5 * MINUTE, to: NOON, ...queued },
    ]);
    expect(typeof id).toBe('string');
    expect(clips.asked).toEqual([]);
    expect(rig.database.all('audit')).toMatchObject([
      {
        action: 'clip.request',
        person: PERSONAS.staffA,
        past: { place: 'device', from: NOON - 25 * MINUTE, to: NOON },
      },
    ]);
  });

  test('with the same key again answers with the clip it made, even at once', async () => {
    const { rig, wish, instance, made } = await start();
    const other = rig.startInstance();
    const replies = await Promise.all(
      [instance, other, instance].map((one) => one.call(PERSONAS.staffA, 'clip.request', wish)),
    );
    expect(new Set(replies.map((reply) => dataOf('clip.request', reply).id)).size).toBe(1);
    expect(await made()).toEqual(dataOf('clip.request', replies[0]!));
    expect(rig.database.all('clips')).toHaveLength(1);
  });

  test('with the same key for another stretch is a conflict, and with another person’s key is a clip of its own', async () => {
    const { rig, request } = await start();
    await request();
    expect(outcomeOf(await request({ from: NOON - MINUTE }))).toBe('conflict');
    expect(outcomeOf(await request({}, PERSONAS.managerA))).toBe('ok');
    expect(rig.database.all('clips')).toHaveLength(2);
  });

  test('is refused while too many wait, but not for one that was asked for before', async () => {
    const { request } = await start();
    for (let index = 0; index < 20; index += 1) await request({ requestKey: `key-${10_000 + index}` });
    expect(outcomeOf(await request({ requestKey: 'one-too-many' }))).toBe('rate-limited');
    expect(outcomeOf(await request({ requestKey: 'key-10003' }))).toBe('ok');
    expect(outcomeOf(await request({}, PERSONAS.owner))).toBe('ok');
  });

  test.each<[string, object, string]>([
    ['an end at the beginning', { to: NOON - 25 * MINUTE }, 'invalid-argument'],
    ['an end before the beginning', { to: NOON - HOUR }, 'invalid-argument'],
    ['more than an hour', { from: NOON - HOUR - 1 }, 'invalid-argument'],
    ['the future', { to: NOON + MINUTE + 1 }, 'invalid-argument'],
    ['half a millisecond', { from: NOON - 0.5 }, 'invalid-argument'],
    ['a short key', { requestKey: 'key' }, 'invalid-argument'],
    ['a key of other signs', { requestKey: 'key 00000001' }, 'invalid-argument'],
    ['an unknown place', { place: 'attic' }, 'invalid-argument'],
    ['a place of which the vendor hands out nothing', { place: 'cloud' }, 'unsupported'],
  ])('for %s is refused', async (_, change, code) => {
    const { rig, request } = await start();
    expect(outcomeOf(await request(change))).toBe(code);
    expect(rig.database.writes).toEqual([]);
  });

  test('of a vendor that hands out none is unsupported', async () => {
    const { chain, request } = await start();
    delete chain.driver.clips;
    expect(outcomeOf(await request())).toBe('unsupported');
  });
});

describe('a clip that is watched', () => {
  test('gets on with every look, and is ready after its last part', async () => {
    const { clips, made, check } = await start();
    const { id } = await made();
    const states = [];
    for (let look = 0; look < 3; look += 1) states.push((await check(id)).parts.map(({ state }) => state));
    expect(states).toEqual([
      ['ready', 'queued', 'queued'],
      ['ready', 'ready', 'queued'],
      ['ready', 'ready', 'ready'],
    ]);
    expect((await check(id)).state).toBe('ready');
    expect(clips.asked).toHaveLength(3);
  });

  test('costs two operations and no vendor call while nothing is due', async () => {
    const { rig, clips, made, check } = await start();
    const { id } = await made();
    clips.script = [{ kind: 'busy', why: 'same-camera' }];
    await check(id);
    await check(id);
    rig.database.takeOperations();
    expect(clips.asked).toHaveLength(1);
    // The other parts are due, but wait for the camera: that takes a look at the queue.
    await check(id);
    expect(rig.database.takeOperations().filter((operation) => /^(clips|members)/.test(operation))).toEqual([
      ...['members.get', 'clips.get', 'clips.find', 'clips.get'],
    ]);
    const one = await made({
      requestKey: 'key-00000002',
      channelId: rig.database.all('channels')[1]!._id,
      from: NOON - MINUTE,
    });
    await check(one.id);
    rig.database.takeOperations();
    expect((await check(one.id)).state).toBe('ready');
    expect(rig.database.takeOperations()).toEqual(['members.get', 'clips.get']);
  });

  test('says why a part waits, and until when', async () => {
    const { clips, made, check } = await start();
    clips.script = [{ kind: 'busy', why: 'no-channel' }];
    const { id } = await made({ from: NOON - MINUTE });
    expect(await check(id)).toMatchObject({
      state: 'queued',
      parts: [{ state: 'queued', reason: 'no-channel', retryAt: NOON + 15 * SECOND }],
    });
  });

  test('says why a part failed while the others are ready', async () => {
    const { clips, made, check } = await start();
    clips.script = [
      { kind: 'refused', why: 'request-failed' },
      makeReady({ from: 0 }),
      new CallError('device-offline', 'off'),
    ];
    const { id } = await made();
    for (let look = 0; look < 3; look += 1) await check(id);
    expect(await check(id)).toMatchObject({
      state: 'failed',
      parts: [{ reason: 'request-failed' }, { state: 'ready', reason: null }, { reason: 'device-offline' }],
    });
  });

  test('is not made anew while too many others wait; one of which a part still waits is', async () => {
    const { clips, made, check, call, request } = await start();
    clips.script = [{ kind: 'refused', why: 'request-failed' }];
    const { id } = await made({ from: NOON - MINUTE });
    expect(await check(id)).toMatchObject({ state: 'failed' });
    for (let index = 0; index < 20; index += 1) await request({ requestKey: `key-${10_000 + index}` });
    expect(outcomeOf(await call('clip.retry', { id }))).toBe('rate-limited');
    const waiting = dataOf('clip.request', await request({ requestKey: 'key-10003' }));
    expect(outcomeOf(await call('clip.retry', { id: waiting.id }))).toBe('ok');
  });

  test('shows as expired from the instant on that the vendor named', async () => {
    const { rig, clips, made, check, call } = await start();
    clips.script = [makeReady({ from: 0 }, NOON + MINUTE)];
    const { id } = await made({ from: NOON - MINUTE });
    await check(id);
    rig.clock.advance(MINUTE);
    expect(dataOf('clip.list', await call('clip.list')).clips).toMatchObject([{ id, state: 'expired' }]);
    expect(outcomeOf(await call('clip.open', { id, part: 0 }))).toBe('conflict');
    expect(await check(id)).toMatchObject({ state: 'expired', parts: [{ expiresAt: NOON + MINUTE }] });
  });

  test('takes the steps of whoever waits before it at the same recorder', async () => {
    const { chain, clips, made, check, request } = await start();
    await request({ from: NOON - MINUTE }, PERSONAS.managerA);
    const { id } = await made({ from: NOON - 2 * MINUTE });
    expect(await check(id)).toMatchObject({ state: 'queued' });
    expect(await check(id)).toMatchObject({ state: 'ready' });
    expect(clips.asked.map(({ wish }) => NOON - wish.from)).toEqual([MINUTE, 2 * MINUTE]);
    expect(chain.driver.asked).toEqual([]);
  });
});

describe('the address of a part', () => {
  test('is handed out on record, with which part', async () => {
    const { rig, made, check, call } = await start();
    const { id, parts } = await made();
    await check(id);
    expect(await call('clip.open', { id, part: 0 })).toEqual({
      ok: true,
      data: { url: `http://media.test/clip-${parts[0]!.from}.flv?token=secret`, expiresAt: null },
    });
    expect(rig.database.all('audit').at(-1)).toMatchObject({
      ...{ action: 'clip.open', result: 'ok', person: PERSONAS.staffA },
      past: { place: 'device', from: parts[0]!.from, to: parts[0]!.to },
    });
    expect(rig.log.join() + JSON.stringify(rig.database.all('audit'))).not.toMatch(/media\.test|secret/);
  });

  test('is a conflict before the part is there, and not found where there is no part', async () => {
    const { made, call, actions } = await start();
    const { id } = await made();
    expect(outcomeOf(await call('clip.open', { id, part: 0 }))).toBe('conflict');
    expect(outcomeOf(await call('clip.open', { id, part: 3 }))).toBe('not-found');
    expect(outcomeOf(await call('clip.open', { id, part: -1 }))).toBe('invalid-argument');
    expect(actions()).toEqual(['clip.request ok', 'clip.open conflict']);
  });

  test('is not handed out any more to one who may make no more clips of the camera', async () => {
    const { rig, chain, made, check, call } = await start();
    const { id } = await made({ from: NOON - MINUTE });
    await check(id);
    const share = { by: PERSONAS.owner, channelIds: [chain.channels.a1], storeIds: [chain.stores.A] };
    const shareId = await rig.setup.createShare({ ...share, until: NOON + DAY, guests: [PERSONAS.staffA] });
    const guest = { role: 'guest', shareId } as const;
    await rig.database.collection('members').update({ _id: PERSONAS.staffA }, { grants: [guest] });
    for (const action of ['clip.open', 'clip.check', 'clip.retry']) {
      const data = action === 'clip.open' ? { id, part: 0 } : { id };
      expect(outcomeOf(await call(action, data))).toBe('permission-denied');
    }
    expect(dataOf('clip.list', await call('clip.list')).clips).toEqual([]);
    expect(outcomeOf(await call('clip.remove', { id }))).toBe('ok');
  });
});

describe('the list of clips', () => {
  test('holds the caller’s own, newest first, of one camera or all', async () => {
    const { rig, chain, made, call, request } = await start();
    const first = await made({ from: NOON - MINUTE });
    rig.clock.advance(SECOND);
    const second = await made({ channelId: chain.channels.a2, requestKey: 'key-00000002' });
    await request({}, PERSONAS.managerA);
    const listed = async (data = {}) => dataOf('clip.list', await call('clip.list', data)).clips.map(({ id }) => id);
    rig.database.takeOperations();
    expect(await listed()).toEqual([second.id, first.id]);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'clips.find', 'channels.find']);
    expect(await listed({ channelId: chain.channels.a1 })).toEqual([first.id]);
  });
});

describe('making a clip anew', () => {
  test('queues what failed, leaves what is ready, and is on record', async () => {
    const { clips, made, check, call, actions } = await start();
    clips.script = [{ kind: 'refused', why: 'request-failed' }];
    const { id } = await made({ from: NOON - 20 * MINUTE });
    await check(id);
    await check(id);
    expect(dataOf('clip.retry', await call('clip.retry', { id }))).toMatchObject({
      state: 'queued',
      parts: [{ state: 'queued', reason: null }, { state: 'ready' }],
    });
    expect(await check(id)).toMatchObject({ state: 'ready' });
    expect(actions()).toEqual(['clip.request ok', 'clip.retry ok']);
  });
});

describe('removing a clip', () => {
  test('forgets it, so that the same key makes another, and is on record', async () => {
    const { rig, made, call, actions } = await start();
    const { id } = await made();
    expect(await call('clip.remove', { id })).toEqual({ ok: true, data: null });
    expect(outcomeOf(await call('clip.remove', { id }))).toBe('not-found');
    expect(rig.database.all('clips')).toEqual([]);
    expect(outcomeOf(await call('clip.check', { id }))).toBe('not-found');
    expect((await made()).state).toBe('queued');
    expect(actions()).toEqual(['clip.request ok', 'clip.remove ok', 'clip.request ok']);
  });
});
