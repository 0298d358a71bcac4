import type { ChannelId } from '../../../typings/contract/domain';
import type { DeviceAdmin, FoundDevice } from '../device-admin';
import { channelIdOf } from '../channel-id';
import { addNew } from '../database';
import type { ChannelDocument } from '../documents';
import { CallError, isRefusal } from '../errors';
import type { CallContext } from '../handler';
import { newChannels } from '../imports/new-channel';
import type { ChannelAddress, VendorChannel } from '../ports';
import { findOpenStore } from '../stores/find-store';

export interface Extension {
  readonly number: string;
  readonly name: string;
}

type Context = Pick<CallContext, 'database' | 'drivers' | 'accounts' | 'clock'>;

/**
 * Makes one more channel known of a camera's device, and hangs it beside the camera. Its place is written down before
 * the vendor hears of it: who was cut off finds by that what they made, and so does the vendor's next listing.
 */
export async function extendCamera(
  context: Context,
  beside: ChannelDocument,
  { number, name }: Extension,
): Promise<ChannelId> {
  const { devices } = await context.drivers(beside.accountId);
  if (!devices?.extend) throw new CallError('unsupported', 'the vendor takes no channels of ours');
  const address = { ...beside.address, channelId: number };
  const wish = { beside, address, name, _id: channelIdOf(beside.accountId, address) };
  const isAgain = await isPlaced(context, wish);
  const here = await context.database.collection('channels').get(wish._id);
  if (here) return finish(context, { ...wish, isAgain, here });

  const found = await devices.find(address.deviceId, address.deviceId);
  const told = channelIn(found, address) ?? null;
  if (told && !isAgain) throw alreadyThere();
  if (!told) await make(context, wish, devices);
  await hang(context, wish, told ?? asBeside(wish, found));
  return wish._id;
}

interface Wish {
  readonly _id: ChannelId;
  readonly beside: ChannelDocument;
  readonly address: ChannelAddress;
  readonly name: string;
}

/** Whether an earlier try has begun to hang it in this store. */
async function isPlaced({ database }: Context, { _id, beside }: Wish): Promise<boolean> {
  return (await database.collection('placements').get(_id))?.storeId === beside.storeId;
}

/**
 * It hangs already: by an earlier try whose answer got lost, or it always did. A place written down does not tell the
 * two apart: those of cameras that are set up with their stores stay.
 */
async function finish(
  { database }: Context,
  { _id, beside, name, isAgain, here }: Wish & { readonly isAgain: boolean; readonly here: ChannelDocument },
): Promise<ChannelId> {
  if (here.storeId !== beside.storeId || here.name !== name) throw alreadyThere();
  if (isAgain) await database.collection('placements').remove({ _id });
  return _id;
}

/** The vendor knows no such channel: whatever place is written down for it is of one that is gone. */
async function make({ database }: Context, wish: Wish, devices: DeviceAdmin): Promise<void> {
  const { _id, beside, address, name } = wish;
  const { accountId, storeId } = beside;
  const placements = database.collection('placements');
  if (!(await addNew(placements, { _id, accountId, storeId, notedAt: 0 })))
    await placements.update({ _id }, { storeId });
  try {
    await devices.extend?.(address, name);
  } catch (error) {
    if (isRefusal(error)) await placements.remove({ _id });
    throw error;
  }
}

async function hang({ database, drivers, accounts, clock }: Context, wish: Wish, told: VendorChannel): Promise<void> {
  const { _id, beside } = wish;
  const account = await accounts(beside.accountId);
  if (!account) throw new Error('the camera belongs to no account');
  const store = await findOpenStore(database, beside.storeId);
  const [driver, now] = [await drivers(beside.accountId), clock.now()];
  const [document] = newChannels([{ told, toldAt: now, store }], { account, driver, now });
  if (document) await addNew(database.collection('channels'), document);
  await database.collection('offers').remove({ _id });
  await database.collection('placements').remove({ _id });
}

const channelIn = (found: FoundDevice | null, { channelId }: ChannelAddress): VendorChannel | undefined =>
  found?.channels.find(({ address }) => address.channelId === channelId);

/** A device has one line for all of its channels: a new one is as those are. */
function asBeside({ beside, address, name }: Wish, found: FoundDevice | null): VendorChannel {
  const { qualities, condition } = beside;
  const known = { reachability: 'unknown', since: null, condition, groupName: null, qualities } as const;
  return { ...known, ...(channelIn(found, beside.address) ?? found?.channels[0]), address, name };
}

const alreadyThere = (): CallError => new CallError('conflict', 'the device has that channel already');
