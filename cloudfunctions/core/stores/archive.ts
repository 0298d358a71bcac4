import type { StoreId } from '../../../typings/contract/domain';
import type { Database } from '../database';
import { CallError } from '../errors';
import { countCameras } from './to-managed';

/** Archives a store that no camera hangs in or is to come to; looks again after, for one that came meanwhile. */
export async function archiveStore(database: Database, storeId: StoreId, now: number): Promise<void> {
  const stores = database.collection('stores');
  await assertEmpty(database, storeId);
  await stores.update({ _id: storeId, archivedAt: 0 }, { archivedAt: now });
  try {
    await assertEmpty(database, storeId);
  } catch (error) {
    await stores.update({ _id: storeId, archivedAt: now }, { archivedAt: 0 });
    throw error;
  }
}

export async function restoreStore(database: Database, storeId: StoreId): Promise<void> {
  await database.collection('stores').update({ _id: storeId }, { archivedAt: 0 });
}

/** Opens those of these stores again that were archived while cameras came to hang there; one operation. */
export async function keepOpen(database: Database, storeIds: readonly StoreId[]): Promise<void> {
  const archived = { _id: { in: storeIds }, archivedAt: { above: 0 } };
  await database.collection('stores').update(archived, { archivedAt: 0 });
}

async function assertEmpty(database: Database, storeId: StoreId): Promise<void> {
  const [cameras, [account]] = await Promise.all([
    countCameras(database, [storeId]),
    database.collection('accounts').find({ where: { inboxStoreId: storeId }, limit: 1 }),
  ]);
  if (cameras.size > 0) throw new CallError('conflict', 'the store has cameras');
  if (account) throw new CallError('conflict', 'new cameras of an account come to the store');
}
