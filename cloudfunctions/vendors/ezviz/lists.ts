import type * as v from 'valibot';
import { pagesOf } from '../../core/pages';
import type { VendorChannel, VendorStatus } from '../../core/ports';
import type { EzvizRead, EzvizReply } from './client';
import { cameraRows, deviceRows, toCondition, toInstant, toReachability, type CameraRow, type DeviceRow } from './wire';

/** The guide's limits of a list: rows a page, and pages. */
export const PAGE_SIZE = 50;
const MOST_PAGES = 400;

/** How many pages the two lists had when last seen; null before that. */
export interface ListSizes {
  devices: number | null;
  cameras: number | null;
}

export interface EzvizLists {
  readonly sizes: Readonly<ListSizes>;
  devicePages(): AsyncGenerator<readonly DeviceRow[], void>;
  cameraPages(): AsyncGenerator<readonly CameraRow[], void>;
}

/** The account's device and camera lists, page by page; remembers how long they are. */
export function createLists(read: EzvizRead): EzvizLists {
  const sizes: ListSizes = { devices: null, cameras: null };
  const pages = <R>(list: keyof ListSizes, path: string, schema: v.GenericSchema<unknown, readonly R[]>) =>
    pagesOf({ vendor: 'ezviz', label: `ezviz ${path}`, mostPages: MOST_PAGES }, async (page) => {
      const reply = await read(path, { pageStart: page, pageSize: PAGE_SIZE }, schema);
      const count = pageCount(reply, page);
      sizes[list] = count;
      return { rows: reply.data, last: page + 1 >= count };
    });
  return {
    sizes,
    devicePages: () => pages('devices', 'device/list', deviceRows),
    cameraPages: () => pages('cameras', 'camera/list', cameraRows),
  };
}

/** A reply without a total has a next page whenever its own is full. */
function pageCount({ data, total }: EzvizReply<readonly unknown[]>, page: number): number {
  if (total !== null) return Math.max(1, Math.ceil(total / PAGE_SIZE));
  return data.length < PAGE_SIZE ? page + 1 : page + 2;
}

/** The camera's own `status` is deprecated, but all there is for a camera that somebody shared with the account. */
export function toStatus(camera: CameraRow, device: DeviceRow | undefined): VendorStatus {
  return {
    address: { deviceId: camera.deviceSerial, channelId: camera.channelNo, groupId: null },
    reachability: toReachability(device === undefined ? camera.status : device.status),
    since: toInstant(device?.updateTime),
    condition: toCondition(camera.isEncrypt),
    unasked: ['masked'],
  };
}

export function toChannel(camera: CameraRow, device: DeviceRow | undefined): VendorChannel {
  return {
    ...toStatus(camera, device),
    name: camera.channelName || device?.deviceName || camera.deviceSerial,
    groupName: null,
    qualities: ['main', 'sub'],
  };
}
