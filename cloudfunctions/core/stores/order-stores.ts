import type { StoreId } from '../../../typings/contract/domain';
import type { Database } from '../database';
import { inParallel } from '../in-parallel';
import { noSuchStore } from '../people/refusals';
import { readStores } from '../repository/stores';
import { alignCameras } from './align-cameras';

const WRITES_AT_ONCE = 8;

/** Puts stores first, in this order; all others follow as they stood. */
export async function orderStores(database: Database, first: readonly StoreId[]): Promise<void> {
  const stores = await readStores(database, null);
  const byId = new Map(stores.map((store) => [store._id, store]));
  const chosen = first.map((id) => byId.get(id)).filter((store) => store !== undefined);
  if (chosen.length !== first.length) throw noSuchStore();
  const wanted = [...chosen, ...stores.filter(({ _id }) => !first.includes(_id))];
  const astray = wanted
    .map(({ _id, order }, place) => ({ _id, order, place }))
    .filter(({ order, place }) => order !== place);
  await inParallel(astray, WRITES_AT_ONCE, ({ _id, place }) =>
    database.collection('stores').update({ _id }, { order: place }),
  );
  await alignCameras(database, null);
}
