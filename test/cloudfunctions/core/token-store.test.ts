import { createSeals } from '../../../cloudfunctions/core/seal';
import { createTokenStore } from '../../../cloudfunctions/core/token-store';
import { makeKeyring } from '../../support/cloud-rig';
import { makeTokenStore } from '../../support/fake-token-store';
import { MemoryDatabase } from '../../support/memory-database';

const KEY = 'ezviz:account';
const hold = { holder: 'a', now: 1000, until: 9000, expiresAt: 0 };
const token = { value: 'at.secret', expiresAt: 50_000, renewAt: 40_000 };
const inDatabase = (database = new MemoryDatabase()) => createTokenStore(database, createSeals(makeKeyring()));

describe.each([
  ['the fake of other tests', () => makeTokenStore()],
  ['the document database', () => inDatabase()],
])('tokens kept in %s', (_, create) => {
  test('a key that nobody asked for holds nothing', async () => {
    expect(await create().read(KEY)).toBeNull();
  });

  test('only one takes the hold of a token that is not there yet', async () => {
    const store = create();
    const holders = ['a', 'b', 'c'];
    const taken = await Promise.all(holders.map((holder) => store.acquire(KEY, { ...hold, holder })));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('whoever reads sees until when somebody holds it', async () => {
    const store = create();
    await store.acquire(KEY, hold);
    expect(await store.read(KEY)).toMatchObject({ value: '', heldUntil: hold.until });
  });

  test('what the holder saves, all read, and the hold is over', async () => {
    const store = create();
    await store.acquire(KEY, hold);
    expect(await store.save(KEY, 'a', token)).toBe(true);
    expect(await store.read(KEY)).toEqual({ ...token, heldUntil: 0 });
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 1001, expiresAt: token.expiresAt })).toBe(true);
  });

  test('a hold that lapsed can be taken, and its late holder saves nothing', async () => {
    const store = create();
    await store.acquire(KEY, hold);
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 8999, until: 17_000 })).toBe(false);
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 9001, until: 17_000 })).toBe(true);
    expect(await store.save(KEY, 'a', token)).toBe(false);
    expect((await store.read(KEY))?.value).toBe('');
  });

  test('who read an older token cannot take the hold of a newer one', async () => {
    const store = create();
    await store.acquire(KEY, hold);
    await store.save(KEY, 'a', token);
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 2000 })).toBe(false);
  });

  test('only its holder gives a hold back', async () => {
    const store = create();
    await store.acquire(KEY, hold);
    await store.release(KEY, 'b');
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 2000 })).toBe(false);
    await store.release(KEY, 'a');
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 2000 })).toBe(true);
  });

  test('a refused token is over, unless a newer one is there', async () => {
    const store = create();
    await store.acquire(KEY, hold);
    await store.save(KEY, 'a', token);
    await store.expire(KEY, 49_999);
    expect(await store.read(KEY)).toEqual({ ...token, heldUntil: 0 });
    await store.expire(KEY, token.expiresAt);
    expect(await store.read(KEY)).toMatchObject({ expiresAt: 0, renewAt: 0 });
    expect(await store.acquire(KEY, { ...hold, holder: 'b', now: 2000, expiresAt: 0 })).toBe(true);
  });
});

test('a token lies sealed in the database', async () => {
  const database = new MemoryDatabase();
  const store = inDatabase(database);
  await store.acquire(KEY, hold);
  await store.save(KEY, 'a', token);
  expect(JSON.stringify(database.all('tokens'))).not.toContain('at.secret');
});
