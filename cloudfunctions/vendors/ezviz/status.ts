import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import type { ChannelAddress, VendorStatus } from '../../core/ports';
import type { EzvizRead } from './client';
import type { ReadDeviceState } from './device-state';
import { toStatus, type EzvizLists, type ListSizes } from './lists';
import { deviceInfo, toCondition, toInstant, toReachability, type CameraRow, type DeviceRow } from './wire';

const AT_ONCE = 5;
/** From so many devices on it pays to look at how long the lists are, which costs two calls. */
const PROBE_FROM = 3;

/** Whether to ask device by device or to read both lists: whichever takes fewer calls. */
export function cheapestWay(devices: number, { devices: devicePages, cameras: cameraPages }: ListSizes) {
  if (devicePages === null || cameraPages === null) return devices < PROBE_FROM ? 'each' : 'lists';
  return devices <= devicePages + cameraPages ? 'each' : 'lists';
}

type DeviceState = Omit<VendorStatus, 'address'>;

/** What can be asked. */
export interface StatusReads {
  readonly read: EzvizRead;
  readonly lists: EzvizLists;
  readonly readDeviceState: ReadDeviceState;
}

/** States of the given channels for as few calls as can be. */
export async function readStatus(
  reads: StatusReads,
  addresses: readonly ChannelAddress[],
): Promise<readonly VendorStatus[]> {
  const serials = serialsOf(addresses);
  if (cheapestWay(serials.length, reads.lists.sizes) === 'lists') return readFromLists(reads, addresses);
  return readEach(reads, addresses, serials);
}

async function readEach(
  { read, readDeviceState }: StatusReads,
  addresses: readonly ChannelAddress[],
  serials: readonly string[],
): Promise<readonly VendorStatus[]> {
  const [only] = serials.length === 1 ? addresses : [];
  // Whether a lens is masked takes a call of its own, so only the one camera that somebody looks at is asked.
  const masked = only === undefined ? null : isMasked(readDeviceState, only);
  const [states, mask] = await Promise.all([
    inParallel(serials, AT_ONCE, (serial) => readDevice(read, serial)),
    masked,
  ]);
  const bySerial = new Map(serials.map((serial, index) => [serial, states[index]]));
  return addresses.flatMap((address) => {
    const state = bySerial.get(address.deviceId);
    if (state === undefined || state === null) return [];
    if (mask === null) return [{ address, ...state, unasked: ['masked' as const] }];
    const covered = mask && state.condition === 'clear';
    return [{ address, ...state, ...(covered && { condition: 'masked' as const }) }];
  });
}

/** Null when the account no longer has the device. */
async function readDevice(read: EzvizRead, deviceSerial: string): Promise<DeviceState | null> {
  try {
    const { data } = await read('device/info', { deviceSerial }, deviceInfo);
    return {
      reachability: toReachability(data.status),
      since: toInstant(data.updateTime),
      condition: toCondition(data.isEncrypt),
    };
  } catch (error) {
    if (error instanceof CallError && error.code === 'not-found') return null;
    throw error;
  }
}

/** Null when it could not be told: the mask is worth knowing, never worth failing for. */
async function isMasked(readDeviceState: ReadDeviceState, address: ChannelAddress): Promise<boolean | null> {
  try {
    return (await readDeviceState(address)).masked ?? false;
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}

/** Reads the first page of both lists, then whichever is cheaper: their other pages, or each device not seen yet. */
async function readFromLists(
  reads: StatusReads,
  addresses: readonly ChannelAddress[],
): Promise<readonly VendorStatus[]> {
  const { lists } = reads;
  const devices = new Map<string, DeviceRow>();
  const cameras = new Map<string, CameraRow>();
  const devicePages = lists.devicePages();
  const cameraPages = lists.cameraPages();
  const turn = async (): Promise<boolean> => {
    const [devicePage, cameraPage] = await Promise.all([devicePages.next(), cameraPages.next()]);
    for (const row of devicePage.value ?? []) devices.set(row.deviceSerial, row);
    for (const row of cameraPage.value ?? []) cameras.set(keyOf(row.deviceSerial, row.channelNo), row);
    return devicePage.done !== true || cameraPage.done !== true;
  };
  const unseen = (): ChannelAddress[] =>
    addresses.filter(({ deviceId, channelId }) => !devices.has(deviceId) || !cameras.has(keyOf(deviceId, channelId)));

  let more = await turn();
  const rest = serialsOf(unseen());
  const pagesLeft = (lists.sizes.devices ?? 1) + (lists.sizes.cameras ?? 1) - 2;
  const each = rest.length <= pagesLeft ? await readEach(reads, unseen(), rest) : [];
  if (rest.length > pagesLeft) while (more && unseen().length > 0) more = await turn();
  const fromLists = addresses.flatMap((address) => {
    const camera = cameras.get(keyOf(address.deviceId, address.channelId));
    return camera === undefined ? [] : [{ ...toStatus(camera, devices.get(address.deviceId)), address }];
  });
  const answered = new Set(each.map(({ address }) => address));
  return [...each, ...fromLists.filter(({ address }) => !answered.has(address))];
}

const keyOf = (serial: string, channel: string): string => `${serial}:${channel}`;
const serialsOf = (addresses: readonly ChannelAddress[]): string[] => [
  ...new Set(addresses.map(({ deviceId }) => deviceId)),
];
