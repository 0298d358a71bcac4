import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import type { ChannelAddress, Driver, DriverDeps, VendorChannel, VendorStatus } from '../../core/ports';
import { createOvoparkClient, type OvoparkRead } from './client';
import {
  deviceStateReply,
  METHODS,
  playReply,
  QUALITY_NUMBER,
  storeDevicesReply,
  storesReply,
  toChannel,
  toReachability,
  toSources,
  type OvoparkCredentials,
} from './wire';

const PAGE_SIZE = 100;
const MOST_PAGES = 1000;
const AT_ONCE = 5;

/** Ovopark 万店掌. A channel's address is its device's id, with the store's id as group. */
export function createOvoparkDriver(deps: DriverDeps<OvoparkCredentials>): Driver {
  const read = createOvoparkClient(deps);
  return {
    id: 'ovopark',
    listChannels: () => listChannels(read),
    readStatus: (addresses) => readStatus(read, addresses),
    openLive: (address, quality, avoid = []) => openLive(read, address, quality, avoid),
  };
}

async function* listChannels(read: OvoparkRead): AsyncGenerator<readonly VendorChannel[]> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const reply = await read(METHODS.getDeptListByPage, { pageNumber: page, pageSize: PAGE_SIZE }, storesReply);
    const stores = reply?.records ?? [];
    const channels = await inParallel(stores, AT_ONCE, ({ id }) => readStore(read, id));
    if (stores.length > 0) yield channels.flat();
    const last = typeof reply?.total === 'number' ? page * PAGE_SIZE >= reply.total : stores.length < PAGE_SIZE;
    if (last || stores.length === 0) return;
  }
  throw new CallError('unsupported', `ovopark: more than ${MOST_PAGES} pages of stores`);
}

async function readStore(read: OvoparkRead, storeId: string): Promise<readonly VendorChannel[]> {
  const reply = await read(METHODS.getVideoDeviceList, { id: storeId }, storeDevicesReply);
  return (reply?.list ?? []).flatMap((store) => store.devices.map((device) => toChannel(device, store)));
}

/** One call for each store concerned; a device without a store is asked for by itself. */
async function readStatus(read: OvoparkRead, addresses: readonly ChannelAddress[]): Promise<readonly VendorStatus[]> {
  const stores = [...new Set(addresses.flatMap(({ groupId }) => (groupId === null ? [] : [groupId])))];
  const single = addresses.filter(({ groupId }) => groupId === null);
  const [channels, states] = await Promise.all([
    inParallel(stores, AT_ONCE, (storeId) => readStore(read, storeId)),
    inParallel(single, AT_ONCE, (address) => readDevice(read, address)),
  ]);
  const reachability = new Map(channels.flat().map((channel) => [channel.address.deviceId, channel.reachability]));
  const known = addresses.flatMap((address): VendorStatus[] => {
    const found = address.groupId === null ? undefined : reachability.get(address.deviceId);
    return found === undefined ? [] : [{ address, reachability: found, since: null, condition: 'clear' }];
  });
  return [...known, ...states.flat()];
}

async function readDevice(read: OvoparkRead, address: ChannelAddress): Promise<readonly VendorStatus[]> {
  try {
    const state = await read(METHODS.getDeviceStates, { id: address.deviceId }, deviceStateReply);
    return [{ address, reachability: toReachability(state?.online), since: null, condition: 'clear' }];
  } catch (error) {
    if (error instanceof CallError && error.code === 'not-found') return [];
    throw error;
  }
}

async function openLive(
  read: OvoparkRead,
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
): Promise<readonly LiveSource[]> {
  const params = { deviceId: address.deviceId, isSlave: QUALITY_NUMBER[quality] };
  try {
    const sources = toSources(await read(METHODS.startNewMediaPlay, params, playReply));
    if (sources.length === 0) throw new CallError('vendor-protocol', 'ovopark: no live address', { vendor: 'ovopark' });
    const playable = sources.filter(({ protocol }) => !avoid.includes(protocol));
    return playable.length > 0 ? playable : sources;
  } catch (error) {
    throw await explain(read, address, error);
  }
}

/** Codes of the gateway that say no more than that the call behind it failed. */
const VAGUE: readonly (string | undefined)[] = ['-500', '-999'];

/** The guide prints no code for a device without a line, so an answer that says nothing is checked against that. */
async function explain(read: OvoparkRead, address: ChannelAddress, error: unknown): Promise<unknown> {
  if (!(error instanceof CallError)) return error;
  const { code, vendorCode } = error;
  if (code !== 'vendor-protocol' && !VAGUE.includes(vendorCode)) return error;
  const [status] = await readStatus(read, [address]).catch(() => []);
  if (status?.reachability !== 'offline') return error;
  return new CallError('device-offline', 'ovopark: the device has no line', {
    vendor: 'ovopark',
    ...(vendorCode !== undefined && { vendorCode }),
  });
}
