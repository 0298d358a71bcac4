import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Added } from '../../../typings/contract/upkeep';
import { AddingRefused } from '../adding';
import { onWideRecord, placeOfStore } from '../audit/on-record';
import type { DeviceAdmin, FoundDevice } from '../capabilities';
import { channelIdOf, devicePlaceOf } from '../channel-id';
import { addNew } from '../database';
import type { AccountDocument, StoreDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { isOwner } from '../people/policy';
import { rightsIn } from '../rights';
import { ticketIdOf } from '../tickets/ticket-id';
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
 * the wish is written down first, so that a device which that try finds in the account already counts as its own.
 */
export async function addCamera(context: CallContext, wish: AddingWish): Promise<Added> {
  const { devices } = await context.drivers(wish.account._id);
  if (!devices) throw new CallError('unsupported', 'the vendor adds no cameras for us');
  const isAgain = await noteWish(context, wish);
  const places = [{ ...placeOfStore(wish.store), cameraName: wish.name }];
  const deed = { action: 'camera.add', places } as const;
  try {
    return await onWideRecord(context, deed, () => carryOut(context, wish, { devices, isAgain }));
  } catch (error) {
    if (isSettled(error)) await forgetWish(context, wish);
    if (error instanceof AddingRefused && error.fate !== 'already') return { kind: 'refused', why: error.fate };
    throw error;
  }
}

async function carryOut(
  context: CallContext,
  wish: AddingWish,
  { devices, isAgain }: { readonly devices: DeviceAdmin; readonly isAgain: boolean },
): Promise<Added> {
  const deviceId = await addDevice(devices, wish);
  const already = deviceId === null;
  // Who only names a serial number may not take what an owner has not given to any store.
  const mayPlace = !already || isAgain || isOwner(context.grants);
  if (mayPlace && deviceId !== null) await placeDevice(context, wish, deviceId);
  const found = await findDevice(devices, wish.serial, deviceId);
  if (found && mayPlace && found.channels.length > 0) {
    await putUp(context, { ...wish, devices, found });
    await unplaceDevice(context, wish.account, found.deviceId);
  }
  await forgetWish(context, wish);
  return { kind: 'added', already: already && !isAgain, channelIds: await managedOf(context, wish.account, found) };
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

/** The device is added: that its vendor does not tell of it yet is no failure. */
async function findDevice(devices: DeviceAdmin, serial: string, deviceId: string | null): Promise<FoundDevice | null> {
  try {
    return await (deviceId === null ? devices.find(serial) : devices.find(serial, deviceId));
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}

/** True when it was noted before. The note lies among the placements, under an id that no vendor's list leads to. */
async function noteWish({ database, person }: CallContext, wish: AddingWish): Promise<boolean> {
  const [accountId, storeId] = [wish.account._id, wish.store._id];
  const placements = database.collection('placements');
  const note = { _id: noteIdOf(person, wish), accountId, storeId };
  if (await addNew(placements, note)) return false;
  const noted = await placements.get(note._id);
  if (noted && (noted.accountId !== accountId || noted.storeId !== storeId)) {
    throw new CallError('conflict', 'that key was used for another account or store');
  }
  return noted !== null;
}

async function forgetWish({ database, person }: CallContext, wish: AddingWish): Promise<void> {
  await database.collection('placements').remove({ _id: noteIdOf(person, wish) });
}

const noteIdOf = (person: string, { requestKey, serial }: AddingWish): string =>
  ticketIdOf('camera', person, `${requestKey} ${serial}`);

/** Whether it is certain that nothing was added: of a vendor that did not answer nobody knows. */
export const isSettled = (error: unknown): boolean => error instanceof CallError && error.code !== 'vendor-unavailable';

/** Where the device's cameras go once its vendor lists them, minutes later. */
async function placeDevice({ database }: CallContext, { account, store }: AddingWish, deviceId: string): Promise<void> {
  const placements = database.collection('placements');
  const _id = devicePlaceOf(account._id, deviceId);
  const storeId: StoreId = store._id;
  if (!(await addNew(placements, { _id, accountId: account._id, storeId })))
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
