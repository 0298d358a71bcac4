import type { StoreId } from '../../../typings/contract/domain';
import type { ManagedStore } from '../../../typings/contract/upkeep';
import type { Database } from '../database';
import type { StoreDocument } from '../documents';

/** Stores as who manages them may know them, with their cameras counted; one operation. */
export async function toManagedStores(
  database: Database,
  stores: readonly StoreDocument[],
): Promise<readonly ManagedStore[]> {
  const counts = await countCameras(
    database,
    stores.map(({ _id }) => _id),
  );
  return stores.map(({ _id: id, name, address, zone, archivedAt }) => ({
    ...{ id, name, address, zone, cameras: counts.get(id) ?? 0 },
    archivedAt: archivedAt === 0 ? null : archivedAt,
  }));
}

export async function toManagedStore(database: Database, store: StoreDocument): Promise<ManagedStore> {
  const [managed] = await toManagedStores(database, [store]);
  if (!managed) throw new Error('a store was lost on the way');
  return managed;
}

/** How many cameras stores have; those without are left out. */
export async function countCameras(
  database: Database,
  storeIds: readonly StoreId[],
): Promise<ReadonlyMap<StoreId, number>> {
  if (storeIds.length === 0) return new Map();
  const rows = await database.collection('channels').countBy({ storeId: { in: storeIds } }, ['storeId']);
  return new Map(rows.map(({ storeId, count }) => [storeId, count]));
}
