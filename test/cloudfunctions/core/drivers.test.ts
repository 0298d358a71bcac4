import { createPassingTokens } from '../../../cloudfunctions/core/accounts/passing-tokens';
import { createCircuits } from '../../../cloudfunctions/core/circuit';
import {
  createAccounts,
  createCircuitStore,
  createDrivers,
  type DriverFactory,
} from '../../../cloudfunctions/core/drivers';
import { createMemory } from '../../../cloudfunctions/core/memory';
import { createSeals } from '../../../cloudfunctions/core/seal';
import { createRig, FakeDriver, SteppedClock } from '../../support/cloud-rig';

const makeFactory = (): DriverFactory => ({
  ...{ id: 'fake', adding: null, identity: ['key'], fields: [], misfits: () => [] },
  open: () => new FakeDriver(),
});

async function start(vendor = 'fake') {
  const rig = createRig();
  const accountId = await rig.setup.createAccount({ vendor, name: '总部', credentials: { k: 1 }, inboxStoreId: 's' });
  rig.database.takeOperations();
  return { rig, accountId };
}

test('an account’s driver is opened once, with one operation, for all calls of a minute', async () => {
  const { rig, accountId } = await start();
  const { drivers } = rig.startInstance().services;
  const [first, second] = [await drivers(accountId), await drivers(accountId)];
  expect(first).toBe(second);
  expect(rig.opened).toEqual([accountId]);
  expect(rig.database.takeOperations()).toEqual(['accounts.get']);
});

test('an account that was only read anew keeps its driver', async () => {
  const { rig, accountId } = await start();
  const { drivers } = rig.startInstance().services;
  const first = await drivers(accountId);
  rig.clock.advance(60_001);
  expect(await drivers(accountId)).toBe(first);
  expect(rig.opened).toHaveLength(1);
});

test('an account of a vendor without a driver is unsupported', async () => {
  const { rig, accountId } = await start('northcam');
  await expect(rig.startInstance().services.drivers(accountId)).rejects.toMatchObject({ code: 'unsupported' });
});

test('a camera whose account is gone is a fault of ours', async () => {
  const { rig } = await start();
  await expect(rig.startInstance().services.drivers('gone')).rejects.toMatchObject({ code: 'internal' });
});

test('a rest that one instance was told to take, a new instance keeps too', async () => {
  const { rig, accountId } = await start();
  const { clock, database } = rig;
  const open = () => createCircuits({ clock, store: createCircuitStore(database, createAccounts(database, clock)) });
  const until = clock.now() + 120_000;

  await open().rest(accountId, until);
  await open().rest(accountId, clock.now() + 60_000);

  await expect(open().admit(accountId)).rejects.toMatchObject({ code: 'vendor-quota', retryAt: until });
  clock.advance(120_000);
  await expect(open().admit(accountId)).resolves.toBeUndefined();
});

test('what the old credentials used up does not keep the new ones waiting', async () => {
  const { rig, accountId } = await start();
  const { clock, database, keyring, storage } = rig;
  const accounts = createAccounts(database, clock);
  const circuits = createCircuits({ clock, store: createCircuitStore(database, accounts) });
  const drivers = createDrivers({
    ...{ accounts, clock, circuits, factories: [makeFactory()], seals: createSeals(keyring) },
    ...{ http: storage.openHttp(clock), tokens: createPassingTokens() },
  });
  const old = await drivers(accountId);
  await circuits.rest(accountId, clock.now() + 3_600_000);

  await rig.setup.replaceCredentials(accountId, { k: 2 });
  clock.advance(60_001);
  await expect(circuits.admit(accountId)).rejects.toMatchObject({ code: 'vendor-quota' });
  expect(await drivers(accountId)).not.toBe(old);

  await expect(circuits.admit(accountId)).resolves.toBeUndefined();
});

test('what is remembered is forgotten in time, and the oldest first when there is too much', () => {
  const clock = new SteppedClock();
  const memory = createMemory<number>(clock, 1000, 2);
  memory.put('a', 1);
  clock.advance(999);
  memory.put('b', 2);
  expect([memory.get('a'), memory.get('b')]).toEqual([1, 2]);
  clock.advance(1);
  expect([memory.get('a'), memory.get('b')]).toEqual([undefined, 2]);
  memory.put('c', 3);
  memory.put('d', 4);
  expect([memory.get('b'), memory.get('c'), memory.get('d')]).toEqual([undefined, 3, 4]);
});
