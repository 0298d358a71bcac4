import type { ChannelId } from '../../../typings/contract/domain';
import type { Database } from '../database';
import type { ChannelDocument, StoreDocument } from '../documents';
import { searchOf, sortOf } from '../listing';

/** What follows from where a camera hangs and what it is called. */
type CameraPlace = Pick<ChannelDocument, 'storeId' | 'storeName' | 'name' | 'sort' | 'search'>;

/** What a change may set. */
type CameraChange = Partial<CameraPlace & Pick<ChannelDocument, 'vendorName' | 'hidden'>>;

/** The place of a camera of some name in a store. */
export function placeIn(
  { _id, name: storeName, order }: Pick<StoreDocument, '_id' | 'name' | 'order'>,
  camera: Pick<ChannelDocument, '_id' | 'name'>,
): CameraPlace {
  const { name } = camera;
  const sort = sortOf({ _id, order }, name, camera._id);
  return { storeId: _id, storeName, name, sort, search: searchOf(storeName, name) };
}

/** As `placeIn`, in the store where the camera hangs. */
export async function placeAsNamed(
  database: Database,
  camera: Pick<ChannelDocument, '_id' | 'name' | 'storeId'>,
): Promise<CameraPlace> {
  const store = await database.collection('stores').get(camera.storeId);
  if (!store) throw new Error('a camera hangs in no store'); // stores are archived, never removed
  return placeIn(store, camera);
}

/**
 * Changes a camera in one conditional write, made anew whenever its name or place has changed meanwhile: `sort` names
 * both. Null when there is no such camera, or `alter` declines.
 */
export async function changeCamera(
  database: Database,
  _id: ChannelId,
  alter: (seen: ChannelDocument) => Promise<CameraChange | null>,
): Promise<ChannelDocument | null> {
  const channels = database.collection('channels');
  const seen = await channels.get(_id);
  const change = seen && (await alter(seen));
  if (!change) return null;
  if (Object.entries(change).every(([field, value]) => Reflect.get(seen, field) === value)) return seen;
  const { sort, storeName } = seen;
  if ((await channels.update({ _id, sort, storeName }, change)) === 1) return { ...seen, ...change };
  return changeCamera(database, _id, alter);
}
