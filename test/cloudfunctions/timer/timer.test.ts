import type { TokenDocument } from '../../../cloudfunctions/core/documents';
import { CallError } from '../../../cloudfunctions/core/errors';
import type { Caller } from '../../../cloudfunctions/core/identity';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createTimer } from '../../../cloudfunctions/timer/run-jobs';
import { createRig, FakeDriver, makeAddress, makeListed, NOON, PERSONAS } from '../../support/cloud-rig';
import { offerTools } from '../../support/fake-tools';

const MINUTE = 60_000;
const TICK = { Type: 'Timer', TriggerName: 'minute', Time: '2026-01-01T12:00:00Z' };

async function start() {
  const rig = createRig();
  const [A, B] = await Promise.all(
    ['上海南京路店', '北京王府井店'].map((name, order) =>
      rig.setup.createStore({ name, zone: 'Asia/Shanghai', order }),
    ),
  );
  const openAccount = async (name: string) => {
    const accountId = await rig.setup.createAccount({ vendor: 'fake', name, credentials: {}, inboxStoreId: A! });
    const driver = new FakeDriver();
    rig.drivers.set(accountId, driver);
    return { accountId, driver };
  };
  const account = await openAccount('总部');
  const { services } = rig.startInstance();
  const timer = createTimer(services, jobs);
  const tick = async (caller: Partial<Caller> = {}, event: unknown = TICK) =>
    timer(event, { person: null, isUser: false, requestId: 'request-1', ...caller });
  const channels = () => rig.database.all('channels').sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return { rig, A: A!, B: B!, ...account, openAccount, tick, channels };
}

test.each([
  ['a person', { person: PERSONAS.owner, isUser: true }, TICK],
  ['a user whom the platform knows, but not from WeChat', { isUser: true }, TICK],
  ['nobody with another event', {}, { action: 'session.start', data: {} }],
  ['nobody with nothing', {}, null],
])('the timer refuses %s and does nothing', async (_, caller, event) => {
  const { rig, driver, tick } = await start();
  rig.database.takeOperations();
  expect(await tick(caller, event)).toMatchObject({ ok: false, error: { code: 'permission-denied' } });
  expect(driver.asked).toEqual([]);
  expect(rig.database.operations).toEqual([]);
});

test('a new account’s cameras appear with the first tick, each in the store decided before', async () => {
  const { rig, A, B, accountId, driver, tick, channels } = await start();
  driver.listed = [makeListed('d1', { name: '大门' }), makeListed('d2', { name: '仓库', reachability: 'offline' })];
  await rig.setup.placeChannels(accountId, [{ address: makeAddress('d1'), storeId: B }]);

  await tick();

  expect(channels()).toMatchObject([
    { name: '仓库', storeId: A, storeName: '上海南京路店', reachability: 'offline', since: null, checkedAt: NOON },
    { name: '大门', storeId: B, storeName: '北京王府井店', reachability: 'online', since: null, vendor: 'fake' },
  ]);
});

test('thousands of cameras take few operations', async () => {
  const { rig, B, accountId, driver, tick } = await start();
  driver.listed = Array.from({ length: 3_000 }, (_, index) => makeListed(`d${index}`));
  const placements = driver.listed.map(({ address }) => ({ address, storeId: B }));
  await rig.setup.placeChannels(accountId, placements);
  rig.database.takeOperations();

  await tick();
  expect(rig.database.all('channels').filter(({ storeId }) => storeId === B)).toHaveLength(3_000);
  expect(rig.database.takeOperations().length).toBeLessThan(60);

  rig.clock.advance(31 * MINUTE);
  await tick();
  expect(rig.database.takeOperations().length).toBeLessThan(60);
});

test('an account that gets other credentials while it is listed is listed with them by the next tick', async () => {
  const { rig, accountId, driver, tick } = await start();
  driver.listed = [makeListed('d1')];
  driver.onPage = () => void rig.setup.replaceCredentials(accountId, { secret: 'new' });
  await tick();
  driver.onPage = () => undefined;
  driver.asked.length = 0;
  rig.clock.advance(MINUTE);
  await tick();
  expect(driver.asked).toContain('list');
});

test('a second listing writes what changed and leaves everything else to one write', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = ['d1', 'd2', 'd3'].map((id) => makeListed(id, { name: id }));
  await tick();
  rig.clock.advance(30 * MINUTE);
  driver.listed = [
    makeListed('d1', { name: 'd1' }),
    makeListed('d2', { name: '改名' }),
    makeListed('d3', { name: 'd3' }),
  ];
  driver.listed[2] = makeListed('d3', { name: 'd3', reachability: 'offline' });
  rig.database.takeOperations();

  await tick();

  const writes = rig.database.takeOperations().filter((operation) => operation === 'channels.update');
  expect(writes).toHaveLength(3);
  const later = NOON + 30 * MINUTE;
  expect(channels()).toMatchObject([
    { name: 'd1', reachability: 'online', since: null, checkedAt: later },
    { name: 'd3', reachability: 'offline', since: later, checkedAt: later },
    { name: '改名', search: '改名\n上海南京路店', checkedAt: later },
  ]);
});

test('a camera that was moved to another store stays there', async () => {
  const { rig, B, driver, tick, channels } = await start();
  driver.listed = [makeListed('d1')];
  await tick();
  await rig.database.collection('channels').update({}, { storeId: B });
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toMatchObject([{ storeId: B, storeName: '北京王府井店' }]);
});

test('a camera that its vendor no longer lists goes, and comes back to the same store', async () => {
  const { rig, B, driver, tick, channels } = await start();
  driver.listed = [makeListed('d1'), makeListed('d2')];
  await tick();
  await rig.database.collection('channels').update({}, { storeId: B });

  driver.listed = [makeListed('d1')];
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toHaveLength(1);

  driver.listed = [makeListed('d1'), makeListed('d2')];
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels().map(({ storeId }) => storeId)).toEqual([B, B]);
});

test('without a store for new cameras only those come that somebody has placed, and what is here stays as it is', async () => {
  const { rig, B, accountId, driver, tick, channels } = await start();
  await rig.database.collection('accounts').update({ _id: accountId }, { inboxStoreId: null });
  await rig.setup.placeChannels(accountId, [{ address: makeAddress('d1'), storeId: B }]);
  driver.listed = [makeListed('d1', { name: '大门' }), makeListed('d2')];
  await tick();
  expect(channels()).toMatchObject([{ name: '大门', storeId: B }]);

  driver.listed = [makeListed('d1', { name: '改名', reachability: 'offline' })];
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toMatchObject([{ name: '大门', storeId: B, reachability: 'offline' }]);

  driver.listed = [];
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toHaveLength(1);
});

test('a list too long for one tick goes on with the next ones, and what is gone goes with the last', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = [makeListed('gone')];
  await tick();
  rig.clock.advance(30 * MINUTE);
  driver.listed = Array.from({ length: 2_000 }, (_, index) => makeListed(`d${index}`));
  driver.onPage = () => rig.clock.advance(4_000); // forty pages

  for (let ticks = 0; ticks < 5; ticks += 1) {
    expect(await tick()).toMatchObject({ data: { 'account.sync': { accounts: 1, channels: 350, removed: 0 } } });
    rig.clock.advance(MINUTE);
  }
  expect(await tick()).toMatchObject({ data: { 'account.sync': { accounts: 1, channels: 250, removed: 1 } } });

  expect(channels()).toHaveLength(2_000);
  expect(driver.listedFrom).toEqual(['0', '0', '7', '14', '21', '28', '35']);
});

test('a listing that stood still for an hour is begun anew', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = Array.from({ length: 120 }, (_, index) => makeListed(`d${index}`));
  driver.onPage = () => rig.clock.advance(25_000);
  await tick();
  driver.onPage = () => undefined;
  rig.clock.advance(60 * MINUTE);
  await tick();
  expect(driver.listedFrom).toEqual(['0', '0']);
  expect(channels()).toHaveLength(120);
});

test('a camera that a shifting list left out stays, because its vendor knows it', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = [makeListed('d1'), makeListed('d2')];
  await tick();
  driver.listed = [makeListed('d1')];
  driver.told.set('d2', {});
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toHaveLength(2);
});

test('half a listing removes nothing', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = Array.from({ length: 120 }, (_, index) => makeListed(`d${index}`));
  await tick();
  driver.failure = new CallError('vendor-unavailable', 'down');
  driver.failAfterPages = 1;
  rig.clock.advance(30 * MINUTE);

  await tick();

  expect(channels()).toHaveLength(120);
  expect(rig.log.join()).toContain('"action":"account.sync","code":"vendor-unavailable"');
});

test('a failed listing is tried again after five minutes, a good one after thirty', async () => {
  const { rig, driver, tick } = await start();
  const lists = () => driver.asked.filter((call) => call === 'list').length;
  driver.failure = new CallError('vendor-unavailable', 'down');
  await tick();
  rig.clock.advance(5 * MINUTE - 1);
  await tick();
  expect(lists()).toBe(1);
  driver.failure = null;
  rig.clock.advance(1);
  await tick();
  expect(lists()).toBe(2);
  rig.clock.advance(30 * MINUTE - 1);
  await tick();
  expect(lists()).toBe(2);
  rig.clock.advance(1);
  await tick();
  expect(lists()).toBe(3);
});

test('two instances that tick together list an account once', async () => {
  const { rig, driver, tick } = await start();
  driver.listed = [makeListed('d1')];
  const other = createTimer(rig.startInstance().services, jobs);
  await Promise.all([tick(), other(TICK, { person: null, isUser: false, requestId: 'request-2' })]);
  expect(driver.asked.filter((call) => call === 'list')).toHaveLength(1);
});

test('one account’s failure leaves the others’ cameras alone', async () => {
  const { driver, openAccount, tick, channels } = await start();
  driver.failure = new Error('a fault of ours');
  const second = await openAccount('第二账号');
  second.driver.listed = [makeListed('z1')];
  await tick();
  expect(channels()).toHaveLength(1);
});

test('a camera that a vendor lists twice is there once', async () => {
  const { driver, tick, channels } = await start();
  driver.listed = [makeListed('d1'), makeListed('d1')];
  await tick();
  expect(channels()).toHaveLength(1);
});

test('states that nobody asked about for five minutes are swept, thirty at a time', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = Array.from({ length: 40 }, (_, index) => makeListed(`d${index}`));
  for (const { address } of driver.listed) driver.told.set(address.deviceId, { reachability: 'offline' });
  await tick();
  driver.asked.length = 0;
  rig.clock.advance(5 * MINUTE);
  await tick();
  expect(driver.asked).toEqual([]);

  rig.clock.advance(1);
  await tick();

  expect(driver.asked).toEqual(['status 30', 'status 10']);
  expect(channels().every(({ reachability }) => reachability === 'offline')).toBe(true);
});

test('a vendor that is down is asked once a tick, and the other accounts are swept', async () => {
  const { rig, driver, openAccount, tick } = await start();
  const second = await openAccount('第二账号');
  driver.listed = Array.from({ length: 90 }, (_, index) => makeListed(`d${index}`));
  second.driver.listed = [makeListed('z1')];
  await tick();
  driver.failure = new CallError('vendor-unavailable', 'down');
  driver.asked.length = 0;
  rig.clock.advance(6 * MINUTE);

  await tick();

  expect(driver.asked).toEqual(['status 30']);
  expect(second.driver.asked).toContain('status 1');
});

test('what ended a day ago is removed from the tokens; what is alive or being renewed stays', async () => {
  const { rig, tick } = await start();
  const DAY = 24 * 60 * MINUTE;
  const makeToken = (_id: string, changes: Partial<TokenDocument>): TokenDocument => {
    return { _id, value: 'sealed', expiresAt: NOON, renewAt: NOON, holder: '', heldUntil: 0, ...changes };
  };
  await rig.database
    .collection('tokens')
    .add([
      makeToken('ended', {}),
      makeToken('alive', { expiresAt: NOON + 2 * DAY }),
      makeToken('being renewed', { expiresAt: 0, heldUntil: NOON + DAY + MINUTE }),
    ]);
  rig.clock.advance(DAY + 1);

  await tick();

  expect(rig.database.all('tokens').map(({ _id }) => _id)).toEqual(['alive', 'being renewed']);
});

test('a job that fails does not keep the next from running', async () => {
  const { rig, driver, tick } = await start();
  driver.listed = [makeListed('d1')];
  await tick();
  rig.clock.advance(6 * MINUTE);
  rig.database.failing = 'accounts.find';
  expect(await tick()).toMatchObject({
    ok: true,
    data: {
      ...{ 'ptz.rescue': { channels: 0 }, 'clip.run': { recorders: 0, steps: 0, removed: 0 } },
      ...{ 'account.sync': null, 'status.sweep': null, 'elsewhere.sweep': null },
      ...{ 'token.sweep': { removed: 0 }, 'lease.sweep': { removed: 0 } },
    },
  });
  rig.database.failing = null;
  expect(await tick()).toMatchObject({ data: { 'status.sweep': { accounts: 1, channels: 1 } } });
});

test('ways into a vendor’s own mini-program are closed with every tick once they have ended', async () => {
  const { driver, tick } = await start();
  driver.allowElsewhere();
  driver.expired = 2;
  expect(await tick()).toMatchObject({ data: { 'elsewhere.sweep': { accounts: 1, removed: 2 } } });
});

test('nothing is asked of an account that lets nobody into the vendor’s own mini-program', async () => {
  const { driver, tick } = await start();
  expect(await tick()).toMatchObject({ data: { 'elsewhere.sweep': { accounts: 0, removed: 0 } } });
  expect(driver.asked).toEqual(['list']);
});

test('an account whose ways cannot be closed now is tried again, and leaves the others’ alone', async () => {
  const { rig, driver, openAccount, tick } = await start();
  const second = await openAccount('第二账号');
  for (const each of [driver, second.driver]) each.allowElsewhere();
  driver.failure = new CallError('vendor-unavailable', 'down');
  second.driver.expired = 1;
  expect(await tick()).toMatchObject({ data: { 'elsewhere.sweep': { accounts: 1, removed: 1 } } });
  expect(rig.log.join()).toContain('"action":"elsewhere.sweep","code":"vendor-unavailable"');

  driver.failure = null;
  expect(await tick()).toMatchObject({ data: { 'elsewhere.sweep': { accounts: 2 } } });
});

test('cameras learn with the next listing that their account leads to the vendor’s own mini-program', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = [makeListed('d1')];
  await tick();
  expect(channels()).toMatchObject([{ elsewhere: false }]);

  driver.allowElsewhere();
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toMatchObject([{ elsewhere: true }]);
});

test('cameras learn with the next listing that their vendor offers tools', async () => {
  const { rig, driver, tick, channels } = await start();
  driver.listed = [makeListed('d1')];
  await tick();
  expect(channels()).toMatchObject([{ tools: false }]);

  offerTools(driver);
  rig.clock.advance(30 * MINUTE);
  await tick();
  expect(channels()).toMatchObject([{ tools: true }]);
});
