import type { StoreId } from '../../../typings/contract/domain';
import { changeCamera, placeIn } from '../cameras/change';
import type { Database } from '../database';
import { PAGE } from '../database';
import type { ChannelDocument, StoreDocument } from '../documents';
import { inParallel } from '../in-parallel';
import { readStores } from '../repository/stores';

const WRITES_AT_ONCE = 8;

type Stores = ReadonlyMap<StoreId, StoreDocument>;

/**
 * Brings the names and the order of stores to their cameras, of one store or, with null, of all. What was cut off is
 * done the next time, and what changes meanwhile, at once.
 */
export async function alignCameras(database: Database, storeId: StoreId | null): Promise<void> {
  for (let stores = await read(database, storeId); ;) {
    await alignAll(database, storeId, stores);
    const now = await read(database, storeId);
    if ([...now.values()].every((store) => isAsBefore(store, stores))) return;
    stores = now;
  }
}

const read = async (database: Database, storeId: StoreId | null): Promise<Stores> =>
  new Map((await readStores(database, storeId === null ? null : [storeId])).map((store) => [store._id, store]));

function isAsBefore({ _id, name, order }: StoreDocument, before: Stores): boolean {
  const store = before.get(_id);
  return store?.name === name && store.order === order;
}

async function alignAll(database: Database, storeId: StoreId | null, stores: Stores): Promise<void> {
  for (let after = '', more = true; more;) {
    const where = { _id: { above: after }, ...(storeId !== null && { storeId }) };
    const page = await database.collection('channels').find({ where, sort: ['_id'], limit: PAGE });
    const astray = page.filter((camera) => !isAligned(camera, stores));
    await inParallel(astray, WRITES_AT_ONCE, ({ _id }) => align(database, _id, stores));
    after = page.at(-1)?._id ?? after;
    more = page.length === PAGE;
  }
}

function isAligned(camera: ChannelDocument, stores: Stores): boolean {
  const store = stores.get(camera.storeId);
  if (!store) return true;
  const { storeName, sort } = placeIn(store, camera);
  return camera.storeName === storeName && camera.sort === sort;
}

async function align(database: Database, id: string, stores: Stores): Promise<void> {
  await changeCamera(database, id, async (seen) => {
    const store = stores.get(seen.storeId);
    return store ? placeIn(store, seen) : null;
  });
}
