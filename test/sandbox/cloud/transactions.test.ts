import { join } from 'node:path';
import { Store } from '../../../sandbox/cloud/database/store';
import { Transactions } from '../../../sandbox/cloud/database/transactions';
import { databaseOf } from '../../support/cloudbase-sdk';
import type { SdkDatabase } from '../../support/cloudbase-sdk';
import { expectRefusal, makeCloud, makeFolder, openSdk } from '../../support/sandbox-cloud';

let db: SdkDatabase;

beforeAll(async () => {
  const indexes = [{ name: 'by_name', fields: ['name'], unique: true }];
  const cloud = await makeCloud({ collections: { purses: { indexes: [] }, names: { indexes } } });
  db = databaseOf(openSdk(cloud));
});

beforeEach(async () => {
  await db.collection('purses').where({}).remove();
  await db.collection('names').where({}).remove();
  await db.collection('purses').add([
    { _id: 'a', coins: 10 },
    { _id: 'b', coins: 0 },
  ]);
});

const coinsOf = async (id: string) => {
  const [purse] = (await db.collection('purses').doc(id).get()).data as { coins: number }[];
  return purse?.coins;
};

test('everything in a transaction happens at the commit, and nobody sees it before', async () => {
  const transaction = await db.startTransaction();
  const purses = transaction.collection('purses');
  await purses.doc('a').update({ coins: db.command.inc(-3) });
  await purses.doc('b').set({ coins: 3 });
  await purses.add({ _id: 'c', coins: 1 });
  expect((await purses.doc('a').get()).data).toEqual({ _id: 'a', coins: 7 });
  expect([await coinsOf('a'), await coinsOf('b'), await coinsOf('c')]).toEqual([10, 0, undefined]);
  await transaction.commit();
  expect([await coinsOf('a'), await coinsOf('b'), await coinsOf('c')]).toEqual([7, 3, 1]);
});

test('a rolled back transaction leaves nothing behind', async () => {
  const failing = db.runTransaction(async (transaction) => {
    await transaction.collection('purses').doc('a').remove();
    await transaction.collection('purses').add({ _id: 'c' });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect([await coinsOf('a'), await coinsOf('c')]).toEqual([10, undefined]);
});

test('reads see the database as it was when the transaction began', async () => {
  const transaction = await db.startTransaction();
  await db.collection('purses').doc('a').update({ coins: 99 });
  await db.collection('purses').doc('b').remove();
  await db.collection('purses').add({ _id: 'new', coins: 1 });
  const inside = transaction.collection('purses');
  expect((await inside.doc('a').get()).data).toMatchObject({ coins: 10 });
  expect((await inside.doc('b').get()).data).toMatchObject({ coins: 0 });
  expect((await inside.doc('new').get()).data).toBeNull();
  await transaction.rollback();
});

test('of two transactions that write one document the later conflicts', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()];
  await first.collection('purses').doc('a').update({ coins: 1 });
  const late = second.collection('purses').doc('a').update({ coins: 2 });
  await expectRefusal(late, 'DATABASE_TRANSACTION_CONFLICT');
  await first.commit();
  expect(await coinsOf('a')).toBe(1);
});

test('a document changed by others since the start conflicts, at the write or at the commit', async () => {
  const [early, late] = [await db.startTransaction(), await db.startTransaction()];
  await early.collection('purses').doc('a').update({ coins: 1 });
  await db.collection('purses').doc('a').update({ coins: 50 });
  await expectRefusal(early.commit(), 'DATABASE_TRANSACTION_CONFLICT');
  await expectRefusal(late.collection('purses').doc('a').remove(), 'DATABASE_TRANSACTION_CONFLICT');
  expect(await coinsOf('a')).toBe(50);
});

test('the SDK repeats a conflicting transaction, so that no increment is lost', async () => {
  const raise = () =>
    db.runTransaction(async (transaction) => {
      const purse = transaction.collection('purses').doc('a');
      const { coins } = (await purse.get()).data as { coins: number };
      await purse.update({ coins: coins + 1 });
    }, 50);
  await Promise.all(Array.from({ length: 6 }, raise));
  expect(await coinsOf('a')).toBe(16);
});

test('a unique index holds within a transaction and against others', async () => {
  await db.collection('names').add({ _id: '1', name: 'taken' });
  const transaction = await db.startTransaction();
  const names = transaction.collection('names');
  await expectRefusal(names.add({ name: 'taken' }), 'DATABASE_REQUEST_FAILED', /E11000.*by_name/);
  await expectRefusal(names.add({ _id: '1', name: 'other' }), 'DATABASE_REQUEST_FAILED', /E11000.*_id_/);
  await names.add({ name: 'mine' });
  await expectRefusal(names.add({ name: 'mine' }), 'DATABASE_REQUEST_FAILED', /E11000/);
  await transaction.commit();
  expect((await db.collection('names').count()).total).toBe(2);
});

test('updateAndReturn works on one document inside a transaction', async () => {
  const transaction = await db.startTransaction();
  const purse = transaction.collection('purses').where({ _id: 'a', coins: db.command.gt(5) });
  expect(await purse.updateAndReturn({ coins: db.command.mul(2) })).toMatchObject({ updated: 1, doc: { coins: 20 } });
  expect(await purse.where({ _id: 'a', coins: 1 }).updateAndReturn({ coins: 0 })).toMatchObject({ updated: 0 });
  await transaction.commit();
  expect(await coinsOf('a')).toBe(20);
});

test('operations on several documents are refused inside a transaction', async () => {
  const transaction = await db.startTransaction();
  const many = transaction.collection('purses').where({ coins: 0 }).get();
  await expectRefusal(many, 'DATABASE_INVALID_OPERRATOR', /single documents/);
  const several = transaction.collection('purses').add([{ _id: 'x' }, { _id: 'y' }]);
  await expectRefusal(several, 'INVALID_PARAM', /several documents/);
});

test('a transaction that has ended is DATABASE_TRANSACTION_FAIL', async () => {
  const transaction = await db.startTransaction();
  await transaction.rollback();
  await expectRefusal(transaction.commit(), 'DATABASE_TRANSACTION_FAIL', /TransactionNotExist/);
});

test('a transaction ends by itself after thirty seconds, and its writes hinder nobody', () => {
  let now = 0;
  const store = Store.open(join(makeFolder(), 'database.sqlite'), { purses: { indexes: [] } });
  const transactions = new Transactions(store, () => now);
  const purses = store.table('purses');
  const slow = transactions.start();
  transactions.write(slow, purses, 'a', { _id: 'a', coins: 1 });
  now = 29_999;
  expect(transactions.read(slow, purses, 'a')).toEqual({ _id: 'a', coins: 1 });
  now = 30_000;
  const next = transactions.start();
  transactions.write(next, purses, 'a', { _id: 'a', coins: 2 });
  expect(() => transactions.commit(slow)).toThrow(/30 seconds/);
  transactions.commit(next);
  expect(store.byId(purses, 'a')?.text).toBe('{"_id":"a","coins":2}');
  store.close();
});
