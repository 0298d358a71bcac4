import fc from 'fast-check';
import type { InputOf } from '../../../typings/contract/calls';
import { CallError } from '../../../cloudfunctions/core/errors';
import type { Database } from '../../../cloudfunctions/core/database';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import {
  createRig,
  dataOf,
  FakeDriver,
  makeAddress,
  makeListed,
  NOON,
  outcomeOf,
  PERSONAS,
  seedChain,
} from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { makeDevices } from '../../support/fake-devices';
import { MemoryDatabase } from '../../support/memory-database';
import { ScheduledDatabase } from '../../support/scheduled-database';

const SERIAL = 'K20000001';
const RECORDER = 'K20000009';
const IN_ACCOUNT = 'K10000001';

const onRecorder = (channelId: string) =>
  makeListed(RECORDER, { address: { ...makeAddress(RECORDER), channelId }, name: `录像机 ${channelId}` });

const start = () => startOn(new MemoryDatabase());

async function startOn<D extends Database>(database: D) {
  const rig = createRig(database);
  const chain = await seedChain(rig);
  const { A } = chain.stores;
  await database.collection('accounts').update({ _id: chain.accountId }, { inboxStoreId: null });
  const devices = makeDevices({
    stock: [makeListed(SERIAL, { name: `C6(${SERIAL})` }), onRecorder('1'), onRecorder('2')],
    account: [makeListed(IN_ACCOUNT, { name: '总部会议室' })],
  });
  chain.driver.devices = devices;
  const wish: InputOf<'camera.add'> = {
    ...{ accountId: chain.accountId, storeId: A, serial: SERIAL, code: 'KANDIA', name: '新机位' },
    requestKey: 'request-key-1',
  };
  const call = (more: object = {}, person: string = PERSONAS.managerA) =>
    rig.startInstance().call(person, 'camera.add', { ...wish, ...more });
  const add = async (more: object = {}, person?: string) => dataOf('camera.add', await call(more, person));
  const list = () => jobs['account.sync']!(rig.startInstance().services, rig.clock.now() + 25_000);
  return { rig, chain, devices, call, add, list };
}

const hung = (database: MemoryDatabase, serial: string) =>
  database.all('channels').filter(({ address }) => address.deviceId === serial);

test('a camera is added under the name that it is to have, and hangs in its store at once', async () => {
  const { rig, chain, devices, add } = await start();
  const added = await add();
  const [camera] = hung(rig.database, SERIAL);
  expect(added).toEqual({ kind: 'added', already: false, channelIds: [camera?._id] });
  expect(camera).toMatchObject({
    ...{ storeId: chain.stores.A, storeName: '上海南京路店', name: '新机位', vendorName: '新机位', hidden: false },
    ...{ search: '新机位\n上海南京路店', reachability: 'online', checkedAt: NOON },
  });
  expect(devices.asked).toEqual([`add ${SERIAL} KANDIA 新机位`, `rename ${SERIAL} 新机位`]);
  expect(rig.database.all('placements')).toEqual([]);
  expect(rig.database.all('audit')).toMatchObject([
    { action: 'camera.add', kind: 'store', storeId: chain.stores.A, cameraName: '新机位', result: 'ok' },
  ]);
});

test('a name that the vendor refuses is ours alone, and no listing takes it away', async () => {
  const { rig, chain, devices, add, list } = await start();
  devices.rename = () => Promise.reject(new CallError('invalid-argument', 'too long'));
  await add();
  chain.driver.listed = [makeListed(SERIAL, { name: `C6(${SERIAL})` })];
  await list();
  expect(hung(rig.database, SERIAL)).toMatchObject([{ name: '新机位', vendorName: `C6(${SERIAL})` }]);
  expect(rig.database.all('offers').filter(({ kind }) => kind !== 'gone')).toEqual([]);
});

test('the cameras behind a recorder keep the names that they have there', async () => {
  const { rig, add } = await start();
  expect(await add({ serial: RECORDER })).toMatchObject({ kind: 'added', channelIds: { length: 2 } });
  expect(hung(rig.database, RECORDER).map(({ name }) => name)).toEqual(['录像机 1', '录像机 2']);
});

test('what the vendor tells of only later hangs in its store as soon as it is listed', async () => {
  const { rig, chain, devices, add, list } = await start();
  devices.isSlow = true;
  expect(await add({ serial: RECORDER })).toEqual({ kind: 'added', already: false, channelIds: [] });
  chain.driver.listed = [onRecorder('1'), onRecorder('2')];
  await list();
  expect(hung(rig.database, RECORDER).map(({ storeId }) => storeId)).toEqual([chain.stores.A, chain.stores.A]);
  expect(rig.database.all('placements')).toEqual([]);
});

describe('while the vendor takes its time', () => {
  async function startMeanwhile(action: 'store.edit' | 'store.archive', change: object = {}) {
    const started = await start();
    const { rig, devices } = started;
    const storeId = await rig.setup.createStore({ name: '新店', zone: 'Asia/Shanghai', order: 9 });
    const { add } = devices;
    devices.add = async (device) => {
      devices.add = add;
      await rig.startInstance().call(PERSONAS.owner, action, { storeId, ...change });
      return add(device);
    };
    const ask = () => started.call({ storeId }, PERSONAS.owner);
    return { rig, storeId, ask };
  }

  test('a store gets another name, and the camera hangs under that', async () => {
    const { rig, ask } = await startMeanwhile('store.edit', { name: '更新的店' });
    expect(outcomeOf(await ask())).toBe('ok');
    expect(hung(rig.database, SERIAL)).toMatchObject([{ storeName: '更新的店' }]);
  });

  test('a store is archived, and the camera hangs there once it is restored', async () => {
    const { rig, ask, storeId } = await startMeanwhile('store.archive');
    expect(outcomeOf(await ask())).toBe('conflict');
    expect(hung(rig.database, SERIAL)).toEqual([]);
    await rig.startInstance().call(PERSONAS.owner, 'store.restore', { storeId });
    expect(outcomeOf(await ask())).toBe('ok');
    expect(hung(rig.database, SERIAL)).toMatchObject([{ storeId }]);
  });
});

test.each(['wrong-code', 'other-account', 'offline', 'unknown-device', 'too-many', 'try-again'] as const)(
  'what the vendor refuses as %s says so, and nothing has changed',
  async (why) => {
    const { rig, devices, add } = await start();
    const before = [rig.database.all('channels'), rig.database.all('placements')];
    devices.fate = why;
    expect(await add()).toEqual({ kind: 'refused', why });
    expect([rig.database.all('channels'), rig.database.all('placements')]).toEqual(before);
    expect(rig.database.all('audit')).toMatchObject([{ action: 'camera.add', result: 'conflict' }]);
  },
);

test('a vendor that adds nothing for us is unsupported', async () => {
  const { rig, chain, call } = await start();
  rig.drivers.set(chain.accountId, new FakeDriver());
  expect(outcomeOf(await call())).toBe('unsupported');
});

describe('a camera that the account has already', () => {
  test('is not handed to a manager who names its serial number', async () => {
    const { rig, add, list, chain } = await start();
    expect(await add({ serial: IN_ACCOUNT })).toEqual({ kind: 'added', already: true, channelIds: [] });
    chain.driver.listed = [makeListed(IN_ACCOUNT)];
    await list();
    expect(hung(rig.database, IN_ACCOUNT)).toEqual([]);
    expect(rig.database.all('placements')).toEqual([]);
  });

  test('is not handed to a manager who asks twice at once under one key', async () => {
    const { rig, call } = await start();
    const asked = await Promise.all([1, 2, 3].map(() => call({ serial: IN_ACCOUNT })));
    for (const reply of asked) expect(dataOf('camera.add', reply)).toMatchObject({ already: true, channelIds: [] });
    expect(hung(rig.database, IN_ACCOUNT)).toEqual([]);
  });

  test('is not handed to a manager whose first try the vendor did not answer', async () => {
    const { rig, devices, call, add } = await start();
    const { add: refuse } = devices;
    devices.add = () => Promise.reject(new CallError('vendor-unavailable', 'no answer in time'));
    await call({ serial: IN_ACCOUNT });
    devices.add = refuse;
    expect(await add({ serial: IN_ACCOUNT })).toMatchObject({ already: true, channelIds: [] });
    expect([hung(rig.database, IN_ACCOUNT), rig.database.all('placements')]).toEqual([[], []]);
  });

  test('is put into the store by an owner', async () => {
    const { rig, chain, add } = await start();
    const added = await add({ serial: IN_ACCOUNT }, PERSONAS.owner);
    expect(added).toMatchObject({ kind: 'added', already: true, channelIds: { length: 1 } });
    expect(hung(rig.database, IN_ACCOUNT)).toMatchObject([{ storeId: chain.stores.A }]);
  });

  test('stays where it hangs, and is told to those who manage that store only', async () => {
    const { rig, chain, devices, add } = await start();
    devices.account.set('b1', [makeListed('b1')]);
    devices.account.set('a1', [makeListed('a1')]);
    expect(await add({ serial: 'b1' })).toMatchObject({ channelIds: [] });
    expect(await add({ serial: 'a1' })).toMatchObject({ channelIds: [chain.channels.a1] });
    expect(await add({ serial: 'b1' }, PERSONAS.owner)).toMatchObject({ channelIds: [chain.channels.b1] });
    expect(hung(rig.database, 'b1')).toMatchObject([{ storeId: chain.stores.B, name: '收银台' }]);
  });
});

describe('asked for again with its key', () => {
  test('a camera whose vendor did not answer in time hangs in its store', async () => {
    const { rig, chain, devices, call, add } = await start();
    devices.lost = new CallError('vendor-unavailable', 'no answer in time');
    expect(outcomeOf(await call())).toBe('vendor-unavailable');
    expect(await add()).toMatchObject({ kind: 'added', already: false, channelIds: { length: 1 } });
    expect(hung(rig.database, SERIAL)).toMatchObject([{ storeId: chain.stores.A }]);
    expect(rig.database.all('placements')).toEqual([]);
  });

  test.each([
    ['the vendor wants no more calls', 'add', 'vendor-quota'],
    ['the vendor answers in no form that is known', 'find', 'vendor-protocol'],
  ] as const)('a camera hangs in its store though meanwhile %s', async (_, verb, code) => {
    const { rig, chain, devices, call, add } = await start();
    devices.lost = new CallError('vendor-protocol', 'unexpected reply');
    expect(outcomeOf(await call())).toBe('vendor-protocol');
    const whole = { [verb]: devices[verb] };
    Object.assign(devices, { [verb]: () => Promise.reject(new CallError(code, 'not now')) });
    expect(outcomeOf(await call())).toBe(code);
    Object.assign(devices, whole);
    expect(await add()).toMatchObject({ kind: 'added', already: false, channelIds: { length: 1 } });
    expect(hung(rig.database, SERIAL)).toMatchObject([{ storeId: chain.stores.A }]);
    expect(rig.database.all('placements')).toEqual([]);
  });

  test('a day later nothing is known of it any more, and places are as they were', async () => {
    const { rig, chain, devices, call } = await start();
    await rig.setup.placeChannels(chain.accountId, [{ address: makeAddress('later'), storeId: chain.stores.A }]);
    const places = rig.database.all('placements');
    devices.lost = new CallError('vendor-unavailable', 'no answer in time');
    await call();
    const sweep = () => jobs['lease.sweep']!(rig.startInstance().services, rig.clock.now() + 25_000);
    const noted = rig.database.all('placements');
    rig.clock.advance(24 * 3_600_000);
    await sweep();
    expect([noted.length, rig.database.all('placements')]).toEqual([2, noted]);
    rig.clock.advance(1);
    await sweep();
    expect(rig.database.all('placements')).toEqual(places);
  });

  test('for another store it is a conflict', async () => {
    const { chain, devices, call } = await start();
    devices.lost = new CallError('vendor-unavailable', 'no answer in time');
    await call({}, PERSONAS.owner);
    expect(outcomeOf(await call({ storeId: chain.stores.B }, PERSONAS.owner))).toBe('conflict');
  });

  test('cut off from the database at any operation, it comes to the same', async () => {
    let wasCut = true;
    for (let operations = 1; wasCut; operations += 1) {
      const { rig, chain, call } = await startOn(new CutDatabase());
      rig.database.cutAfter(operations);
      const first = outcomeOf(await call());
      wasCut = rig.database.mend();
      if (wasCut) expect([first, outcomeOf(await call())]).toEqual(['internal', 'ok']);
      const { memory } = rig.database;
      expect(hung(memory, SERIAL)).toMatchObject([{ storeId: chain.stores.A, name: '新机位' }]);
      expect(memory.all('placements')).toEqual([]);
    }
  });
});

test('added while its account is listed, a camera hangs in its store, and the listing goes on', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const { rig, chain, call, list } = await startOn(new ScheduledDatabase());
    chain.driver.listed = [makeListed(IN_ACCOUNT), makeListed(SERIAL), makeListed('a1')];
    rig.database.orderBy(scheduler);
    const [reply, listed] = await scheduler.waitFor(Promise.all([call(), list()]));
    expect([outcomeOf(reply), listed.accounts]).toEqual(['ok', 1]);
    const { memory } = rig.database;
    expect(hung(memory, SERIAL)).toMatchObject([{ storeId: chain.stores.A }]);
    expect(memory.all('listings')).toMatchObject([{ state: 'idle', problem: null }]);
    expect(memory.all('offers').filter(({ told }) => told?.address.deviceId === SERIAL)).toEqual([]);
  });
  await fc.assert(check, { numRuns: 25 });
});

test('whoever archives a store while a camera is added to it leaves none with a camera in it', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const { rig, call } = await startOn(new ScheduledDatabase());
    const storeId = await rig.setup.createStore({ name: '新店', zone: 'Asia/Shanghai', order: 9 });
    rig.database.orderBy(scheduler);
    const archive = rig.startInstance().call(PERSONAS.owner, 'store.archive', { storeId });
    await scheduler.waitFor(Promise.all([call({ storeId }, PERSONAS.owner), archive]));
    const { memory } = rig.database;
    const isEmpty = !memory.all('channels').some((camera) => camera.storeId === storeId);
    const isOpen = (await memory.collection('stores').get(storeId))?.archivedAt === 0;
    expect(isEmpty || isOpen).toBe(true);
  });
  await fc.assert(check, { numRuns: 60 });
});
