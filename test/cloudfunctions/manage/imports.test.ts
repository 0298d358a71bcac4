import type { InputOf } from '../../../typings/contract/calls';
import type { Database } from '../../../cloudfunctions/core/database';
import { CallError } from '../../../cloudfunctions/core/errors';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createRig, dataOf, makeListed, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { MemoryDatabase } from '../../support/memory-database';

const MINUTE = 60_000;

const start = () => startOn(new MemoryDatabase());

/** The chain, whose account decides nothing by itself. */
async function startOn<D extends Database>(database: D) {
  const rig = createRig(database);
  const chain = await seedChain(rig);
  rig.clock.advance(1);
  const { accountId, driver } = chain;
  await database.collection('accounts').update({ _id: accountId }, { inboxStoreId: null });
  const listedHere = () => [
    makeListed('a1', { name: '收银台' }),
    makeListed('a2', { name: '大门' }),
    makeListed('b1', { name: '收银台' }),
  ];
  driver.listed = listedHere();
  const call = (action: 'import.refresh' | 'import.check' | 'offer.list' | 'offer.take', data: object = {}) =>
    rig.startInstance().call(PERSONAS.owner, action, { accountId, ...data });
  const refresh = async () => dataOf('import.refresh', await call('import.refresh'));
  const check = async () => dataOf('import.check', await call('import.check'));
  const offers = async (more: object = {}) => dataOf('offer.list', await call('offer.list', more));
  const take = async (...wishes: InputOf<'offer.take'>['offers']) =>
    dataOf('offer.take', await call('offer.take', { offers: wishes })).taken;
  const tick = () => jobs['account.sync']!(rig.startInstance().services, rig.clock.now() + 45_000);
  /** Reads the whole list. */
  async function list(): Promise<void> {
    rig.clock.advance(1);
    await refresh();
    expect(await check()).toMatchObject({ state: 'idle' });
  }
  const camera = (id: string) => database.collection('channels').get(id);
  return { rig, chain, accountId, driver, listedHere, call, refresh, check, offers, take, tick, list, camera };
}

describe('a listing', () => {
  test('begins when it is asked for, goes on when somebody looks, and is told as it stands', async () => {
    const { rig, refresh, check } = await start();
    expect(await check()).toMatchObject({ state: 'idle', startedAt: null, finishedAt: null });
    const startedAt = rig.clock.now();
    const begun = { state: 'listing', seen: 0, startedAt, finishedAt: null, problem: null };
    expect(await refresh()).toEqual(begun);
    expect(await refresh()).toEqual(begun);
    expect(await check()).toEqual({ ...begun, state: 'idle', seen: 3, finishedAt: startedAt });
  });

  test('of a long list takes several steps, each from where the last one stopped', async () => {
    const { rig, driver, offers, refresh, check } = await start();
    driver.listed.push(...Array.from({ length: 447 }, (_, n) => makeListed(`new-${n}`)));
    driver.onPage = () => rig.clock.advance(2_000);
    await refresh();
    const steps = [await check(), await check()];
    expect(steps).toMatchObject([
      { state: 'listing', seen: 150 },
      { state: 'listing', seen: 300 },
    ]);
    expect((await offers()).counts).toEqual({ new: 297, renamed: 0, gone: 0 });
    expect(await check()).toMatchObject({ state: 'listing', seen: 450, finishedAt: null });
    expect(await check()).toMatchObject({ state: 'idle', seen: 450, finishedAt: rig.clock.now() });
    expect(driver.listedFrom).toEqual(['0', '3', '6']);
    expect((await offers()).counts).toEqual({ new: 447, renamed: 0, gone: 0 });
  });

  test('goes on with the timer when nobody looks', async () => {
    const { driver, refresh, check, tick } = await start();
    await tick();
    await refresh();
    await tick();
    expect(driver.listedFrom).toEqual(['0', '0']);
    expect(await check()).toMatchObject({ state: 'idle', seen: 3 });
  });

  test('that fails says why, keeps what it has read, and is taken up again by the timer', async () => {
    const { rig, driver, offers, refresh, check, tick } = await start();
    driver.listed.push(...Array.from({ length: 97 }, (_, n) => makeListed(`new-${n}`)));
    driver.onPage = () => rig.clock.advance(4_000);
    driver.failure = new CallError('vendor-unavailable', 'down');
    driver.failAfterPages = 1;
    await refresh();
    expect(await check()).toMatchObject({ state: 'failed', problem: 'vendor-unavailable', seen: 50 });
    expect((await offers()).counts).toEqual({ new: 47, renamed: 0, gone: 0 });
    driver.failure = null;
    await tick();
    expect(await check()).toMatchObject({ state: 'idle', problem: null, seen: 100 });
    expect(driver.listedFrom).toEqual(['0', '1']);
  });

  test('is left to whoever is at it', async () => {
    const { rig, accountId, driver, refresh, check } = await start();
    await refresh();
    const { leases } = rig.startInstance().services;
    await leases.acquire(`listing/${accountId}`, { holder: 'another', until: rig.clock.now() + MINUTE });
    expect(await check()).toMatchObject({ state: 'listing', seen: 0 });
    expect(driver.asked).toEqual([]);
    rig.clock.advance(MINUTE);
    expect(await check()).toMatchObject({ state: 'idle' });
  });

  test('cut off from the database at any operation goes on and comes to the same', async () => {
    let wasCut = true;
    for (let operations = 3; wasCut; operations += 1) {
      const { rig, driver, listedHere, call, refresh, check } = await startOn(new CutDatabase());
      driver.listed = [...listedHere().slice(1), makeListed('new-1', { name: '新机位' })];
      driver.listed[0] = makeListed('a2', { name: '大门口' });
      rig.clock.advance(1);
      await refresh();
      rig.database.cutAfter(operations);
      await call('import.check');
      wasCut = rig.database.mend();
      rig.clock.advance(MINUTE);
      const { state } = await check();
      if (state !== 'idle') await jobs['account.sync']!(rig.startInstance().services, rig.clock.now() + 45_000);
      const { memory } = rig.database;
      expect(await check()).toMatchObject({ state: 'idle' });
      expect(memory.all('channels')).toHaveLength(3);
      const kinds = memory.all('offers').map(({ kind, name }) => `${kind} ${name}`);
      expect(kinds.sort()).toEqual(['gone 收银台', 'new 新机位', 'renamed 大门']);
    }
  });
});

describe('offers', () => {
  test('tell what an account lists otherwise than it is here, by kind, store and name', async () => {
    const { chain, driver, list, offers, camera } = await start();
    const { A, B } = chain.stores;
    driver.listed = [
      makeListed('K10000012', { name: '机位 10', groupName: '北京王府井店', reachability: 'offline' }),
      makeListed('K10000011', { name: '机位 9', groupName: '北京王府井店' }),
      makeListed('K10000013', { name: '别处', groupName: '深圳店' }),
      makeListed('a2', { name: '大门口' }),
      makeListed('b1', { name: '收银台' }),
    ];
    await list();
    const { offers: found, counts, next } = await offers();
    expect(found.map(({ id: _, ...offer }) => offer)).toEqual([
      { kind: 'new', name: '机位 9', label: '000011', offline: false, group: '北京王府井店', storeId: B },
      { kind: 'new', name: '机位 10', label: '000012', offline: true, group: '北京王府井店', storeId: B },
      { kind: 'new', name: '别处', label: '000013', offline: false, group: '深圳店', storeId: null },
      { kind: 'renamed', name: '大门', label: 'a2', offline: false, storeId: A, newName: '大门口' },
      { kind: 'gone', name: '收银台', label: 'a1', offline: false, storeId: A },
    ]);
    expect([counts, next]).toEqual([{ new: 3, renamed: 1, gone: 1 }, null]);
    expect(await camera(chain.channels.a2)).toMatchObject({ name: '大门' });
    expect(await camera(chain.channels.a1)).not.toBeNull();
  });

  test('come a hundred at a time, and of one kind where that is asked for', async () => {
    const { driver, listedHere, list, offers } = await start();
    const many = Array.from({ length: 150 }, (_, n) => makeListed(`new-${n}`, { name: `机位 ${n}` }));
    driver.listed = [...listedHere().slice(1), ...many];
    await list();
    const first = await offers({ kind: 'new' });
    const second = await offers({ kind: 'new', cursor: first.next ?? '' });
    expect([first.offers.length, second.offers.length, second.next]).toEqual([100, 50, null]);
    expect([...first.offers, ...second.offers].map(({ name }) => name)).toEqual(many.map(({ name }) => name));
    expect((await offers({ kind: 'gone' })).offers).toHaveLength(1);
  });

  test('go when what they told of is so no more', async () => {
    const { driver, listedHere, list, offers } = await start();
    driver.listed = [...listedHere().slice(1), makeListed('new-1')];
    await list();
    expect((await offers()).counts).toEqual({ new: 1, renamed: 0, gone: 1 });
    driver.listed = listedHere();
    await list();
    expect((await offers()).offers).toEqual([]);
  });

  test('tell of no camera as gone that its vendor knows when it is asked', async () => {
    const { driver, listedHere, list, offers } = await start();
    driver.listed = listedHere().slice(1);
    driver.told.set('a1', { reachability: 'online' });
    await list();
    expect((await offers()).offers).toEqual([]);
  });

  test('of a name that somebody gave here are none, until the vendor tells of another', async () => {
    const { chain, driver, listedHere, list, offers, rig } = await start();
    await rig.database.collection('channels').update({ _id: chain.channels.a1 }, { name: '我们的名字' });
    await list();
    expect((await offers()).offers).toEqual([]);
    driver.listed = [makeListed('a1', { name: '云端新名字' }), ...listedHere().slice(1)];
    await list();
    expect((await offers()).offers).toMatchObject([{ kind: 'renamed', name: '我们的名字', newName: '云端新名字' }]);
  });
});

describe('taking', () => {
  test('brings a new camera into the store chosen, and no other', async () => {
    const { rig, chain, driver, listedHere, list, offers, take } = await start();
    driver.listed = [...listedHere(), makeListed('new-1', { name: '仓库' }), makeListed('new-2')];
    await list();
    const [one] = (await offers()).offers.filter(({ name }) => name === '仓库');
    rig.clock.advance(MINUTE);
    expect(await take({ id: one!.id, storeId: chain.stores.B })).toEqual([one!.id]);
    const added = rig.database.all('channels').find(({ _id }) => _id === one!.id);
    expect(added).toMatchObject({ name: '仓库', storeId: chain.stores.B, storeName: '北京王府井店', vendor: 'fake' });
    expect(added?.checkedAt).toBe(rig.clock.now() - MINUTE);
    expect((await offers()).counts).toEqual({ new: 1, renamed: 0, gone: 0 });
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'offer.take', kind: 'store', cameraName: '仓库', storeId: chain.stores.B, detail: 'new', result: 'ok' },
    ]);
    await list();
    expect(rig.database.all('channels')).toHaveLength(4);
  });

  test('of a new camera without a store goes by the vendor’s own store, or is refused', async () => {
    const { rig, chain, driver, listedHere, list, offers, take, call } = await start();
    const named = (name: string, groupName: string) => makeListed(name, { name, groupName });
    driver.listed = [...listedHere(), named('in', '北京王府井店'), named('out', '深圳店')];
    await list();
    const found = new Map((await offers()).offers.map((offer) => [offer.name, offer.id]));
    const both = ['in', 'out'].map((name) => ({ id: found.get(name)! }));
    expect(outcomeOf(await call('offer.take', { offers: both }))).toBe('invalid-argument');
    expect(rig.database.all('channels')).toHaveLength(3);
    await take(both[0]!);
    expect(rig.database.all('channels').find(({ _id }) => _id === both[0]!.id)).toMatchObject({
      storeId: chain.stores.B,
    });
  });

  test('is refused for a store that is not there, or archived', async () => {
    const { rig, chain, driver, listedHere, list, offers, call } = await start();
    driver.listed = [...listedHere(), makeListed('new-1')];
    await list();
    const [one] = (await offers()).offers;
    const takeInto = async (storeId: string) =>
      outcomeOf(await call('offer.take', { offers: [{ id: one!.id, storeId }] }));
    expect(await takeInto('nowhere')).toBe('not-found');
    await rig.database.collection('stores').update({ _id: chain.stores.B }, { archivedAt: 1 });
    expect(await takeInto(chain.stores.B)).toBe('conflict');
    expect(rig.database.all('channels')).toHaveLength(3);
  });

  test('takes over a new name, and removes what is gone with all that is kept of it', async () => {
    const { rig, chain, driver, list, offers, take, camera } = await start();
    const { a1, a2 } = chain.channels;
    driver.listed = [makeListed('a2', { name: '大门口' }), makeListed('b1', { name: '收银台' })];
    await rig.database.collection('codes').add([{ _id: a1, code: 'code-of-a1' }]);
    await list();
    expect((await take({ id: a1 }, { id: a2 })).toSorted()).toEqual([a1, a2].toSorted());
    expect(await camera(a2)).toMatchObject({ name: '大门口', vendorName: '大门口', search: '大门口\n上海南京路店' });
    expect(await camera(a1)).toBeNull();
    expect(rig.database.all('codes')).toEqual([]);
    expect((await offers()).offers).toEqual([]);
    expect(rig.database.all('audit').map(({ detail, cameraName }) => `${detail} ${cameraName}`)).toEqual([
      'renamed 大门',
      'gone 收银台',
    ]);
  });

  test('leaves out what is no offer any more', async () => {
    const { rig, chain, driver, listedHere, list, offers, take } = await start();
    driver.listed = listedHere().slice(1);
    await list();
    expect((await offers()).counts.gone).toBe(1);
    // Seen again by a listing that is not over yet.
    await rig.database.collection('channels').update({}, { listedAt: rig.clock.now() + 1 });
    expect(await take({ id: chain.channels.a1 }, { id: 'never-an-offer' })).toEqual([]);
    expect(rig.database.all('channels')).toHaveLength(3);
  });

  test('touches no offer of another account', async () => {
    const { rig, driver, listedHere, list, offers } = await start();
    driver.listed = [...listedHere(), makeListed('new-1')];
    await list();
    const [one] = (await offers()).offers;
    const other = await rig.setup.createAccount({ vendor: 'fake', name: '别的', credentials: {}, inboxStoreId: null });
    const reply = await rig
      .startInstance()
      .call(PERSONAS.owner, 'offer.take', { accountId: other, offers: [{ id: one!.id, storeId: 'any' }] });
    expect(dataOf('offer.take', reply).taken).toEqual([]);
  });

  test('cut off from the database at any operation leaves nothing that cannot be taken again', async () => {
    let wasCut = true;
    for (let operations = 1; wasCut; operations += 1) {
      const { rig, chain, driver, list, offers, call } = await startOn(new CutDatabase());
      driver.listed = [makeListed('a2', { name: '大门口' }), makeListed('b1', { name: '收银台' }), makeListed('new-1')];
      await list();
      const wishes = (await offers()).offers.map(({ id }) => ({ id, storeId: chain.stores.B }));
      rig.database.cutAfter(operations);
      const first = outcomeOf(await call('offer.take', { offers: wishes }));
      wasCut = rig.database.mend();
      if (wasCut) {
        expect(first).toBe('internal');
        expect(outcomeOf(await call('offer.take', { offers: wishes }))).toBe('ok');
        await list(); // a camera that was cut off while it was taken out is offered anew
        const left = (await offers()).offers.map(({ id }) => ({ id }));
        if (left.length > 0) await call('offer.take', { offers: left });
      }
      const { memory } = rig.database;
      expect(memory.all('offers')).toEqual([]);
      const names = memory.all('channels').map(({ name }) => name);
      expect(names.sort()).toEqual(['大门口', '摄像头 new-1', '收银台'].sort());
    }
  });
});
