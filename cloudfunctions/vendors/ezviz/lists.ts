import type * as v from 'valibot';
import { assertWithin, pagesOf, type Page } from '../../core/pages';
import type { VendorChannel, VendorStatus } from '../../core/ports';
import type { EzvizRead, EzvizReply } from './client';
import { cameraRows, deviceRows, toCondition, toInstant, toReachability, type CameraRow, type DeviceRow } from './wire';

/** The guide's limits of a list: rows a page, and pages. */
export const PAGE_SIZE = 50;
const MOST_PAGES = 400;

const listAt = (path: string) => ({ path, vendor: 'ezviz', label: `ezviz ${path}`, mostPages: MOST_PAGES });
const LISTS = { devices: listAt('device/list'), cameras: listAt('camera/list') };

/** How many pages the two lists had when last seen; null before that. */
export interface ListSizes {
  devices: number | null;
  cameras: number | null;
}

export interface EzvizLists {
  readonly sizes: Readonly<ListSizes>;
  devicePages(): AsyncGenerator<readonly DeviceRow[], void>;
  cameraPages(): AsyncGenerator<readonly CameraRow[], void>;
  /** One page of either, from 0. */
  readDevices(page: number): Promise<Page<DeviceRow>>;
  readCameras(page: number): Promise<Page<CameraRow>>;
}

/** The account's device and camera lists, page by page; remembers how long they are. */
export function createLists(read: EzvizRead): EzvizLists {
  const sizes: ListSizes = { devices: null, cameras: null };
  const pageReader = <R>(name: keyof ListSizes, schema: v.GenericSchema<unknown, readonly R[]>) => {
    const { path } = LISTS[name];
    return async (page: number): Promise<Page<R>> => {
      assertWithin(LISTS[name], page);
      const reply = await read(path, { pageStart: page, pageSize: PAGE_SIZE }, schema);
      const count = pageCount(reply, page);
      sizes[name] = count;
      return { rows: reply.data, last: page + 1 >= count };
    };
  };
  const readDevices = pageReader('devices', deviceRows);
  const readCameras = pageReader('cameras', cameraRows);
  return {
    sizes,
    readDevices,
    readCameras,
    devicePages: () => pagesOf(LISTS.devices, readDevices),
    cameraPages: () => pagesOf(LISTS.cameras, readCameras),
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
