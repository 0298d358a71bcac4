import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, dataOf, FakeDriver, makeChannel, NOON, PERSONAS, seedChain } from '../../support/cloud-rig';

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const ids = Object.values(chain.channels);
  const ask = async (from = instance, wanted = ids) =>
    dataOf('channel.status', await from.call(PERSONAS.owner, 'channel.status', { ids: wanted })).statuses;
  for (const device of ['a1', 'a2', 'b1']) chain.driver.told.set(device, {});
  return { rig, chain, instance, ask };
}

test('states younger than ten seconds cost two operations and no vendor call', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(9_999);
  expect(await ask()).toHaveLength(3);
  expect(chain.driver.asked).toEqual([]);
  expect(rig.database.takeOperations()).toEqual(['members.get', 'channels.find']);
});

test('older states are asked for in one vendor call and kept in one operation when nothing changed', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(10_000);
  await ask();
  rig.database.takeOperations();
  rig.clock.advance(10_000);

  const statuses = await ask();

  expect(statuses.map(({ checkedAt }) => checkedAt)).toEqual(Array(3).fill(NOON + 20_000));
  expect(chain.driver.asked).toEqual(['status 3', 'status 3']);
  expect(rig.database.takeOperations()).toEqual(['members.get', 'channels.find', 'channels.update']);
});

test('what one instance has asked, another does not ask again', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(10_000);
  await ask();
  await ask(rig.startInstance());
  expect(chain.driver.asked).toEqual(['status 3']);
});

test('a camera seen going offline is offline at once, since the time we saw it', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(60_000);
  chain.driver.told.set('a1', { reachability: 'offline' });

  const gone = (await ask()).find(({ id }) => id === chain.channels.a1);
  expect(gone).toMatchObject({ reachability: 'offline', since: NOON + 60_000 });

  rig.clock.advance(60_000);
  const still = (await ask()).find(({ id }) => id === chain.channels.a1);
  expect(still).toMatchObject({ reachability: 'offline', since: NOON + 60_000, checkedAt: NOON + 120_000 });
});

test('the vendor’s own time of a change wins over ours', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(60_000);
  chain.driver.told.set('a1', { reachability: 'offline', since: NOON + 5 });
  expect((await ask()).find(({ id }) => id === chain.channels.a1)?.since).toBe(NOON + 5);
});

test('a camera that its vendor no longer knows has no known state', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(60_000);
  chain.driver.told.delete('a1');
  const lost = (await ask()).find(({ id }) => id === chain.channels.a1);
  expect(lost).toMatchObject({ reachability: 'unknown', since: null, checkedAt: NOON + 60_000 });
});

test('a vendor that is down leaves its cameras as last known and the others’ fresh', async () => {
  const { rig, chain, ask } = await start();
  const accountId = await rig.setup.createAccount({
    vendor: 'fake',
    name: '第二账号',
    credentials: {},
    inboxStoreId: chain.stores.A,
  });
  const second = new FakeDriver();
  second.told.set('z1', {});
  rig.drivers.set(accountId, second);
  const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
  const other = makeChannel(accountId, 'z1', { store, name: '后门' });
  await rig.database.collection('channels').add([other]);
  rig.clock.advance(60_000);
  chain.driver.failure = new CallError('vendor-unavailable', 'down');

  const statuses = await ask(undefined, [chain.channels.a1, other._id]);

  expect(statuses.find(({ id }) => id === other._id)?.checkedAt).toBe(NOON + 60_000);
  expect(statuses.find(({ id }) => id === chain.channels.a1)?.checkedAt).toBe(NOON);
  expect(rig.log.join()).toContain('vendor-unavailable');
});

test('callers of one instance that come together share one vendor call', async () => {
  const { rig, chain, ask } = await start();
  rig.clock.advance(60_000);
  await Promise.all([ask(), ask(), ask()]);
  expect(chain.driver.asked).toEqual(['status 3']);
});

test('the one camera that somebody looks at is asked about, however young its state in the list', async () => {
  const { rig, chain, ask } = await start();
  chain.driver.told.set('a1', { condition: 'masked' });

  const [status] = await ask(undefined, [chain.channels.a1]);

  expect(status?.condition).toBe('masked');
  expect(chain.driver.asked).toEqual(['status 1']);
  await ask(undefined, [chain.channels.a1]);
  expect(chain.driver.asked).toHaveLength(1);
  expect(rig.database.all('channels').find(({ _id }) => _id === chain.channels.a1)?.condition).toBe('masked');
});

test('a mask stands until the vendor is asked about it again, whatever the lists leave out', async () => {
  const { rig, chain, ask } = await start();
  chain.driver.told.set('a1', { condition: 'masked' });
  await ask(undefined, [chain.channels.a1]);
  rig.clock.advance(10_000);

  chain.driver.told.set('a1', { condition: 'clear', unasked: ['masked'] });
  const listed = (await ask()).find(({ id }) => id === chain.channels.a1);
  expect(listed?.condition).toBe('masked');

  rig.clock.advance(10_000);
  chain.driver.told.set('a1', { condition: 'clear' });
  const [looked] = await ask(undefined, [chain.channels.a1]);
  expect(looked?.condition).toBe('clear');
});
