import { CallError } from '../../../cloudfunctions/core/errors';
import { sweepStatus } from '../../../cloudfunctions/timer/handlers/sweep-status';
import { createRig, FakeDriver, makeChannel, NOON, SETTINGS } from '../../support/cloud-rig';
import { MemoryDatabase } from '../../support/memory-database';

const MINUTE = 60_000;

async function start(count: number, noticeAfterMs = SETTINGS.noticeAfterMs) {
  const rig = createRig(new MemoryDatabase(), { ...SETTINGS, noticeAfterMs });
  const storeId = await rig.setup.createStore({ name: '上海南京路店', zone: 'Asia/Shanghai', order: 0 });
  const accountId = await rig.setup.createAccount({
    ...{ vendor: 'fake', name: '总部', credentials: {}, inboxStoreId: storeId },
  });
  const driver = new FakeDriver();
  rig.drivers.set(accountId, driver);
  const store = { _id: storeId, order: 0, name: '上海南京路店' };
  const cameras = Array.from({ length: count }, (_, n) =>
    makeChannel(accountId, `d${n}`, { store, name: `机位 ${n}` }),
  );
  await rig.database.collection('channels').add(cameras);
  for (const { address } of cameras) driver.told.set(address.deviceId, {});
  const { services } = rig.startInstance();
  const sweep = async (afterMs: number) => {
    rig.clock.advance(afterMs);
    driver.asked.length = 0;
    return sweepStatus(services, rig.clock.now() + MINUTE);
  };
  const change = (device: string, fields: object) =>
    rig.database
      .collection('channels')
      .update({ _id: cameras.find(({ address }) => address.deviceId === device)!._id }, fields);
  const camera = (device: string) => rig.database.all('channels').find(({ address }) => address.deviceId === device);
  return { rig, driver, sweep, change, camera };
}

test('a camera that was seen gone once is asked about with the next run, and then no more than others', async () => {
  const { driver, sweep, change, camera } = await start(5);
  await change('d1', { reachability: 'offline' });
  driver.told.set('d1', { reachability: 'offline' });
  expect(await sweep(MINUTE)).toEqual({ accounts: 1, channels: 1 });
  expect(driver.asked).toEqual(['status 1']);
  expect(camera('d1')).toMatchObject({ outageState: 'new', outageFrom: NOON, checkedAt: NOON + MINUTE });
  expect(await sweep(MINUTE)).toEqual({ accounts: 1, channels: 0 });
});

test.each(['new', 'announced'] as const)(
  'one that was back once in an outage that is %s is asked about',
  async (of) => {
    const { driver, sweep, change, camera } = await start(2);
    await change('d1', { outageState: of, outageFrom: NOON - MINUTE });
    await sweep(MINUTE);
    expect(driver.asked).toEqual(['status 1']);
    expect(camera('d1')?.outageState).toBe(of === 'new' ? 'none' : 'over');
  },
);

test('an outage that people know of, or that is over, raises no question', async () => {
  const { driver, sweep, change } = await start(3);
  await change('d0', { reachability: 'offline', outageState: 'announced', outageFrom: NOON });
  await change('d1', { reachability: 'offline', outageState: 'over', outageFrom: NOON });
  await change('d2', { outageState: 'over', outageFrom: NOON });
  await sweep(MINUTE);
  expect(driver.asked).toEqual([]);
});

test.each([
  [10 * MINUTE, 5 * MINUTE],
  [2 * MINUTE, MINUTE],
  [6_000, 10_000], // what was asked just now is not asked again
])('where people are told after %d ms, a camera that nobody looks at is asked about after %d', async (told, asked) => {
  const { sweep } = await start(2, told);
  expect(await sweep(asked)).toEqual({ accounts: 1, channels: 0 });
  expect(await sweep(1)).toEqual({ accounts: 1, channels: 2 });
});

test('those in doubt come first, and with the others they are no more than ten calls', async () => {
  const { rig, driver, sweep, change, camera } = await start(320);
  for (let n = 310; n < 320; n += 1) await change(`d${n}`, { reachability: 'offline', checkedAt: NOON + 1 });
  await sweep(6 * MINUTE);
  expect(driver.asked).toEqual(Array(10).fill('status 30'));
  expect(camera('d319')?.checkedAt).toBe(NOON + 6 * MINUTE);
  const left = rig.database.all('channels').filter(({ checkedAt }) => checkedAt < NOON + 6 * MINUTE);
  expect(left).toHaveLength(20);
});

test('when all of an account are in doubt, each run takes those that wait longest, within ten calls', async () => {
  const { rig, driver, sweep, change } = await start(301);
  await rig.database.collection('channels').update({ reachability: 'online' }, { reachability: 'offline' });
  await change('d300', { checkedAt: NOON - 1 });
  for (const device of driver.told.keys()) driver.told.set(device, { reachability: 'offline' });
  await sweep(MINUTE);
  expect(driver.asked).toHaveLength(10);
  expect(rig.database.all('channels').filter(({ outageState }) => outageState === 'none')).toHaveLength(1);
  await sweep(MINUTE);
  expect(driver.asked).toEqual(['status 1']);
});

test('a vendor that is down is asked once, whoever is in doubt', async () => {
  const { driver, sweep, change, camera } = await start(40);
  for (let n = 0; n < 40; n += 1) await change(`d${n}`, { reachability: 'offline' });
  driver.failure = new CallError('vendor-unavailable', 'down');
  await sweep(MINUTE);
  expect(driver.asked).toEqual(['status 30']);
  expect(camera('d1')?.outageState).toBe('none');
});

test('a run that finds nothing to ask costs two reads of an account, and one of the accounts', async () => {
  const { rig, sweep } = await start(3);
  rig.database.takeOperations();
  await sweep(MINUTE);
  expect(rig.database.takeOperations()).toEqual(['accounts.find', 'channels.find', 'channels.find']);
});
