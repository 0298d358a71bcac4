import { channelIdOf } from '../../../cloudfunctions/core/channel-id';
import type { Database } from '../../../cloudfunctions/core/database';
import { CallError } from '../../../cloudfunctions/core/errors';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import {
  createRig,
  dataOf,
  makeAddress,
  makeChannel,
  makeListed,
  outcomeOf,
  PERSONAS,
  seedChain,
} from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { makeDevices } from '../../support/fake-devices';
import { MemoryDatabase } from '../../support/memory-database';

const NEW = { ...makeAddress('a1'), channelId: '7' };
const WISH = { number: '7', name: '后门' };
const down = new CallError('vendor-unavailable', 'no answer in time');

async function startOn<D extends Database>(database: D) {
  const rig = createRig(database);
  const chain = await seedChain(rig);
  await database.collection('accounts').update({ _id: chain.accountId }, { inboxStoreId: null });
  const devices = makeDevices({ account: [makeListed('a1', { name: '收银台', reachability: 'offline' })] });
  chain.driver.devices = devices;
  const channelId = channelIdOf(chain.accountId, NEW);
  const call = (more: object = {}, person: string = PERSONAS.managerA) =>
    rig.startInstance().call(person, 'camera.extend', { channelId: chain.channels.a1, ...WISH, ...more });
  const list = () => {
    chain.driver.listed = [...(devices.account.get('a1') ?? []), makeListed('a2'), makeListed('b1')];
    return jobs['account.sync']!(rig.startInstance().services, rig.clock.now() + 25_000);
  };
  return { rig, chain, devices, channelId, call, list };
}

const start = async () => {
  const started = await startOn(new MemoryDatabase());
  started.rig.database.takeOperations();
  return {
    ...started,
    made: () => started.rig.database.all('channels').filter(({ _id }) => _id === started.channelId),
  };
};

test('a channel is made known to the vendor, and hangs beside the camera of its device', async () => {
  const { rig, chain, devices, channelId, call, made } = await start();
  expect(dataOf('camera.extend', await call())).toEqual({ channelId });
  expect(devices.asked).toEqual(['extend a1 7 后门']);
  expect(made()).toMatchObject([
    {
      ...{ storeId: chain.stores.A, storeName: '上海南京路店', name: '后门', vendorName: '后门', address: NEW },
      ...{ hidden: false, reachability: 'offline', search: '后门\n上海南京路店' },
    },
  ]);
  expect(rig.database.all('placements')).toEqual([]);
  expect(rig.database.all('audit')).toMatchObject([
    { action: 'camera.extend', kind: 'store', channelId: chain.channels.a1, detail: '后门', result: 'ok' },
  ]);
});

test('that costs two questions to the vendor and eleven operations', async () => {
  const { rig, devices, call } = await start();
  const finding = jest.spyOn(devices, 'find');
  await call();
  expect([finding.mock.calls.length, devices.asked.length]).toEqual([1, 1]);
  expect(rig.database.takeOperations()).toEqual([
    ...['members.get', 'channels.get', 'accounts.get', 'placements.get', 'channels.get', 'placements.add'],
    ...['stores.get', 'channels.add', 'offers.remove', 'placements.remove', 'audit.add'],
  ]);
});

test('the next listing changes nothing', async () => {
  const { rig, call, list, made } = await start();
  await call();
  await list();
  expect(made()).toMatchObject([{ name: '后门', vendorName: '后门' }]);
  expect(rig.database.all('offers')).toEqual([]);
});

test('a number is one however many zeros stand before it', async () => {
  const { channelId, call } = await start();
  expect(dataOf('camera.extend', await call({ number: '007' }))).toEqual({ channelId });
  expect(outcomeOf(await call({ number: '07', name: '另一个' }))).toBe('conflict');
});

test('asked for again, because its answer got lost, it is as it is', async () => {
  const { devices, call, made } = await start();
  expect(await call()).toEqual(await call());
  expect([devices.asked.length, made().length]).toEqual([1, 1]);
});

test.each([
  ['no number', { number: '' }],
  ['letters', { number: '7a' }],
  ['ten digits', { number: '1234567890' }],
  ['a sign', { number: '-7' }],
  ['no name', { name: ' ' }],
  ['a name of 41 characters', { name: '长'.repeat(41) }],
])('%s is refused', async (_, change) => {
  const { devices, call } = await start();
  expect(outcomeOf(await call(change))).toBe('invalid-argument');
  expect(devices.asked).toEqual([]);
});

describe('a channel that the device has already', () => {
  test('is a conflict where it is here under another name', async () => {
    const { call, devices } = await start();
    await call();
    expect(outcomeOf(await call({ name: '另一个' }))).toBe('conflict');
    expect(devices.asked).toHaveLength(1);
  });

  test('is a conflict where it was set up under another name, whose place is still written down', async () => {
    const { rig, chain, channelId, call } = await start();
    await call();
    const place = { _id: channelId, accountId: chain.accountId, storeId: chain.stores.A, notedAt: 0 };
    await rig.database.collection('placements').add([place]);
    expect(outcomeOf(await call({ name: '另一个' }))).toBe('conflict');
    expect(rig.database.all('placements')).toEqual([place]);
  });

  test('is a conflict where only the vendor knows it, and is given to nobody', async () => {
    const { rig, devices, call, made } = await start();
    devices.account.set('a1', [...devices.account.get('a1')!, makeListed('a1', { address: NEW, name: '后门' })]);
    for (let time = 0; time < 2; time += 1) expect(outcomeOf(await call())).toBe('conflict');
    expect([made(), rig.database.all('placements'), devices.asked]).toEqual([[], [], []]);
  });

  test('is a conflict where it hangs in another store', async () => {
    const { rig, chain, call } = await start();
    const store = { _id: chain.stores.B, order: 1, name: '北京王府井店' };
    const other = makeChannel(chain.accountId, 'a1', { store, name: '后门' });
    const elsewhere = { ...other, _id: channelIdOf(chain.accountId, NEW), address: NEW, sort: 'b' };
    await rig.database.collection('channels').add([elsewhere]);
    expect(outcomeOf(await call())).toBe('conflict');
    const { storeId: hangs } = (await rig.database.collection('channels').get(elsewhere._id))!;
    expect(hangs).toBe(chain.stores.B);
  });
});

test('one that was there once, in another store, hangs where it is made known again', async () => {
  const { rig, chain, channelId, call, made } = await start();
  const place = { _id: channelId, accountId: chain.accountId, storeId: chain.stores.B, notedAt: 0 };
  await rig.database.collection('placements').add([place]);
  expect(outcomeOf(await call())).toBe('ok');
  expect(made()).toMatchObject([{ storeId: chain.stores.A }]);
  expect(rig.database.all('placements')).toEqual([]);
});

test('what the vendor refuses leaves nothing behind', async () => {
  const { rig, devices, call, made } = await start();
  devices.fate = 'unknown-device';
  expect(outcomeOf(await call())).toBe('invalid-argument');
  expect([made(), rig.database.all('placements')]).toEqual([[], []]);
});

describe('a channel whose vendor did not answer in time', () => {
  test('hangs as soon as it is asked for again', async () => {
    const { rig, devices, call, made, chain } = await start();
    devices.lost = down;
    expect(outcomeOf(await call())).toBe('vendor-unavailable');
    expect(made()).toEqual([]);
    expect(outcomeOf(await call())).toBe('ok');
    expect(made()).toMatchObject([{ storeId: chain.stores.A, name: '后门' }]);
    expect(devices.asked).toHaveLength(1);
    expect(rig.database.all('placements')).toEqual([]);
  });

  test('hangs as soon as the vendor lists it, and asked for again it is done', async () => {
    const { rig, devices, channelId, call, list, made, chain } = await start();
    devices.lost = down;
    await call();
    await list();
    expect(made()).toMatchObject([{ storeId: chain.stores.A, name: '后门' }]);
    expect(dataOf('camera.extend', await call())).toEqual({ channelId });
    expect(rig.database.all('placements')).toEqual([]);
    expect(devices.asked).toHaveLength(1);
  });
});

test('cut off from the database at any operation and asked for again, there is one channel, in its store', async () => {
  let wasCut = true;
  for (let operations = 1; wasCut; operations += 1) {
    const { rig, chain, devices, channelId, call } = await startOn(new CutDatabase());
    rig.database.cutAfter(operations);
    const first = outcomeOf(await call());
    wasCut = rig.database.mend();
    if (wasCut) expect(first).toBe('internal');
    expect(dataOf('camera.extend', await call())).toEqual({ channelId });
    const { memory } = rig.database;
    expect(memory.all('audit').at(-1)).toMatchObject({ action: 'camera.extend', result: 'ok' });
    const made = memory.all('channels').filter(({ _id }) => _id === channelId);
    expect(made).toMatchObject([{ storeId: chain.stores.A, name: '后门' }]);
    expect(memory.all('placements')).toEqual([]);
    expect(devices.asked).toEqual(['extend a1 7 后门']);
  }
});
