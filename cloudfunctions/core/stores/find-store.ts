import type { StoreId } from '../../../typings/contract/domain';
import type { Database } from '../database';
import type { StoreDocument } from '../documents';
import { CallError } from '../errors';
import { noSuchStore } from '../people/refusals';

export async function findStore(database: Database, storeId: StoreId): Promise<StoreDocument> {
  const store = await database.collection('stores').get(storeId);
  if (!store) throw noSuchStore();
  return store;
}

/** A store that may take cameras: an archived one is `conflict`. */
export async function findOpenStore(database: Database, storeId: StoreId): Promise<StoreDocument> {
  const store = await findStore(database, storeId);
  if (store.archivedAt !== 0) throw new CallError('conflict', 'the store is archived');
  return store;
}
