import type { StorageMedium } from '../../../typings/contract/health';
import { CallError } from '../../../cloudfunctions/core/errors';
import { goneOffer } from '../../../cloudfunctions/core/imports/to-offer';
import {
  createRig,
  dataOf,
  FakeDriver,
  makeAddress,
  makeChannel,
  NOON,
  outcomeOf,
  PERSONAS,
  seedChain,
} from '../../support/cloud-rig';

const MINUTE = 60_000;
const CARD: StorageMedium = { state: 'ok', totalBytes: 32_000, freeBytes: 1_000 };

/** A vendor that tells all there is to tell of the till's camera. */
async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const { driver, channels } = chain;
  for (const device of ['a1', 'a2', 'b1']) driver.told.set(device, {});
  const noting = <T>(what: string, value: T) => {
    return async ({ deviceId }: { readonly deviceId: string }): Promise<T> => {
      driver.asked.push(`${what} ${deviceId}`);
      return value;
    };
  };
  const size = { width: 1280, height: 720 };
  driver.readStorage = noting('storage', [CARD]);
  driver.readPushing = noting('pushing', { codec: 'h265', size, framesPerSecond: 25, lastsMs: 5 * MINUTE } as const);
  driver.listViewers = noting('viewers', [{ address: makeAddress('a1'), protocol: 'rtmp', onlineMs: MINUTE } as const]);
  const instance = rig.startInstance();
  const ask = async (person: string = PERSONAS.owner, channelId: string = channels.a1) =>
    dataOf('camera.health', await instance.call(person, 'camera.health', { channelId }));
  rig.database.takeOperations();
  return { rig, chain, driver, instance, ask };
}

test('a camera in order is told with all that its vendor says, and no cause', async () => {
  const { chain, driver, ask } = await start();
  driver.readPushing = async () => ({ codec: 'h264', size: null, framesPerSecond: null, lastsMs: MINUTE });
  expect(await ask()).toEqual({
    id: chain.channels.a1,
    ...{
      name: '收银台',
      storeName: '上海南京路店',
      zone: 'Asia/Shanghai',
      outageFrom: null,
      causes: [],
      codec: 'h264',
    },
    status: { id: chain.channels.a1, reachability: 'online', since: null, condition: 'clear', checkedAt: NOON },
    storage: { kind: 'known', value: [CARD] },
    pushing: { kind: 'known', value: { since: NOON - MINUTE, codec: 'h264', size: null, framesPerSecond: null } },
    viewers: { kind: 'known', value: [{ protocol: 'rtmp', since: NOON - MINUTE }] },
  });
});

test('it costs one question of each kind and seven operations, three while what it rests on is remembered', async () => {
  const { rig, driver, ask } = await start();
  await ask();
  expect(driver.asked.sort()).toEqual(['pushing a1', 'status 1', 'storage a1', 'viewers a1']);
  expect(rig.database.takeOperations()).toEqual([
    ...['members.get', 'channels.get', 'accounts.get', 'channels.find'],
    ...['stores.get', 'offers.get', 'channels.update'],
  ]);
  driver.asked.length = 0;
  await ask();
  expect(driver.asked).not.toContain('status 1');
  expect(rig.database.takeOperations()).toEqual(['members.get', 'channels.find', 'offers.get']);
});

test('of one that is gone, its neighbours are asked about in one more question', async () => {
  const { rig, driver, ask } = await start();
  driver.told.set('a1', { reachability: 'offline' });
  rig.clock.advance(MINUTE);
  expect((await ask()).causes).toEqual(['camera-line', 'codec']);
  expect(driver.asked.filter((call) => call.startsWith('status'))).toEqual(['status 1', 'status 1']);

  driver.told.set('a2', { reachability: 'offline' });
  rig.clock.advance(MINUTE);
  expect((await ask()).causes).toEqual(['store-line', 'codec']);
});

test('of a store with many cameras, thirty of them are asked about, those of its own recorder first', async () => {
  const { rig, chain, driver, ask } = await start();
  const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
  const others = Array.from({ length: 40 }, (_, n) => makeChannel(chain.accountId, `d${n}`, { store, name: `0${n}` }));
  const ofRecorder = ['2', '3'].map((channelId) => {
    const address = { ...makeAddress('a1'), channelId };
    return makeChannel(chain.accountId, 'a1', { store, name: '后门', overrides: { _id: `a1-${channelId}`, address } });
  });
  const channels = ofRecorder.map((channel) => ({ ...channel, sort: `${channel.sort}/${channel._id}` }));
  await rig.database.collection('channels').add([...others, ...channels]);
  const asked: string[][] = [];
  driver.readStatus = async (addresses) => {
    asked.push(addresses.map(({ deviceId }) => deviceId));
    const offline = { reachability: 'offline', since: null, condition: 'clear' } as const;
    return addresses.map((address) => ({ address, ...offline }));
  };
  rig.clock.advance(MINUTE);
  const { causes } = await ask();
  expect(asked.map((devices) => devices.length)).toEqual([1, 30]);
  expect(asked[1]?.slice(0, 2)).toEqual(['a1', 'a1']);
  expect(causes).toEqual(['recorder', 'codec']); // the eleven others were there when they were last asked about
});

test('an outage is told from when it went, once it was seen twice', async () => {
  const { rig, driver, ask } = await start();
  driver.told.set('a1', { reachability: 'offline' });
  rig.clock.advance(MINUTE);
  expect((await ask()).outageFrom).toBeNull();
  rig.clock.advance(MINUTE);
  expect((await ask()).outageFrom).toBe(NOON + MINUTE);
  driver.told.set('a1', {});
  rig.clock.advance(MINUTE);
  await ask();
  rig.clock.advance(MINUTE);
  expect((await ask()).outageFrom).toBeNull();
});

test('who does not manage it is told the state, the causes and its storage, not who watches', async () => {
  const { driver, ask } = await start();
  const health = await ask(PERSONAS.staffA);
  const untold = { kind: 'unknown', why: 'permission-denied' };
  expect(health).toMatchObject({ pushing: untold, viewers: untold, storage: { kind: 'known' }, codec: 'h264' });
  expect(driver.asked.sort()).toEqual(['status 1', 'storage a1']);
});

test('what a vendor does not tell is unsupported, and the rest is told', async () => {
  const { chain, driver, ask } = await start();
  delete driver.readStorage;
  delete driver.readPushing;
  delete driver.listViewers;
  const untold = { kind: 'unknown', why: 'unsupported' };
  expect(await ask()).toMatchObject({ storage: untold, pushing: untold, viewers: untold, causes: [] });
  expect(chain.driver.asked).toEqual(['status 1']);
});

test('each question fails by itself, and the log says so without an id or an address', async () => {
  const { rig, driver, ask } = await start();
  driver.readStorage = () => Promise.reject(new CallError('device-offline', 'a1 is gone', { vendor: 'fake' }));
  driver.listViewers = () => Promise.reject(new TypeError('secret'));
  const health = await ask();
  expect(health.storage).toEqual({ kind: 'unknown', why: 'device-offline' });
  expect(health.viewers).toEqual({ kind: 'unknown', why: 'internal' });
  expect(health.pushing.kind).toBe('known');
  expect(rig.log.join('\n')).toContain('"action":"camera.health"');
  expect(rig.log.join('\n')).not.toMatch(/a1|secret"|openid/);
});

test.each([
  ['vendor-unavailable', 'vendor-silent'],
  ['vendor-auth', 'account-keys'],
  ['vendor-quota', 'vendor-quota'],
] as const)('a vendor that answers %s is the cause; what was last known is told', async (code, cause) => {
  const { driver, rig, ask } = await start();
  rig.clock.advance(MINUTE);
  driver.failure = new CallError(code, 'no');
  expect(await ask()).toMatchObject({ status: { reachability: 'online', checkedAt: NOON }, causes: [cause, 'codec'] });
});

test('a camera that its vendor leaves out, or that the last listing missed, is listed no more', async () => {
  const { rig, chain, driver, ask } = await start();
  driver.told.delete('a1');
  expect(await ask()).toMatchObject({ status: { reachability: 'unknown' }, causes: ['not-listed', 'codec'] });
  const channel = await rig.database.collection('channels').get(chain.channels.a2);
  await rig.database.collection('offers').add([goneOffer(channel!, NOON)]);
  expect((await ask(PERSONAS.owner, chain.channels.a2)).causes).toEqual(['not-listed', 'codec']);
});

test('a vendor that lets everybody wait is waited for six seconds in all', async () => {
  const { driver, ask } = await start();
  const waits: number[] = [];
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    waits.push(ms);
    return AbortSignal.abort();
  });
  driver.readStatus = () => new Promise(() => undefined);
  driver.readStorage = () => new Promise(() => undefined);
  try {
    const untold = { kind: 'unknown', why: 'vendor-unavailable' };
    expect(await ask()).toMatchObject({ storage: untold, causes: ['vendor-silent'], status: { checkedAt: NOON } });
    expect(waits).toEqual([6_000]);
  } finally {
    timeout.mockRestore();
  }
});

test('its neighbours’ accounts may be others: each is asked once', async () => {
  const { rig, chain, driver, ask } = await start();
  const other = { vendor: 'fake', name: '第二账号', credentials: {}, inboxStoreId: chain.stores.A };
  const accountId = await rig.setup.createAccount(other);
  const second = new FakeDriver();
  second.told.set('z1', { reachability: 'offline' });
  rig.drivers.set(accountId, second);
  const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
  await rig.database.collection('channels').add([makeChannel(accountId, 'z1', { store, name: '后门' })]);
  for (const device of ['a1', 'a2']) driver.told.set(device, { reachability: 'offline' });
  rig.clock.advance(MINUTE);
  expect((await ask()).causes).toEqual(['store-line', 'codec']);
  expect(second.asked).toEqual(['status 1']);
});

test('neither an account, nor a serial, nor an address is in the answer', async () => {
  const { chain, instance } = await start();
  const reply = await instance.call(PERSONAS.owner, 'camera.health', { channelId: chain.channels.a1 });
  expect(outcomeOf(reply)).toBe('ok');
  expect(JSON.stringify(reply)).not.toMatch(new RegExp(`${chain.accountId}|deviceId|"a1"|https?:|rtmp:|openid`));
});

test('somebody who asks without a pause is told to wait, and no vendor hears of it', async () => {
  const { chain, driver, instance } = await start();
  const ask = () => instance.call(PERSONAS.owner, 'camera.health', { channelId: chain.channels.a1 });
  const outcomes: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) outcomes.push(outcomeOf(await ask()));
  driver.asked.length = 0;
  expect([...outcomes, outcomeOf(await ask())]).toEqual([...Array<string>(10).fill('ok'), 'rate-limited']);
  expect(driver.asked).toEqual([]);
});
