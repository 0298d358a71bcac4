import type { SharedPast } from '../../../typings/contract/codes';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { offerRecordings } from '../../support/fake-past';
import { makeLine } from '../../support/audit-lines';

type Persona = keyof typeof PERSONAS;

const HOUR = 3_600_000;
const SPAN = { from: NOON - 2 * HOUR, to: NOON - HOUR };

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  offerRecordings(chain.driver);
  const instance = rig.startInstance();
  const beat = async (persona: Persona, openId: string) =>
    outcomeOf(await instance.call(PERSONAS[persona], 'watching.beat', { openId }));
  const watch = async (persona: Persona, camera: keyof typeof chain.channels = 'a1') => {
    const input = { channelId: chain.channels[camera], quality: 'sub' };
    return dataOf('live.open', await instance.call(PERSONAS[persona], 'live.open', input)).openId;
  };
  const lookBack = async (persona: Persona) => {
    const input = { channelId: chain.channels.a1, place: 'device', segment: { ...SPAN, id: null }, at: SPAN.from };
    return dataOf('playback.open', await instance.call(PERSONAS[persona], 'playback.open', input)).openId;
  };
  const watchings = () => rig.database.all('watchings');
  return { rig, chain, instance, beat, watch, lookBack, watchings };
}

test('a beat notes who watches what since when, and the next that it still goes on', async () => {
  const { rig, chain, beat, watch, watchings } = await start();
  const openId = await watch('staffA');
  const row = { _id: openId, person: PERSONAS.staffA, channelId: chain.channels.a1, storeId: chain.stores.A };
  rig.clock.advance(1000);
  expect(await beat('staffA', openId)).toBe('ok');
  expect(watchings()).toEqual([{ ...row, kind: 'live', since: NOON, seenAt: NOON + 1000 }]);
  rig.clock.advance(20_000);
  expect(await beat('staffA', openId)).toBe('ok');
  expect(watchings()).toEqual([{ ...row, kind: 'live', since: NOON, seenAt: NOON + 21_000 }]);
});

test('a beat asks nothing of a vendor, and costs three operations, the first one four', async () => {
  const { rig, chain, beat, watch } = await start();
  const openId = await watch('staffA');
  rig.database.takeOperations();
  chain.driver.asked.length = 0;
  await beat('staffA', openId);
  const operations = ['members.get', 'audit.find', 'watchings.update'];
  expect(rig.database.takeOperations()).toEqual([...operations, 'watchings.add']);
  await beat('staffA', openId);
  expect(rig.database.takeOperations()).toEqual(operations);
  expect(chain.driver.asked).toEqual([]);
});

test('beats that arrive together are one watching', async () => {
  const { rig, beat, watch, watchings } = await start();
  const openId = await watch('staffA');
  const others = Array.from({ length: 4 }, () => rig.startInstance());
  const beats = others.map((other) => other.call(PERSONAS.staffA, 'watching.beat', { openId }));
  expect((await Promise.all(beats)).map(outcomeOf)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(await beat('staffA', openId)).toBe('ok');
  expect(watchings()).toHaveLength(1);
});

test('looking back beats, too', async () => {
  const { beat, lookBack, watchings } = await start();
  expect(await beat('staffA', await lookBack('staffA'))).toBe('ok');
  expect(watchings()).toMatchObject([{ kind: 'playback' }]);
});

describe('a picture has to go with the next beat', () => {
  test('of a member who was removed mid-play', async () => {
    const { rig, chain, beat, watch } = await start();
    const openId = await watch('staffA');
    expect(await beat('staffA', openId)).toBe('ok');
    await rig.database.collection('members').update({ _id: PERSONAS.staffA }, { grants: [] });
    expect(await beat('staffA', openId)).toBe('permission-denied');
    const elsewhere = { role: 'staff', storeId: chain.stores.B } as const;
    await rig.database.collection('members').update({ _id: PERSONAS.staffA }, { grants: [elsewhere] });
    expect(await beat('staffA', openId)).toBe('not-found');
  });

  test('of a member who may not look back any more, or not at this hour', async () => {
    const { rig, chain, instance, beat, watch, lookBack } = await start();
    const [live, past] = [await watch('staffA'), await lookBack('staffA')];
    const store = { role: 'staff', storeId: chain.stores.A } as const;
    const grant = async (more: object) =>
      rig.database.collection('members').update({ _id: PERSONAS.staffA }, { grants: [{ ...store, ...more }] });
    await grant({ rights: ['view'] });
    expect(await beat('staffA', live)).toBe('ok');
    expect(await beat('staffA', past)).toBe('permission-denied');
    await grant({ hours: { from: 480, to: 1200, zone: 'Asia/Shanghai' } });
    const reply = await instance.call(PERSONAS.staffA, 'watching.beat', { openId: live });
    expect(reply).toMatchObject({ error: { code: 'outside-hours', retryAt: NOON + 12 * HOUR } });
  });

  test('of a guest whose share was revoked or ends', async () => {
    const { rig, beat, watch } = await start();
    const openId = await watch('guest', 'b1');
    expect(await beat('guest', openId)).toBe('ok');
    await rig.database.collection('shares').update({}, { revokedAt: NOON });
    expect(await beat('guest', openId)).toBe('permission-denied');
    await rig.database.collection('shares').update({}, { revokedAt: 0 });
    expect(await beat('guest', openId)).toBe('ok');
    rig.clock.advance(HOUR);
    expect(await beat('guest', openId)).toBe('permission-denied');
  });
});

describe('a guest of a stretch of the past', () => {
  /** The guest's share now shows this stretch of a1, and they have opened what they opened. */
  async function startShared(shared: SharedPast, opened: SharedPast) {
    const started = await start();
    const { rig, chain } = started;
    const channel = { channelIds: [chain.channels.a1], storeIds: [chain.stores.A] };
    await rig.database.collection('shares').update({}, { ...channel, past: shared });
    const place = { channelId: chain.channels.a1, storeId: chain.stores.A };
    const line = { ...place, person: PERSONAS.guest, action: 'playback.open', kind: 'playback', past: opened } as const;
    await rig.database.collection('audit').add([makeLine('open-1', line)]);
    return started;
  }

  test.each<[string, Partial<SharedPast>, string]>([
    ['all of it', {}, 'ok'],
    ['a part of it', { from: SPAN.from + 1000, to: SPAN.to - 1000 }, 'ok'],
    ['more than that', { to: SPAN.to + 1 }, 'permission-denied'],
    ['the same time at another place', { place: 'cloud' }, 'permission-denied'],
  ])('who has opened %s hears %s', async (_, opened, outcome) => {
    const shared = { place: 'device', ...SPAN } as const;
    const { beat } = await startShared(shared, { ...shared, ...opened });
    expect(await beat('guest', 'open-1')).toBe(outcome);
  });
});

describe('no beat is taken', () => {
  test('of another person’s watching, of none, of a failed one, or of something else', async () => {
    const { rig, chain, beat, watch } = await start();
    const openId = await watch('managerA');
    const place = { channelId: chain.channels.a1, storeId: chain.stores.A };
    await rig.database
      .collection('audit')
      .add([
        makeLine('failed', { ...place, result: 'device-offline' }),
        makeLine('something else', { ...place, action: 'ptz.hold', kind: 'ptz' }),
      ]);
    rig.database.takeOperations();
    for (const id of [openId, 'unheard-of', 'failed', 'something else']) {
      expect(await beat('staffA', id)).toBe('not-found');
    }
    expect(rig.database.writes).toEqual([]);
  });

  test('after the closing, and none a day after the opening', async () => {
    const { rig, instance, beat, watch, watchings } = await start();
    const [closed, long] = [await watch('staffA'), await watch('staffA')];
    await beat('staffA', closed);
    await instance.call(PERSONAS.staffA, 'live.close', { openId: closed });
    expect(watchings()).toEqual([]);
    expect(await beat('staffA', closed)).toBe('not-found');
    rig.clock.advance(24 * HOUR);
    expect(await beat('staffA', long)).toBe('ok');
    rig.clock.advance(1);
    expect(await beat('staffA', long)).toBe('not-found');
  });
});
