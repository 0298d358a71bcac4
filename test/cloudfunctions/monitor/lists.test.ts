import type { OutputOf } from '../../../typings/contract/calls';
import { createRig, dataOf, makeChannel, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

type Page = OutputOf<'channel.list'>;

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const list = async (person: string, data: object = {}) =>
    dataOf('channel.list', await instance.call(person, 'channel.list', data));
  return { rig, chain, instance, list };
}

const namesOf = ({ channels }: Page) => channels.map(({ storeName, name }) => `${storeName.slice(0, 2)} ${name}`);

test('a session tells a member name and role, and a stranger only a code', async () => {
  const { instance } = await start();
  const staff = dataOf('session.start', await instance.call(PERSONAS.staffA, 'session.start'));
  const stranger = dataOf('session.start', await instance.call(PERSONAS.stranger, 'session.start'));

  expect(staff).toMatchObject({ member: { name: 'staffA', role: 'staff' }, now: NOON });
  expect(stranger.member).toBeNull();
  expect(stranger.visitorCode).toMatch(/^[A-Z2-9]{6}$/);
  expect(stranger.visitorCode).not.toBe(staff.visitorCode);
});

test('a visitor code stays the same over instances', async () => {
  const { rig, instance } = await start();
  const codes = [instance, rig.startInstance()].map(
    async ({ call }) => dataOf('session.start', await call(PERSONAS.stranger, 'session.start')).visitorCode,
  );
  const [first, second] = await Promise.all(codes);
  expect(first).toBe(second);
});

test('an owner sees every store with its counts, in order, in three operations', async () => {
  const { rig, chain, instance } = await start();
  await rig.database.collection('channels').update({ _id: chain.channels.a2 }, { reachability: 'offline' });
  rig.database.takeOperations();

  const { stores } = dataOf('store.list', await instance.call(PERSONAS.owner, 'store.list'));

  expect(stores.map(({ name, channels, online, offline }) => [name, channels, online, offline])).toEqual([
    ['上海南京路店', 2, 1, 1],
    ['北京王府井店', 1, 1, 0],
  ]);
  expect(rig.database.takeOperations()).toHaveLength(3);
});

test('a store without cameras is shown to its manager with zeros', async () => {
  const { rig, instance } = await start();
  const storeId = await rig.setup.createStore({ name: '新店', zone: 'Asia/Shanghai', order: 2 });
  await rig.setup.createMember({ openid: 'm', name: '店长', grants: [{ role: 'manager', storeId }] });

  const { stores } = dataOf('store.list', await instance.call('m', 'store.list'));

  expect(stores).toEqual([{ id: storeId, name: '新店', zone: 'Asia/Shanghai', channels: 0, online: 0, offline: 0 }]);
});

test('a guest sees only the store of the shared camera, counting that camera only', async () => {
  const { rig, chain, instance } = await start();
  const store = { _id: chain.stores.B, order: 1, name: '北京王府井店' };
  await rig.database.collection('channels').add([makeChannel(chain.accountId, 'b2', { store, name: '仓库' })]);

  const { stores } = dataOf('store.list', await instance.call(PERSONAS.guest, 'store.list'));

  expect(stores.map(({ name, channels }) => [name, channels])).toEqual([['北京王府井店', 1]]);
});

test('cameras come by store and then by name, each with what the caller may do', async () => {
  const { rig, list } = await start();
  const page = await list(PERSONAS.owner);

  expect(namesOf(page)).toEqual(['上海 大门', '上海 收银台', '北京 收银台']);
  expect(page.channels[0]?.rights).toHaveLength(7);
  expect(page.next).toBeNull();
  expect(rig.database.takeOperations().length).toBeLessThanOrEqual(3);
});

test('a hidden camera is listed and counted for who manages it, and for nobody else', async () => {
  const { rig, chain, instance, list } = await start();
  const { a2, b1 } = chain.channels;
  await rig.database.collection('channels').update({ _id: { in: [a2, b1] } }, { hidden: true });
  const countsFor = async (person: string) =>
    dataOf('store.list', await instance.call(person, 'store.list')).stores.map(({ channels }) => channels);

  expect((await list(PERSONAS.managerA)).channels.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['大门', true],
    ['收银台', false],
  ]);
  expect(namesOf(await list(PERSONAS.staffA))).toEqual(['上海 收银台']);
  expect(namesOf(await list(PERSONAS.staffA, { ids: [a2] }))).toEqual([]);
  expect(namesOf(await list(PERSONAS.guest))).toEqual([]);
  expect([await countsFor(PERSONAS.managerA), await countsFor(PERSONAS.staffA)]).toEqual([[2], [1]]);
  expect(await countsFor(PERSONAS.guest)).toEqual([]);
});

test('an archived store is not listed', async () => {
  const { rig, chain, instance } = await start();
  await rig.database.collection('stores').update({ _id: chain.stores.B }, { archivedAt: NOON });
  const { stores } = dataOf('store.list', await instance.call(PERSONAS.owner, 'store.list'));
  expect(stores.map(({ name }) => name)).toEqual(['上海南京路店']);
});

test('numbers in names count as numbers', async () => {
  const { rig, chain, list } = await start();
  const store = { _id: chain.stores.B, order: 1, name: '北京王府井店' };
  const doors = ['门 10', '门 9'].map((name) => makeChannel(chain.accountId, name, { store, name }));
  await rig.database.collection('channels').add(doors);
  const page = await list(PERSONAS.owner, { query: ' 门 ', storeId: store._id });
  expect(namesOf(page)).toEqual(['北京 门 9', '北京 门 10']);
});

test('pages join without a gap or a repeat while cameras come and go', async () => {
  const { rig, chain, list } = await start();
  const first = await list(PERSONAS.owner, { limit: 1 });
  await rig.database.collection('channels').remove({ _id: first.channels[0]!.id });
  const second = await list(PERSONAS.owner, { limit: 1, cursor: first.next! });
  const third = await list(PERSONAS.owner, { limit: 1, cursor: second.next! });

  expect([first, second, third].flatMap(({ channels }) => channels.map(({ id }) => id))).toEqual([
    chain.channels.a2,
    chain.channels.a1,
    chain.channels.b1,
  ]);
  expect(third.next).toBeNull();
});

test('a cursor taken from an owner shows a guest no more than the own camera', async () => {
  const { chain, list } = await start();
  const { next } = await list(PERSONAS.owner, { limit: 1 });
  const page = await list(PERSONAS.guest, { cursor: next! });
  expect(page.channels.map(({ id }) => id)).toEqual([chain.channels.b1]);
});

test('a search finds a part of a camera’s or store’s name, taking signs as signs', async () => {
  const { rig, chain, list } = await start();
  const store = { _id: chain.stores.B, order: 1, name: '北京王府井店' };
  await rig.database.collection('channels').add([makeChannel(chain.accountId, 'b2', { store, name: 'Bar (2F)' })]);

  expect(namesOf(await list(PERSONAS.owner, { query: '收银' }))).toEqual(['上海 收银台', '北京 收银台']);
  expect(namesOf(await list(PERSONAS.owner, { query: '王府井' }))).toHaveLength(2);
  expect(namesOf(await list(PERSONAS.owner, { query: 'BAR (' }))).toEqual(['北京 Bar (2F)']);
  expect(namesOf(await list(PERSONAS.owner, { query: '.*' }))).toEqual([]);
});

test('filters by store, state and id never widen what the caller may see', async () => {
  const { rig, chain, list } = await start();
  await rig.database.collection('channels').update({ _id: chain.channels.a1 }, { reachability: 'offline' });

  expect(namesOf(await list(PERSONAS.owner, { reachability: 'offline' }))).toEqual(['上海 收银台']);
  expect(namesOf(await list(PERSONAS.owner, { storeId: chain.stores.B }))).toEqual(['北京 收银台']);
  expect(namesOf(await list(PERSONAS.staffA, { storeId: chain.stores.B }))).toEqual([]);
  const favourites = [chain.channels.a1, chain.channels.b1, 'no-such-camera'];
  expect(namesOf(await list(PERSONAS.staffA, { ids: favourites }))).toEqual(['上海 收银台']);
  expect(namesOf(await list(PERSONAS.guest, { ids: [] }))).toEqual([]);
});

describe('the cameras of one account', () => {
  test('are listed for an owner, searched and in pages, at no further operation', async () => {
    const { rig, chain, list } = await start();
    const channels = rig.database.collection('channels');
    await channels.update({ _id: { in: [chain.channels.a1, chain.channels.b1] } }, { accountId: 'other' });
    await list(PERSONAS.owner);
    rig.database.takeOperations();

    expect(namesOf(await list(PERSONAS.owner, { accountId: 'other' }))).toEqual(['上海 收银台', '北京 收银台']);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'channels.find']);
    expect(namesOf(await list(PERSONAS.owner, { accountId: 'other', query: '北京' }))).toEqual(['北京 收银台']);
    expect((await list(PERSONAS.owner, { accountId: 'other', limit: 1 })).next).not.toBeNull();
    expect(namesOf(await list(PERSONAS.owner, { accountId: 'nowhere' }))).toEqual([]);
  });

  test.each([PERSONAS.managerA, PERSONAS.staffA, PERSONAS.guest])('are nothing that %s may ask for', async (person) => {
    const { instance } = await start();
    expect(outcomeOf(await instance.call(person, 'channel.list', { accountId: 'other' }))).toBe('permission-denied');
  });
});

test('a camera whose vendor offers tools says so to who manages it', async () => {
  const { rig, chain, list } = await start();
  await rig.database.collection('channels').update({ _id: chain.channels.a1 }, { tools: true });
  const told = async (person: string) => {
    const { channels } = await list(person, { ids: [chain.channels.a1] });
    return channels.map(({ tools }) => tools);
  };

  expect([await told(PERSONAS.owner), await told(PERSONAS.managerA)]).toEqual([[true], [true]]);
  expect(await told(PERSONAS.staffA)).toEqual([false]);
});

test.each([
  ['an invented cursor', { cursor: '***' }],
  ['a page of nothing', { limit: 0 }],
  ['a page of too many', { limit: 101 }],
  ['an over-long search', { query: 'x'.repeat(41) }],
  ['a key of no meaning', { all: true }],
  ['an unknown state', { reachability: 'unknown' }],
])('%s is invalid-argument', async (_, data) => {
  const { instance } = await start();
  expect(outcomeOf(await instance.call(PERSONAS.owner, 'channel.list', data))).toBe('invalid-argument');
});
