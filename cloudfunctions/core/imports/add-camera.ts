import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Added } from '../../../typings/contract/upkeep';
import { AddingRefused } from '../adding';
import { onWideRecord, placeOfStore } from '../audit/on-record';
import type { DeviceAdmin, FoundDevice } from '../device-admin';
import { channelIdOf, devicePlaceOf } from '../channel-id';
import { addNew } from '../database';
import type { AccountDocument, StoreDocument } from '../documents';
import { CallError, isRefusal } from '../errors';
import type { CallContext } from '../handler';
import { isOwner } from '../people/policy';
import { rightsIn } from '../rights';
import { wishIdOf } from '../wish-id';
import { putUp } from './put-up';

export interface AddingWish {
  readonly account: AccountDocument;
  readonly store: StoreDocument;
  readonly serial: string;
  readonly code: string;
  readonly name: string;
  readonly requestKey: string;
}

/**
 * Adds a device to an account, and its cameras to a store. What is cut off may be asked for again under the same key:
 * the wish is written down before the vendor is asked for anything but whether it has the device, so that one which a
 * later try finds in the account counts as its own.
 */
export async function addCamera(context: CallContext, wish: AddingWish): Promise<Added> {
  const { devices } = await context.drivers(wish.account._id);
  if (!devices) throw new CallError('unsupported', 'the vendor adds no cameras for us');
  const isAgain = await isNoted(context, wish);
  const places = [{ ...placeOfStore(wish.store), cameraName: wish.name }];
  const deed = { action: 'camera.add', places } as const;
  try {
    return await onWideRecord(context, deed, () => carryOut(context, wish, { devices, isAgain }));
  } catch (error) {
    if (error instanceof AddingRefused && error.fate !== 'already') return { kind: 'refused', why: error.fate };
    throw error;
  }
}

async function carryOut(
  context: CallContext,
  wish: AddingWish,
  { devices, isAgain }: { readonly devices: DeviceAdmin; readonly isAgain: boolean },
): Promise<Added> {
  const mayTake = isAgain || isOwner(context.grants);
  // Who only names a serial number may not take what an owner has not given to any store.
  const others = mayTake ? null : await findDevice(devices, wish.serial, null);
  if (others) return { kind: 'added', already: true, channelIds: await managedOf(context, wish.account, others) };
  await noteWish(context, wish);
  const deviceId = await addNoted(context, wish, { devices, isAgain });
  const already = deviceId === null;
  if (deviceId !== null) await placeDevice(context, wish, deviceId);
  const mayPlace = !already || mayTake;
  // One that is to be placed, and has no place written down, must be found: else the next try goes on.
  const mustFind = already && mayPlace;
  const found = await (mustFind ? devices.find(wish.serial) : findDevice(devices, wish.serial, deviceId));
  if (found && mayPlace && found.channels.length > 0) {
    await putUp(context, { ...wish, devices, found });
    await unplaceDevice(context, wish.account, found.deviceId);
  }
  await forgetWish(context, wish);
  return { kind: 'added', already: already && !isAgain, channelIds: await managedOf(context, wish.account, found) };
}

/** As `addDevice`; of what is certainly not done no note stays, unless an earlier try may have done it. */
async function addNoted(
  context: CallContext,
  wish: AddingWish,
  { devices, isAgain }: { readonly devices: DeviceAdmin; readonly isAgain: boolean },
): Promise<string | null> {
  try {
    return await addDevice(devices, wish);
  } catch (error) {
    if (isRefusal(error) && !isAgain) await forgetWish(context, wish);
    throw error;
  }
}

/** The vendor's id of it; null when the account had it before. */
async function addDevice(devices: DeviceAdmin, { serial, code, name }: AddingWish): Promise<string | null> {
  try {
    return await devices.add({ deviceId: serial, code, name });
  } catch (error) {
    if (error instanceof AddingRefused && error.fate === 'already') return null;
    throw error;
  }
}

/** A device, if its vendor tells of it: that it does not, or not yet, is no failure. */
async function findDevice(devices: DeviceAdmin, serial: string, deviceId: string | null): Promise<FoundDevice | null> {
  try {
    return await (deviceId === null ? devices.find(serial) : devices.find(serial, deviceId));
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}

/** Whether an earlier try noted it. The note lies among the placements, under an id that no vendor's list leads to. */
async function isNoted({ database, person }: CallContext, wish: AddingWish): Promise<boolean> {
  const noted = await database.collection('placements').get(noteIdOf(person, wish));
  if (noted && (noted.accountId !== wish.account._id || noted.storeId !== wish.store._id)) {
    throw new CallError('conflict', 'that key was used for another account or store');
  }
  return noted !== null;
}

async function noteWish({ database, person, now }: CallContext, wish: AddingWish): Promise<void> {
  const place = { accountId: wish.account._id, storeId: wish.store._id };
  const note = { _id: noteIdOf(person, wish), ...place, notedAt: now };
  await addNew(database.collection('placements'), note);
}

async function forgetWish({ database, person }: CallContext, wish: AddingWish): Promise<void> {
  await database.collection('placements').remove({ _id: noteIdOf(person, wish) });
}

const noteIdOf = (person: string, { requestKey, serial }: AddingWish): string =>
  wishIdOf('camera', person, `${requestKey} ${serial}`);

/** Where the device's cameras go once its vendor lists them, minutes later. */
async function placeDevice({ database }: CallContext, { account, store }: AddingWish, deviceId: string): Promise<void> {
  const placements = database.collection('placements');
  const _id = devicePlaceOf(account._id, deviceId);
  const storeId: StoreId = store._id;
  if (!(await addNew(placements, { _id, accountId: account._id, storeId, notedAt: 0 })))
    await placements.update({ _id }, { storeId });
}

async function unplaceDevice({ database }: CallContext, { _id }: AccountDocument, deviceId: string): Promise<void> {
  await database.collection('placements').remove({ _id: devicePlaceOf(_id, deviceId) });
}

/** The device's cameras that are here, as far as the caller manages them. */
async function managedOf(
  { database, grants }: CallContext,
  { _id }: AccountDocument,
  found: FoundDevice | null,
): Promise<readonly ChannelId[]> {
  const ids = found?.channels.map(({ address }) => channelIdOf(_id, address)) ?? [];
  if (ids.length === 0) return [];
  const here = await database.collection('channels').find({ where: { _id: { in: ids } }, limit: ids.length });
  return here.filter(({ storeId }) => rightsIn(grants, storeId).includes('manage')).map((channel) => channel._id);
}
