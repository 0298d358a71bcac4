import { placeIn } from '../cameras/change';
import type { DeviceAdmin, FoundDevice } from '../device-admin';
import { channelIdOf } from '../channel-id';
import { addNew } from '../database';
import type { AccountDocument, StoreDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { inParallel } from '../in-parallel';
import type { VendorChannel } from '../ports';
import { keepOpen } from '../stores/archive';
import { findOpenStore } from '../stores/find-store';
import { newChannels } from './new-channel';

const WRITES_AT_ONCE = 8;

interface Puttable {
  readonly account: AccountDocument;
  readonly store: Pick<StoreDocument, '_id'>;
  /** Of an only camera; several keep their vendor's names. */
  readonly name: string;
  readonly devices: DeviceAdmin;
  readonly found: FoundDevice;
}

/** Puts a device's cameras up in a store, but for those that hang somewhere already. An archived one is `conflict`. */
export async function putUp(context: CallContext, { account, name, devices, found, ...to }: Puttable): Promise<void> {
  const { database, clock } = context;
  const ids = found.channels.map(({ address }) => channelIdOf(account._id, address));
  const channels = database.collection('channels');
  const here = new Set((await channels.find({ where: { _id: { in: ids } }, limit: ids.length })).map(({ _id }) => _id));
  const fresh = found.channels.filter(({ address }) => !here.has(channelIdOf(account._id, address)));
  const told = found.channels.length === 1 ? await named(devices, fresh, name) : fresh;
  // Vendors take their time: meanwhile it may have been renamed or archived.
  const store = await findOpenStore(database, to.store._id);
  const [driver, now] = [await context.drivers(account._id), clock.now()];
  const documents = newChannels(
    told.map((channel) => ({ told: channel, toldAt: now, store })),
    { account, driver, now },
  );
  const own = (document: (typeof documents)[number]) =>
    found.channels.length === 1 ? { ...document, ...placeIn(store, { ...document, name }) } : document;
  await inParallel(documents, WRITES_AT_ONCE, (document) => addNew(channels, own(document)));
  if (documents.length > 0) await keepOpen(database, [store._id]);
  await database.collection('offers').remove({ _id: { in: ids } });
}

/** Also at the vendor, where it takes the name: then its list will tell no other. */
async function named(
  devices: DeviceAdmin,
  channels: readonly VendorChannel[],
  name: string,
): Promise<readonly VendorChannel[]> {
  return inParallel(channels, 1, async (channel) => {
    if (channel.name === name) return channel;
    try {
      await devices.rename(channel.address, name);
      return { ...channel, name };
    } catch (error) {
      if (error instanceof CallError) return channel;
      throw error;
    }
  });
}
