import { holdGrants } from '../../cloudfunctions/core/grants';
import { decide } from '../../cloudfunctions/core/rights';
import { createSetup } from '../../cloudfunctions/core/setup';
import { createSeals } from '../../cloudfunctions/core/seal';
import { makeFleet } from '../../sandbox/fleet';
import { UsageError } from '../../sandbox/options';
import { checkAccounts, checkEmpty, seedAccounts, seedDemo, type SimulatedAccount } from '../../sandbox/seed';
import { makeKeyring, NOON } from '../support/cloud-rig';
import { MemoryDatabase } from '../support/memory-database';

const SIMULATED: readonly SimulatedAccount[] = (['ezviz', 'onenet', 'ovopark'] as const).map((vendor) => ({
  vendor,
  credentials: { baseUrl: `http://127.0.0.1:1/${vendor}` },
}));

function makeSetup() {
  const database = new MemoryDatabase();
  return { database, setup: createSetup(database, createSeals(makeKeyring())) };
}

test('the demo chain has its stores, an account for each vendor and a place for each camera', async () => {
  const { database, setup } = makeSetup();
  const fleet = makeFleet();
  await seedDemo(setup, fleet, SIMULATED);
  expect(database.all('stores').map(({ name }) => name)).toEqual(fleet.stores.map(({ name }) => name));
  expect(database.all('accounts')).toHaveLength(3);
  expect(database.all('placements')).toHaveLength(fleet.cameras.length);
});

test('a second start keeps everything and only points the accounts at the simulators again', async () => {
  const { database, setup } = makeSetup();
  await seedDemo(setup, makeFleet(), SIMULATED);
  const before = database.all('accounts').map(({ _id, credentials }) => ({ _id, credentials }));
  await seedDemo(setup, makeFleet(), SIMULATED);
  const after = database.all('accounts');
  expect(after.map(({ _id }) => _id)).toEqual(before.map(({ _id }) => _id));
  expect(after[0]?.credentials).not.toBe(before[0]?.credentials);
  expect(database.all('members')).toHaveLength(4);
});

test('the demo is still the demo once its owner has renamed, added and removed accounts', async () => {
  const { database, setup } = makeSetup();
  await seedDemo(setup, makeFleet(), SIMULATED);
  const accounts = database.collection('accounts');
  const [first, second] = database.all('accounts');
  await accounts.update({ _id: first!._id }, { name: '华东总部' });
  await accounts.update({ _id: second!._id }, { removedAt: NOON, credentials: '' });
  await accounts.add([{ ...first!, _id: 'own', name: '自己的账号', inboxStoreId: null, credentials: 'sealed' }]);
  const stores = database.all('stores').length;

  await seedDemo(setup, makeFleet(), SIMULATED);

  const kept = new Map(database.all('accounts').map(({ _id, credentials }) => [_id, credentials]));
  expect([kept.size, kept.get('own'), kept.get(second!._id)]).toEqual([4, 'sealed', '']);
  expect(kept.get(first!._id)).not.toBe(first!.credentials);
  expect(database.all('stores')).toHaveLength(stores);

  await accounts.update({}, { removedAt: NOON, credentials: '' });
  await seedDemo(setup, makeFleet(), SIMULATED);
  expect([database.all('accounts').length, database.all('stores').length]).toEqual([4, stores]);
});

test('each persona may see what its name says', async () => {
  const { database, setup } = makeSetup();
  await seedDemo(setup, makeFleet(), SIMULATED);
  const [first, second] = database.all('stores');
  const placed = database.all('placements');
  const may = (openid: string, storeId: string, _id = 'none') => {
    const grants = database.all('members').find((member) => member._id === openid)?.grants ?? [];
    const held = holdGrants(grants, { shares: database.all('shares'), now: NOON });
    return decide(held, { _id, storeId }, 'view').kind;
  };
  expect(may('sandbox-owner', second!._id)).toBe('allowed');
  expect(may('sandbox-manager', second!._id)).toBe('allowed');
  expect(may('sandbox-staff', first!._id)).toBe('allowed');
  expect(may('sandbox-staff', second!._id)).toBe('not-found');
  const guestSees = placed.filter(({ _id, storeId }) => may('sandbox-guest', storeId, _id) === 'allowed');
  expect(guestSees).toHaveLength(2);
});

test('an empty installation stays empty, and does not take the demo’s folder for one', async () => {
  const { database, setup } = makeSetup();
  await checkEmpty(setup);
  expect([database.all('stores'), database.all('accounts'), database.all('members')]).toEqual([[], [], []]);
  await seedDemo(setup, makeFleet(), SIMULATED);
  await expect(checkEmpty(setup)).rejects.toThrow(UsageError);
});

const REAL = {
  vendor: 'ezviz',
  name: '总部',
  credentials: { baseUrl: 'https://open.ys7.com', appKey: 'k', appSecret: 's' },
};

test('an account of one’s own gets a store of its name, once', async () => {
  const { database, setup } = makeSetup();
  await seedAccounts(setup, [REAL]);
  await seedAccounts(setup, [REAL]);
  expect(database.all('stores').map(({ name }) => name)).toEqual(['总部']);
  expect(database.all('accounts')).toHaveLength(1);
});

test('credentials that do not fit are refused by the names of their fields, without their values', () => {
  const wrong = { ...REAL, credentials: { baseUrl: 'https://open.ys7.com', appKey: 'k', secret: 'hunter2' } };
  expect(() => checkAccounts([REAL, wrong])).toThrow(UsageError);
  expect(() => checkAccounts([REAL, wrong])).toThrow(/row 2: credentials of ezviz need .*appSecret/);
  expect(() => checkAccounts([REAL, wrong])).not.toThrow(/hunter2/);
});

test('the demo leaves a folder with real accounts as it is', async () => {
  const { database, setup } = makeSetup();
  await seedAccounts(setup, [REAL]);
  const before = database.all('accounts');
  await expect(seedDemo(setup, makeFleet(), SIMULATED)).rejects.toThrow(UsageError);
  expect(database.all('accounts')).toEqual(before);
});

test('real accounts do not join the demo’s, whose simulators are gone', async () => {
  const { database, setup } = makeSetup();
  await seedDemo(setup, makeFleet(), SIMULATED);
  await expect(seedAccounts(setup, [REAL])).rejects.toThrow(UsageError);
  expect(database.all('accounts')).toHaveLength(SIMULATED.length);
});
