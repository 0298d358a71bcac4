import type { Database } from '../../../cloudfunctions/core/database';
import type { CollectionName } from '../../../cloudfunctions/core/documents';
import { absorb } from '../../../cloudfunctions/core/imports/absorb';
import { createRig, dataOf, makeListed, makeSource, NOON, PERSONAS, seedChain } from '../../support/cloud-rig';

const MINUTE = 60_000;

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const ids = Object.values(chain.channels);
  for (const device of ['a1', 'a2', 'b1']) chain.driver.told.set(device, {});
  const channels = rig.database.collection('channels');
  /** What the list says after so long. */
  const ask = async (afterMs = MINUTE) => {
    rig.clock.advance(afterMs);
    return dataOf('channel.status', await instance.call(PERSONAS.owner, 'channel.status', { ids })).statuses;
  };
  const a1 = () => rig.database.all('channels').find(({ _id }) => _id === chain.channels.a1);
  const goes = (reachability: 'online' | 'offline') => void chain.driver.told.set('a1', { reachability });
  return { rig, chain, channels, ask, a1, goes };
}

/** The database, of which one collection is changed by others after each look into it. */
function interrupted(database: Database, changed: CollectionName, change: () => Promise<unknown>): Database {
  return {
    collection(name) {
      const inner = database.collection(name);
      return {
        get: (id) => inner.get(id),
        async find(query) {
          const found = await inner.find(query);
          if (name === changed) await change();
          return found;
        },
        add: (documents) => inner.add(documents),
        update: (where, fields) => inner.update(where, fields),
        remove: (where) => inner.remove(where),
        countBy: (filter, fields) => inner.countBy(filter, fields),
      };
    },
  };
}

test('a camera seen gone twice is in an outage, since it was first seen so', async () => {
  const { ask, a1, goes } = await start();
  expect(a1()).toMatchObject({ outageState: 'none', seenFrom: NOON });
  goes('offline');
  await ask();
  expect(a1()).toMatchObject({ reachability: 'offline', seenFrom: NOON + MINUTE, outageState: 'none', outageFrom: 0 });
  await ask(MINUTE / 2);
  expect(a1()).toMatchObject({ outageState: 'none' });
  await ask(MINUTE / 2);
  expect(a1()).toMatchObject({ outageState: 'new', outageFrom: NOON + MINUTE, seenFrom: NOON + MINUTE });
});

test('beginning and end are written with the state, at no operation more', async () => {
  const { rig, ask, goes } = await start();
  goes('offline');
  await ask();
  const operations = async () => {
    rig.database.takeOperations();
    await ask();
    return rig.database.takeOperations().filter((operation) => operation !== 'accounts.get'); // once a minute
  };
  const same = ['members.get', 'channels.find', 'channels.update'];
  expect(await operations()).toEqual([...same, 'channels.update']); // it began, and the others stayed as they were
  expect(await operations()).toEqual(same);
});

test('what people were told meanwhile stands: an outage that was seen as new before is not new again', async () => {
  const { chain, channels, rig, ask, a1, goes } = await start();
  goes('offline');
  await ask();
  await ask();
  expect(a1()).toMatchObject({ outageState: 'new' });
  const { readStatus } = chain.driver;
  chain.driver.readStatus = async (addresses) => {
    const answers = await readStatus.call(chain.driver, addresses);
    await channels.update({ _id: chain.channels.a1 }, { outageState: 'announced' }); // after the camera was read, before what the vendor says is kept
    return answers;
  };
  await ask();
  expect(a1()).toMatchObject({ outageState: 'announced', checkedAt: rig.clock.now() });
});

test('one that people are told of while it comes back is over with the next sight, not forgotten', async () => {
  const { chain, channels, ask, a1, goes } = await start();
  goes('offline');
  await ask();
  await ask();
  goes('online');
  await ask();
  const { readStatus } = chain.driver;
  chain.driver.readStatus = async (addresses) => {
    const answers = await readStatus.call(chain.driver, addresses);
    await channels.update({ _id: chain.channels.a1, outageState: 'new' }, { outageState: 'announced' });
    return answers;
  };
  await ask();
  expect(a1()).toMatchObject({ reachability: 'online', outageState: 'announced' });
  await ask();
  expect(a1()).toMatchObject({ outageState: 'over', outageFrom: NOON + MINUTE });
});

/** Another instance sees the camera so while this one waits for the vendor. */
function seenMeanwhile(
  { chain, channels, rig }: Awaited<ReturnType<typeof start>>,
  reachability: 'online' | 'offline',
) {
  const { readStatus } = chain.driver;
  chain.driver.readStatus = async (addresses) => {
    chain.driver.readStatus = readStatus;
    const answers = await readStatus.call(chain.driver, addresses);
    const seenFrom = rig.clock.now() - 5_000;
    await channels.update({ _id: chain.channels.a1 }, { reachability, since: seenFrom, seenFrom });
    return answers;
  };
}

test('one that another instance saw back in between is in no outage before it is seen gone twice again', async () => {
  const chain = await start();
  const { ask, a1, goes } = chain;
  goes('offline');
  await ask();
  seenMeanwhile(chain, 'online');
  await ask();
  expect(a1()).toMatchObject({ reachability: 'online', outageState: 'none', outageFrom: 0 });
  await ask();
  expect(a1()).toMatchObject({ reachability: 'offline', outageState: 'none' });
  await ask();
  expect(a1()).toMatchObject({ outageState: 'new' });
});

test('of two instances that see it go, the first sight counts', async () => {
  const chain = await start();
  const { rig, ask, a1, goes } = chain;
  goes('offline');
  seenMeanwhile(chain, 'offline');
  await ask();
  expect(a1()).toMatchObject({ reachability: 'offline', seenFrom: rig.clock.now() - 5_000 });
});

test('a vendor that is silent, or knows nothing of it, ends no outage', async () => {
  const { chain, ask, a1, goes } = await start();
  goes('offline');
  await ask();
  await ask();
  chain.driver.told.delete('a1');
  await ask();
  await ask();
  expect(a1()).toMatchObject({ reachability: 'unknown', outageState: 'new' });
  chain.driver.failure = new Error('down');
  await ask();
  expect(a1()).toMatchObject({ outageState: 'new', outageFrom: NOON + MINUTE });
});

test('a listing is a sight like any other, and overwrites nothing that was learnt meanwhile', async () => {
  const { rig, chain, channels, a1 } = await start();
  const stores = new Map(rig.database.all('stores').map((store) => [store._id, store]));
  const inbox = stores.get(chain.stores.A) ?? null;
  const list = async (reachability: 'online' | 'offline', now: number) => {
    const base = { accountId: chain.accountId, vendor: 'fake', elsewhere: false, tools: false, listedAt: now };
    await absorb(rig.database, [makeListed('a1', { reachability })], { shelf: { ...base, stores, inbox }, now });
  };
  await list('offline', NOON + MINUTE);
  expect(a1()).toMatchObject({ reachability: 'offline', outageState: 'none', codec: 'h264' });
  await list('offline', NOON + 2 * MINUTE);
  expect(a1()).toMatchObject({ outageState: 'new', outageFrom: NOON + MINUTE, seenFrom: NOON + MINUTE });
  await channels.update({ _id: chain.channels.a1 }, { outageState: 'announced', codec: 'h265' });
  await list('online', NOON + 3 * MINUTE);
  await list('online', NOON + 4 * MINUTE);
  expect(a1()).toMatchObject({ outageState: 'over', outageFrom: NOON + MINUTE, codec: 'h265' });
});

test('what a listing has read before people were told is left for the next one', async () => {
  const { rig, chain, channels, a1 } = await start();
  await channels.update({ _id: chain.channels.a1 }, { reachability: 'offline', outageState: 'new', outageFrom: NOON });
  const stores = new Map(rig.database.all('stores').map((store) => [store._id, store]));
  const shelf = { accountId: chain.accountId, vendor: 'fake', elsewhere: false, tools: false, stores, inbox: null };
  const tellPeople = () => channels.update({ _id: chain.channels.a1 }, { outageState: 'announced' });
  const database = interrupted(rig.database, 'channels', tellPeople);
  const now = NOON + MINUTE;
  await absorb(database, [makeListed('a1')], { shelf: { ...shelf, listedAt: now }, now });
  expect(a1()).toMatchObject({ reachability: 'offline', outageState: 'announced', listedAt: now });
});

test('the codec of what is opened is kept once, and opening is not failed for it', async () => {
  const { rig, chain, a1 } = await start();
  const instance = rig.startInstance();
  const open = async () => {
    rig.database.takeOperations();
    const reply = await instance.call(PERSONAS.owner, 'live.open', { channelId: chain.channels.a1, quality: 'main' });
    return { reply, operations: rig.database.takeOperations() };
  };
  const opened = (await open()).operations;
  expect(opened).not.toContain('channels.update');
  chain.driver.sources = [makeSource({ codec: 'unknown' }), makeSource({ codec: 'h265' })];
  rig.database.failing = 'channels.update';
  expect((await open()).reply).toMatchObject({ ok: true });
  rig.database.failing = null;
  expect(a1()?.codec).toBe('h264');
  expect((await open()).operations).toContain('channels.update');
  expect(a1()?.codec).toBe('h265');
  expect((await open()).operations).not.toContain('channels.update');
  chain.driver.sources = [makeSource({ codec: 'unknown' })];
  expect((await open()).operations).not.toContain('channels.update');
  expect(a1()?.codec).toBe('h265');
});
