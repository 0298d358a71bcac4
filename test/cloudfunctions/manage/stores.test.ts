import fc from 'fast-check';
import { createRig, dataOf, makeChannel, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { MemoryDatabase } from '../../support/memory-database';
import { ScheduledDatabase } from '../../support/scheduled-database';
import { startStores } from '../../support/store-rig';

const start = () => startStores(new MemoryDatabase());
const WISH = { name: '广州天河店', address: '天河路 1 号', zone: 'Asia/Shanghai', requestKey: 'request-0001' } as const;

describe('creating', () => {
  test('a new store is open, empty and the last one', async () => {
    const { rig, asOwner } = await start();
    const made = await asOwner('store.create', WISH);
    const { requestKey: _, ...fields } = WISH;
    expect(made).toEqual({ id: made.id, ...fields, cameras: 0, archivedAt: null });
    const { stores } = await asOwner('store.manage', {});
    expect(stores.map(({ name }) => name)).toEqual(['上海南京路店', '北京王府井店', '广州天河店']);
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'store.create', kind: 'store', storeId: made.id, storeName: '广州天河店', result: 'ok' },
    ]);
  });

  test('asked for again with its key, it is the same store; with another wish, a conflict', async () => {
    const { rig, asOwner, outcome } = await start();
    const made = await asOwner('store.create', WISH);
    expect(await asOwner('store.create', WISH)).toEqual(made);
    expect(await outcome(PERSONAS.owner, 'store.create', { ...WISH, name: '另一家' })).toBe('conflict');
    expect(rig.database.all('stores')).toHaveLength(3);
  });

  test.each([
    ['no name', { name: '  ' }],
    ['a name too long', { name: 'x'.repeat(41) }],
    ['a name over two lines', { name: 'a\nb' }],
    ['an address too long', { address: 'x'.repeat(101) }],
    ['a zone that is none', { zone: 'Asia/Nowhere' }],
    ['an offset for a zone', { zone: '+08:00' }],
    ['a zone spelt otherwise', { zone: 'asia/shanghai' }],
    ['a key too short', { requestKey: 'k' }],
  ])('%s is invalid-argument', async (_, change) => {
    const { outcome } = await start();
    expect(await outcome(PERSONAS.owner, 'store.create', { ...WISH, ...change })).toBe('invalid-argument');
  });

  test('there are no more than lists can show', async () => {
    const { rig, outcome } = await start();
    const many = Array.from({ length: 998 }, (_, nth) => ({
      name: `门店 ${nth}`,
      zone: 'Asia/Shanghai',
      order: nth + 2,
    }));
    await rig.setup.createStores(many);
    expect(await outcome(PERSONAS.owner, 'store.create', WISH)).toBe('unsupported');
    expect(rig.database.all('stores')).toHaveLength(1000);
  });

  test('two tries at once make one store', async () => {
    const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const rig = createRig(database);
      await seedChain(rig);
      database.orderBy(scheduler);
      const make = () => rig.startInstance().call(PERSONAS.owner, 'store.create', WISH);
      const replies = await scheduler.waitFor(Promise.all([make(), make()]));
      const [one, other] = replies.map((reply) => dataOf('store.create', reply));
      expect(one).toEqual(other);
      expect(database.memory.all('stores')).toHaveLength(3);
    });
    await fc.assert(check, { numRuns: 30 });
  });
});

describe('editing', () => {
  test('a new name is that of its cameras too, in lists, searches and in their order', async () => {
    const { chain, asOwner, camera } = await start();
    const edited = await asOwner('store.edit', { storeId: chain.stores.A, name: '上海豫园店' });
    expect(edited).toMatchObject({ name: '上海豫园店', address: '', cameras: 2 });
    expect(await camera(chain.channels.a1)).toMatchObject({ storeName: '上海豫园店', name: '收银台' });
    const { channels } = await asOwner('channel.list', { query: '豫园' });
    expect(channels.map(({ name, storeName }) => [name, storeName])).toEqual([
      ['大门', '上海豫园店'],
      ['收银台', '上海豫园店'],
    ]);
    expect((await asOwner('channel.list', { query: '南京路' })).channels).toEqual([]);
    expect(await camera(chain.channels.b1)).toMatchObject({ storeName: '北京王府井店' });
  });

  test('what is not named stays, and what was tells the audit', async () => {
    const { rig, chain, asOwner } = await start();
    const edited = await asOwner('store.edit', { storeId: chain.stores.A, address: '南京东路 1 号' });
    expect(edited).toMatchObject({ name: '上海南京路店', address: '南京东路 1 号', zone: 'Asia/Shanghai' });
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'store.edit', storeId: chain.stores.A, storeName: '上海南京路店', detail: '南京东路 1 号' },
    ]);
  });

  test('an address by the store’s own name is news, too', async () => {
    const { rig, chain, asOwner } = await start();
    await asOwner('store.edit', { storeId: chain.stores.A, name: '上海南京路店', address: '上海南京路店' });
    expect(rig.database.all('audit')).toMatchObject([{ detail: '上海南京路店' }]);
  });

  test('hours go by the clocks of the new zone', async () => {
    const { rig, chain, asOwner, outcome } = await start();
    const { A, B } = chain.stores;
    const hours = { from: 20 * 60, to: 21 * 60, zone: 'Asia/Shanghai' }; // noon in Greenwich is 20:00 there
    const grants = [A, B].map((storeId) => ({ role: 'staff', storeId, hours }) as const);
    await rig.setup.createMember({ openid: 'openid-evening', name: '晚班', grants });
    const watch = { channelId: chain.channels.a1, quality: 'sub' } as const;
    expect(await outcome('openid-evening', 'live.open', watch)).toBe('ok');

    await asOwner('store.edit', { storeId: A, zone: 'Asia/Tokyo' });

    expect(await outcome('openid-evening', 'live.open', watch)).toBe('outside-hours');
    const member = await rig.database.collection('members').get('openid-evening');
    expect(member?.grants).toMatchObject([{ hours: { zone: 'Asia/Tokyo' } }, { hours: { zone: 'Asia/Shanghai' } }]);
  });

  test('of two new names at once, all cameras end up with the one that the store has', async () => {
    const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const { chain, outcome } = await startStores(database);
      database.orderBy(scheduler);
      const name = (text: string) => outcome(PERSONAS.owner, 'store.edit', { storeId: chain.stores.A, name: text });
      expect(await scheduler.waitFor(Promise.all([name('甲店'), name('乙店')]))).toEqual(['ok', 'ok']);
      const store = await database.memory.collection('stores').get(chain.stores.A);
      const cameras = database.memory.all('channels').filter(({ storeId }) => storeId === chain.stores.A);
      expect(cameras.map(({ storeName }) => storeName)).toEqual([store?.name, store?.name]);
    });
    await fc.assert(check, { numRuns: 50 });
  });

  test('cut off at any operation and asked for again, it comes to the same', async () => {
    let wasCut = true;
    for (let operations = 1; wasCut; operations += 1) {
      const { rig, chain, database, outcome, camera } = await startStores(new CutDatabase());
      const { A } = chain.stores;
      const hours = { from: 0, to: 60, zone: 'Asia/Shanghai' };
      await rig.setup.createMember({ openid: 'm', name: '', grants: [{ role: 'staff', storeId: A, hours }] });
      const edit = () => outcome(PERSONAS.owner, 'store.edit', { storeId: A, name: '甲店', zone: 'Asia/Tokyo' });
      database.cutAfter(operations);
      const first = await edit();
      wasCut = database.mend();
      if (wasCut) expect([first, await edit()]).toEqual(['internal', 'ok']);
      expect(await camera(chain.channels.a1)).toMatchObject({ storeName: '甲店' });
      expect(await camera(chain.channels.a2)).toMatchObject({ storeName: '甲店' });
      const member = await database.memory.collection('members').get('m');
      expect(member?.grants).toMatchObject([{ hours: { zone: 'Asia/Tokyo' } }]);
    }
  });
});

describe('ordering', () => {
  test('stores and their cameras come in the order asked for; those left out follow as they stood', async () => {
    const { chain, asOwner } = await start();
    const made = await asOwner('store.create', WISH);
    await asOwner('store.order', { storeIds: [made.id, chain.stores.B] });
    const { stores } = await asOwner('store.list', {});
    expect(stores.map(({ name }) => name)).toEqual(['广州天河店', '北京王府井店', '上海南京路店']);
    const { channels } = await asOwner('channel.list', {});
    expect(channels.map(({ storeName, name }) => `${storeName} ${name}`)).toEqual([
      '北京王府井店 收银台',
      '上海南京路店 大门',
      '上海南京路店 收银台',
    ]);
  });

  test.each([
    ['a store that is not there', ['no-such-store'], 'not-found'],
    ['a store twice', ['same', 'same'], 'invalid-argument'],
    ['no store', [], 'invalid-argument'],
  ])('%s is refused', async (_, storeIds, code) => {
    const { rig, outcome } = await start();
    expect(await outcome(PERSONAS.owner, 'store.order', { storeIds })).toBe(code);
    expect(rig.database.all('stores').map(({ order }) => order)).toEqual([0, 1]);
  });

  test('cut off at any operation and asked for again, it comes to the same', async () => {
    let wasCut = true;
    for (let operations = 1; wasCut; operations += 1) {
      const { chain, database, asOwner, outcome } = await startStores(new CutDatabase());
      const order = () => outcome(PERSONAS.owner, 'store.order', { storeIds: [chain.stores.B, chain.stores.A] });
      database.cutAfter(operations);
      const first = await order();
      wasCut = database.mend();
      if (wasCut) expect([first, await order()]).toEqual(['internal', 'ok']);
      const { channels } = await asOwner('channel.list', {});
      expect(channels.map(({ storeId }) => storeId)).toEqual([chain.stores.B, chain.stores.A, chain.stores.A]);
    }
  });
});

describe('archiving', () => {
  test('a store with cameras, even hidden ones, does not vanish', async () => {
    const { rig, chain, outcome } = await start();
    const { B } = chain.stores;
    expect(await outcome(PERSONAS.owner, 'store.archive', { storeId: B })).toBe('conflict');
    await rig.database.collection('channels').update({ storeId: B }, { hidden: true });
    expect(await outcome(PERSONAS.owner, 'store.archive', { storeId: B })).toBe('conflict');
    expect(rig.database.all('stores').map(({ archivedAt }) => archivedAt)).toEqual([0, 0]);
  });

  test('nor does one to which new cameras come', async () => {
    const { rig, chain, outcome } = await start();
    await rig.database.collection('channels').remove({ storeId: chain.stores.A });
    expect(await outcome(PERSONAS.owner, 'store.archive', { storeId: chain.stores.A })).toBe('conflict');
  });

  test('an archived store is left to who manages it, until it is restored', async () => {
    const { chain, asOwner } = await start();
    const { id } = await asOwner('store.create', WISH);
    const listed = async () => (await asOwner('store.list', {})).stores.map((store) => store.id);
    await asOwner('store.archive', { storeId: id });
    expect(await listed()).not.toContain(id);
    const { stores } = await asOwner('store.manage', { query: '天河' });
    expect(stores).toMatchObject([{ id, archivedAt: NOON }]);
    await asOwner('store.restore', { storeId: id });
    expect(await listed()).toEqual([chain.stores.A, chain.stores.B, id]);
  });

  test('no camera is moved into an archived store', async () => {
    const { chain, asOwner, outcome } = await start();
    const { id: storeId } = await asOwner('store.create', WISH);
    await asOwner('store.archive', { storeId });
    const move = { channelId: chain.channels.a1, storeId };
    expect(await outcome(PERSONAS.owner, 'camera.move', move)).toBe('conflict');
  });

  test('archived and moved into at once, it is never archived with a camera in it', async () => {
    const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const { chain, asOwner, outcome } = await startStores(database);
      const { id: storeId } = await asOwner('store.create', WISH);
      database.orderBy(scheduler);
      const archiving = outcome(PERSONAS.owner, 'store.archive', { storeId });
      const moving = outcome(PERSONAS.owner, 'camera.move', { channelId: chain.channels.a1, storeId });
      const outcomes = await scheduler.waitFor(Promise.all([archiving, moving]));
      const store = await database.memory.collection('stores').get(storeId);
      const camera = await database.memory.collection('channels').get(chain.channels.a1);
      expect(store?.archivedAt === 0 || camera?.storeId !== storeId).toBe(true);
      expect(outcomes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(1);
    });
    await fc.assert(check, { numRuns: 100 });
  });
});

test('stores are found by a part of their name, with their cameras counted', async () => {
  const { asOwner } = await start();
  const { stores } = await asOwner('store.manage', { query: '南京' });
  expect(stores).toMatchObject([{ name: '上海南京路店', cameras: 2, archivedAt: null }]);
});

test('a store of 1,200 cameras is renamed as a whole', async () => {
  const { rig, chain, asOwner } = await start();
  const store = { _id: chain.stores.B, order: 1, name: '北京王府井店' };
  const many = Array.from({ length: 1200 }, (_, nth) => {
    return makeChannel(chain.accountId, `many-${nth}`, { store, name: `机位 ${nth}` });
  });
  await rig.database.collection('channels').add(many);
  await asOwner('store.edit', { storeId: store._id, name: '北京前门店' });
  const names = rig.database.all('channels').filter(({ storeId }) => storeId === store._id);
  expect(new Set(names.map(({ storeName }) => storeName))).toEqual(new Set(['北京前门店']));
  expect(outcomeOf(await rig.startInstance().call(PERSONAS.owner, 'store.list'))).toBe('ok');
});
