import fc from 'fast-check';
import { createCircuits } from '../../../../cloudfunctions/core/circuit';
import { createAccounts, createCircuitStore, createDrivers } from '../../../../cloudfunctions/core/drivers';
import type { Database } from '../../../../cloudfunctions/core/database';
import type { DriverDeps } from '../../../../cloudfunctions/core/ports';
import { createSeals, type Keyring } from '../../../../cloudfunctions/core/seal';
import { createVendorAccounts } from '../../../../cloudfunctions/core/accounts/vendor-accounts';
import { FakeDriver, SteppedClock } from '../../../support/cloud-rig';
import { makeDriverDeps, makeHttp } from '../../../support/driver-deps';
import { MemoryDatabase } from '../../../support/memory-database';
import { ScheduledDatabase } from '../../../support/scheduled-database';

const [older, newer] = ['k1', 'k2'].map((id, nth) => [id, Buffer.alloc(32, nth)] as const);
const ring = (...keys: readonly (readonly [string, Buffer])[]): Keyring => ({
  current: keys[0]?.[0] ?? '',
  keys: new Map(keys),
});
const OLD = ring(older!);
const BOTH = ring(newer!, older!);
const NEW = ring(newer!);
const WISH = { id: 'account-1', vendor: 'fake', name: '总部', credentials: { key: 'k', secret: 's' } };

/** An instance with some keys, and the credentials that it opens drivers with. */
function open(database: Database, keyring: Keyring) {
  const used: unknown[] = [];
  const driver = new FakeDriver();
  /** How long the vendor tells whoever asks to rest, ms; null where it takes calls. */
  const vendor: { rest: number | null } = { rest: null };
  const factory = {
    ...{ id: 'fake', adding: null, identity: ['key'] as const, fields: [], misfits: () => [] },
    open: ({ account, circuits }: DriverDeps<unknown>) => {
      used.push(account.credentials);
      driver.check = async () => {
        await circuits.admit(account.id);
        if (vendor.rest !== null) await circuits.rest(account.id, clock.now() + vendor.rest);
        return null;
      };
      return driver;
    },
  };
  const clock = new SteppedClock();
  const accounts = createAccounts(database, clock);
  const { http } = makeHttp(() => ({}));
  const shared = {
    factories: [factory],
    http,
    clock,
    circuits: createCircuits({ clock, store: createCircuitStore(database, accounts) }),
    seals: createSeals(keyring),
  };
  const drivers = createDrivers({
    ...shared,
    accounts,
    tokens: makeDriverDeps(null, http).tokens,
  });
  return { accounts: createVendorAccounts({ ...shared, database }), drivers, used, vendor, clock };
}

test('an account that an older key sealed opens, keeps its seal under another name, and sealed anew outlives that key', async () => {
  const database = new MemoryDatabase();
  await open(database, OLD).accounts.add(WISH);

  const between = open(database, BOTH);
  await between.drivers(WISH.id);
  expect(between.used).toEqual([WISH.credentials]);
  const account = (await between.accounts.find(WISH.id))!;
  expect((await between.accounts.checkKept(account)).problem).toBeNull();
  expect(database.all('accounts')[0]?.credentials).toMatch(/^v1\.k1\./);
  await expect(open(database, NEW).drivers(WISH.id)).rejects.toThrow('no longer holds');

  const renamed = await between.accounts.rename(account, '新名字');
  expect(database.all('accounts')[0]?.credentials).toMatch(/^v1\.k1\./);
  expect(await between.accounts.renewSeal(renamed!)).toBe(true);
  const after = open(database, NEW);
  await after.drivers(WISH.id);
  expect(after.used).toEqual([WISH.credentials]);
});

test('an account is sealed anew once, and not while somebody else changes it', async () => {
  const database = new MemoryDatabase();
  const account = await open(database, OLD).accounts.add(WISH);
  const { accounts } = open(database, BOTH);
  expect(await accounts.renewSeal(account)).toBe(true);
  const renewed = (await accounts.find(WISH.id))!;
  expect(renewed.credentials).toMatch(/^v1\.k2\./);
  expect(await accounts.renewSeal(renewed)).toBe(false);
  expect(await accounts.renewSeal(account)).toBe(false);
  expect(await accounts.find(WISH.id)).toEqual(renewed);
});

test('new credentials are sealed with the current key, even where the old ones cannot be opened any more', async () => {
  const database = new MemoryDatabase();
  const account = await open(database, OLD).accounts.add(WISH);
  const after = open(database, NEW);
  expect(await after.accounts.rotate(account, { key: 'k', secret: 'new' })).toBe(true);
  await after.drivers(WISH.id);
  expect(after.used).toEqual([{ key: 'k', secret: 'new' }]);
});

test('new credentials are asked about at once, however long the old ones were told to rest', async () => {
  const database = new MemoryDatabase();
  const { accounts, vendor, clock } = open(database, NEW);
  const account = await accounts.add(WISH);
  const find = async () => (await accounts.find(WISH.id))!;
  vendor.rest = 3_600_000;
  await accounts.checkKept(account);
  await expect(accounts.checkKept(await find())).rejects.toMatchObject({ code: 'vendor-quota' });

  vendor.rest = null;
  await accounts.rotate(account, { key: 'k', secret: 'new' });
  expect(await accounts.checkKept(await find())).toMatchObject({ problem: null });

  vendor.rest = 60_000;
  await accounts.checkKept(await find());
  expect((await find()).restsUntil).toBe(clock.now() + 60_000);
});

test('a new name keeps what the current key sealed as it is, so that no driver is opened anew for it', async () => {
  const database = new MemoryDatabase();
  const { accounts } = open(database, NEW);
  const account = await accounts.add(WISH);
  expect(await accounts.rename(account, '新名字')).toMatchObject({ name: '新名字', credentials: account.credentials });
});

test('a new name, new credentials and a removal at the same moment undo none of each other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, removes) => {
      const database = new ScheduledDatabase();
      const account = await open(database, OLD).accounts.add(WISH);
      const { accounts, drivers, used } = open(database, BOTH);
      database.orderBy(scheduler);
      const [, rotated] = await scheduler.waitFor(
        Promise.all([
          accounts.rename(account, '新名字'),
          accounts.rotate(account, { key: 'k', secret: 'new' }),
          ...(removes ? [accounts.remove(account, 1)] : []),
        ]),
      );
      const [left] = database.memory.all('accounts');
      if (removes) {
        expect(left).toMatchObject({ credentials: '', removedAt: 1 });
        return;
      }
      expect([left?.name, rotated]).toEqual(['新名字', true]);
      const driver = drivers(WISH.id);
      await scheduler.waitFor(driver);
      expect(used.at(-1)).toEqual({ key: 'k', secret: 'new' });
    }),
    { numRuns: 100 },
  );
});
