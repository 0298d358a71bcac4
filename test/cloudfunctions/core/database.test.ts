import { openDatabase } from '../../../cloudfunctions/core/cloudbase';
import { DuplicateDocument, type Filter } from '../../../cloudfunctions/core/database';
import type { ChannelDocument, Grant } from '../../../cloudfunctions/core/documents';
import type { ShareDocument } from '../../../cloudfunctions/core/tickets/documents';
import { createRig, makeChannel, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { describeDatabases, leadToCloud } from '../../support/databases';
import { makeShare } from '../../support/make-share';

let account = 0;

/** A camera of an account that no other test uses. */
const makeCamera = (name: string, overrides: Partial<ChannelDocument> = {}) =>
  makeChannel(`account-${account}`, name, {
    store: { _id: `store-${account}`, order: 1, name: '店' },
    name,
    overrides,
  });

beforeEach(() => {
  account += 1;
});

describeDatabases('the document database %s', (open) => {
  const seed = async (...cameras: ChannelDocument[]) => {
    const channels = open().collection('channels');
    await channels.add(cameras);
    return channels;
  };
  const own = () => ({ accountId: `account-${account}` });
  const namesOf = (found: readonly ChannelDocument[]) => found.map(({ name }) => name);

  test('hands back what was put in, and null for what was not', async () => {
    const camera = makeCamera('a', { since: null, condition: 'masked' });
    const channels = await seed(camera);
    expect(await channels.get(camera._id)).toEqual(camera);
    expect(await channels.get('nothing')).toBeNull();
  });

  test('refuses a second document of the same id or the same unique field', async () => {
    const camera = makeCamera('a');
    const channels = await seed(camera);
    await expect(channels.add([camera])).rejects.toBeInstanceOf(DuplicateDocument);
    await expect(channels.add([{ ...camera, _id: 'other' }])).rejects.toBeInstanceOf(DuplicateDocument);
  });

  test('finds in order, and no more than asked for', async () => {
    const channels = await seed(...['c', 'a', 'b'].map((name) => makeCamera(name)));
    expect(namesOf(await channels.find({ where: own(), sort: ['sort'], limit: 2 }))).toEqual(['a', 'b']);
  });

  test('finds on one side of a bound, without the bound itself', async () => {
    const cameras = [10, 20, 30].map((checkedAt) => makeCamera(`t${checkedAt}`, { checkedAt }));
    const channels = await seed(...cameras);
    const below = { ...own(), checkedAt: { below: 20 } };
    const above = { ...own(), checkedAt: { above: 20 } };
    expect(namesOf(await channels.find({ where: below, limit: 9 }))).toEqual(['t10']);
    expect(namesOf(await channels.find({ where: above, limit: 9 }))).toEqual(['t30']);
  });

  test('finds between two bounds, also as one of several conditions', async () => {
    const cameras = [10, 20, 30, 40].map((checkedAt) => makeCamera(`t${checkedAt}`, { checkedAt }));
    const channels = await seed(...cameras);
    const between = { ...own(), checkedAt: { above: 10, below: 40 } };
    expect(namesOf(await channels.find({ where: between, sort: ['sort'], limit: 9 }))).toEqual(['t20', 't30']);
    const where = [between, { ...own(), checkedAt: 40, name: { above: 't3', below: 't5' } }];
    expect(namesOf(await channels.find({ where, sort: ['-sort'], limit: 9 }))).toEqual(['t40', 't30', 't20']);
  });

  test('finds what meets any of several conditions, once', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => makeCamera(name));
    const channels = await seed(a!, b!, c!);
    const where = [
      { ...own(), _id: { in: [a!._id, b!._id] } },
      { ...own(), name: 'b' },
    ];
    expect(namesOf(await channels.find({ where, sort: ['sort'], limit: 9 }))).toEqual(['a', 'b']);
  });

  test('finds by the items of a list, or by one of their fields', async () => {
    const shares = open().collection('shares');
    const name = (id: string) => `${id}-${account}`;
    const seats = (...people: string[]) => people.map((person) => ({ person: name(person), at: 1 }));
    await shares.add([
      makeShare({ _id: name('a'), code: name('a'), storeIds: [name('S')], seats: seats('x', 'y') }),
      makeShare({ _id: name('b'), code: name('b'), storeIds: [name('T'), name('S')], seats: seats('y') }),
      makeShare({ _id: name('c'), code: name('c'), storeIds: [name('U')] }),
    ]);
    const find = async (where: Filter<ShareDocument>) =>
      (await shares.find({ where, sort: ['_id'], limit: 9 })).map(({ _id }) => _id);
    expect(await find({ storeIds: name('S') })).toEqual([name('a'), name('b')]);
    expect(await find({ storeIds: { in: [name('T'), name('U')] } })).toEqual([name('b'), name('c')]);
    expect(await find({ 'seats.person': name('x') })).toEqual([name('a')]);
    expect(await find([{ 'seats.person': name('x') }, { storeIds: { in: [name('U')] } }])).toEqual(
      ['a', 'c'].map(name),
    );
    expect(await find({ 'seats.person': { in: [name('z')] } })).toEqual([]);
    expect(await shares.update({ _id: name('b'), 'seats.person': name('y') }, { opened: 9 })).toBe(1);
    expect(await shares.update({ _id: name('b'), 'seats.person': name('x') }, { opened: 9 })).toBe(0);
  });

  test.each([
    ['收银', ['收银台 1']],
    ['(2f)', ['bar (2f)']],
    ['.', ['a.b']],
    ['[a-z]', []],
    ['\\', ['c\\d']],
    ['$', ['$^*+?|{}']],
    ['^*+?|{}', ['$^*+?|{}']],
  ])('finds %s as a part, sign by sign', async (contains, expected) => {
    const names = ['收银台 1', 'bar (2f)', 'a.b', 'c\\d', '$^*+?|{}'];
    const channels = await seed(...names.map((name) => makeCamera(name)));
    expect(namesOf(await channels.find({ where: { ...own(), search: { contains } }, limit: 9 }))).toEqual(expected);
  });

  test('changes all that pass and tells how many', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => makeCamera(name, { since: 5 }));
    const channels = await seed(a!, b!, c!);
    const change = { reachability: 'offline', since: null, address: { deviceId: 'x', channelId: '2', groupId: 'g' } };
    expect(await channels.update({ _id: { in: [a!._id, b!._id] } }, { ...change, reachability: 'offline' })).toBe(2);
    expect(await channels.get(a!._id)).toEqual({ ...a, ...change });
    expect(await channels.get(c!._id)).toEqual(c);
    expect(await channels.update({ _id: 'nothing' }, { since: 1 })).toBe(0);
  });

  test('puts a list in the place of the one before, whole, down to the fields of its items', async () => {
    const members = open().collection('members');
    const member = (_id: string, grants: readonly Grant[]) => ({
      ...{ _id: `${_id}-${account}`, memberId: `${_id}-${account}`, name: '', grants, revision: 0 },
      ...{ knownSince: 0, joinedAt: 0, removedAt: 0, agreedTo: '' },
    });
    const hours = { from: 480, to: 1080, zone: 'Asia/Shanghai' };
    const before = member('m', [{ role: 'manager', storeId: 'A', rights: ['view'], hours }, { role: 'owner' }]);
    await members.add([before]);
    const grants: readonly Grant[] = [{ role: 'staff', storeId: 'A' }];
    expect(await members.update({ _id: before._id, revision: 0 }, { grants })).toBe(1);
    expect(await members.get(before._id)).toEqual({ ...before, grants });
    expect(await members.update({ _id: before._id, 'grants.storeId': 'A' }, { grants: [] })).toBe(1);
    expect(await members.get(before._id)).toEqual({ ...before, grants: [] });
  });

  test('of many that change one document on the same condition, one succeeds', async () => {
    const tokens = open().collection('tokens');
    const _id = `token-${account}`;
    await tokens.add([{ _id, value: '', expiresAt: 0, renewAt: 0, holder: '', heldUntil: 0 }]);
    const free = { _id, heldUntil: { below: 1 } };
    const takes = Array.from({ length: 20 }, (__, index) => tokens.update(free, { holder: `h${index}`, heldUntil: 9 }));
    expect((await Promise.all(takes)).filter((updated) => updated === 1)).toHaveLength(1);
  });

  test('removes all that pass and tells how many', async () => {
    const [a, b] = ['a', 'b'].map((name) => makeCamera(name));
    const channels = await seed(a!, b!);
    expect(await channels.remove({ _id: a!._id })).toBe(1);
    expect(await channels.remove({ _id: a!._id })).toBe(0);
    expect(namesOf(await channels.find({ where: own(), limit: 9 }))).toEqual(['b']);
  });

  test('counts by several fields, under any of several conditions', async () => {
    const storeId = `other-${account}`;
    const channels = await seed(
      makeCamera('a'),
      makeCamera('b'),
      makeCamera('c', { reachability: 'offline' }),
      makeCamera('d', { storeId }),
    );
    const anyOf = [{ storeId: `store-${account}` }, { storeId: { in: [storeId] } }];
    const rows = await channels.countBy(anyOf, ['storeId', 'reachability']);
    expect([...rows].sort((x, y) => y.count - x.count || (x.storeId < y.storeId ? -1 : 1))).toEqual([
      { storeId: `store-${account}`, reachability: 'online', count: 2 },
      { storeId, reachability: 'online', count: 1 },
      { storeId: `store-${account}`, reachability: 'offline', count: 1 },
    ]);
  });
});

test('the calls keep their budgets of operations on the real SDK', async () => {
  const cloud = await leadToCloud();
  const rig = createRig(openDatabase());
  const chain = await seedChain(rig);
  const { call } = rig.startInstance();
  const ids = Object.values(chain.channels);
  const input = { channelId: chain.channels.a1, quality: 'sub' };
  const operationsOf = async (action: string, data: object) => {
    cloud.database.reset();
    const reply = await call(PERSONAS.owner, action, data);
    expect(outcomeOf(reply)).toBe('ok');
    const { reads, writes } = cloud.database.total();
    return { reads, writes };
  };

  expect(await operationsOf('live.open', input)).toEqual({ reads: 3, writes: 1 });
  expect(await operationsOf('live.open', input)).toEqual({ reads: 1, writes: 1 });
  expect(chain.driver.asked).toEqual(['live a1 sub', 'live a1 sub']);
  expect(await operationsOf('channel.list', {})).toEqual({ reads: 2, writes: 0 });
  expect(await operationsOf('store.list', {})).toEqual({ reads: 3, writes: 0 });
  expect(await operationsOf('channel.status', { ids })).toEqual({ reads: 2, writes: 0 });
  rig.clock.advance(10_000);
  for (const device of ['a1', 'a2', 'b1']) chain.driver.told.set(device, {});
  expect(await operationsOf('channel.status', { ids })).toEqual({ reads: 2, writes: 1 });
});
