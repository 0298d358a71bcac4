import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import type { ChannelAddress, VendorChannel, VendorStatus } from '../../core/ports';
import type { OvoparkApi } from './api';
import { toChannel, toReachability } from './wire';

/** Stores that are asked at once. */
export const AT_ONCE = 5;

export async function readStore(api: OvoparkApi, storeId: string): Promise<readonly VendorChannel[]> {
  const stores = await api.stores.getVideoDeviceList(storeId);
  return stores.flatMap((store) => store.devices.map((device) => toChannel(device, store)));
}

/** One call for each store concerned; a device without a store is asked for by itself. */
export async function readStatus(
  api: OvoparkApi,
  addresses: readonly ChannelAddress[],
): Promise<readonly VendorStatus[]> {
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

/** Codes of the gateway that say no more than that the call behind it failed. */
const VAGUE: readonly (string | undefined)[] = ['-500', '-999'];

/** The guide prints no code for a device without a line, so an answer that says nothing is checked against that. */
export async function explain(api: OvoparkApi, address: ChannelAddress, error: unknown): Promise<unknown> {
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
