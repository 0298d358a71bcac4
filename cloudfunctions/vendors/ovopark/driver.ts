import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import { pagesOf } from '../../core/pages';
import type { ChannelAddress, Driver, DriverDeps, VendorChannel, VendorStatus } from '../../core/ports';
import { createOvoparkApi, type OvoparkApi } from './api';
import { clipsOf } from './api/clips';
import { toChannel, toReachability, toSources, type OvoparkCredentials } from './wire';

const PAGE_SIZE = 100;
const STORE_LIST = { vendor: 'ovopark', label: 'ovopark stores', mostPages: 1000 };
const AT_ONCE = 5;

/** Ovopark 万店掌. A channel's address is its device's id, with the store's id as group. */
export function createOvoparkDriver(deps: DriverDeps<OvoparkCredentials>): Driver {
  const api = createOvoparkApi(deps);
  return {
    id: 'ovopark',
    listChannels: () => listChannels(api),
    readStatus: (addresses) => readStatus(api, addresses),
    openLive: (address, quality, avoid = []) => openLive(api, address, quality, avoid),
    clips: clipsOf(api.clips),
  };
}

async function* listChannels(api: OvoparkApi): AsyncGenerator<readonly VendorChannel[]> {
  const pages = pagesOf(STORE_LIST, async (page) => {
    const { stores, last } = await api.stores.getDeptListByPage(page + 1, PAGE_SIZE);
    return { rows: stores, last };
  });
  for await (const stores of pages) {
    yield (await inParallel(stores, AT_ONCE, ({ id }) => readStore(api, id))).flat();
  }
}

async function readStore(api: OvoparkApi, storeId: string): Promise<readonly VendorChannel[]> {
  const stores = await api.stores.getVideoDeviceList(storeId);
  return stores.flatMap((store) => store.devices.map((device) => toChannel(device, store)));
}

/** One call for each store concerned; a device without a store is asked for by itself. */
async function readStatus(api: OvoparkApi, addresses: readonly ChannelAddress[]): Promise<readonly VendorStatus[]> {
  const stores = [...new Set(addresses.flatMap(({ groupId }) => (groupId === null ? [] : [groupId])))];
  const single = addresses.filter(({ groupId }) => groupId === null);
  const [channels, states] = await Promise.all([
    inParallel(stores, AT_ONCE, (storeId) => readStore(api, storeId)),
    inParallel(single, AT_ONCE, (address) => readDevice(api, address)),
  ]);
  const reachability = new Map(channels.flat().map((channel) => [channel.address.deviceId, channel.reachability]));
  const known = addresses.flatMap((address): VendorStatus[] => {
    const found = address.groupId === null ? undefined : reachability.get(address.deviceId);
    return found === undefined ? [] : [{ address, reachability: found, since: null, condition: 'clear' }];
  });
  return [...known, ...states.flat()];
}

async function readDevice({ stores }: OvoparkApi, address: ChannelAddress): Promise<readonly VendorStatus[]> {
  const state = await stores.getDeviceStates(address.deviceId);
  if (state === null) return [];
  return [{ address, reachability: toReachability(state.online), since: null, condition: 'clear' }];
}

async function openLive(
  api: OvoparkApi,
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
): Promise<readonly LiveSource[]> {
  try {
    const sources = toSources(await api.media.startNewMediaPlay({ deviceId: address.deviceId, quality }));
    if (sources.length === 0) throw new CallError('vendor-protocol', 'ovopark: no live address', { vendor: 'ovopark' });
    const playable = sources.filter(({ protocol }) => !avoid.includes(protocol));
    return playable.length > 0 ? playable : sources;
  } catch (error) {
    throw await explain(api, address, error);
  }
}

/** Codes of the gateway that say no more than that the call behind it failed. */
const VAGUE: readonly (string | undefined)[] = ['-500', '-999'];

/** The guide prints no code for a device without a line, so an answer that says nothing is checked against that. */
async function explain(api: OvoparkApi, address: ChannelAddress, error: unknown): Promise<unknown> {
  if (!(error instanceof CallError)) return error;
  const { code, vendorCode } = error;
  if (code !== 'vendor-protocol' && !VAGUE.includes(vendorCode)) return error;
  const [status] = await readStatus(api, [address]).catch(() => []);
  if (status?.reachability !== 'offline') return error;
  return new CallError('device-offline', 'ovopark: the device has no line', {
    vendor: 'ovopark',
    ...(vendorCode !== undefined && { vendorCode }),
  });
}
