import { groupByBox, type Box, type DemoCamera, type SimContext } from '../simulator';
import { refusals, type Success } from './codes';
import type { Caller } from './keys';

/** `yyyy-MM-dd HH:mm:ss`, Beijing time. */
const CREATED = '2024-01-15 10:00:00';
const MOST_PAGE = 10_000;
const PER_PAGE = { most: 100, fallback: 30 };
const MOST_IDS = 100;
const MOST_STATUS_IDS = 30;
const MOST_STATUS_TEXT = 500;

export type Devices = ReturnType<typeof createDevices>;

/** Sections 1, 2 and 8 of the guide: devices, channels and their online state. */
export function createDevices(context: SimContext) {
  const devices = groupByBox(context, '网关');
  const online = (device: Box): boolean => !device.cameras.every(context.isOffline);

  return {
    /** 3 for a channel that the device does not have, as for a device that is not there. */
    findCamera: (query: URLSearchParams): DemoCamera => {
      const deviceId = required(query, 'device_id');
      const channel = required(query, 'channel_id');
      const camera = devices.get(deviceId)?.cameras.find((one) => one.channel === channel);
      if (!camera) throw refusals.channelMissing();
      return camera;
    },
    lookUp: (deviceId: string, channel: string): DemoCamera | undefined =>
      devices.get(deviceId)?.cameras.find((one) => one.channel === channel),

    /** GET /devices: every filter given must hold. */
    search: (query: URLSearchParams, caller: Caller): Success => {
      const page = integer(query, 'page', { most: MOST_PAGE, fallback: 1 });
      const perPage = integer(query, 'per_page', PER_PAGE);
      const matches = filters(query, online);
      const seen = [...devices.values()].filter(
        (device) => (caller.kind === 'product' || device.serial === caller.deviceId) && matches(device),
      );
      const rows = seen.slice((page - 1) * perPage, page * perPage).map((device) => describe(device, online(device)));
      return { data: { total_count: seen.length, per_page: perPage, page, devices: rows } };
    },

    /** QryChannel answers in `result`. A channel's title is letters and digits only, so its name is the `desc`. */
    channels: (query: URLSearchParams): Success => {
      const device = devices.get(required(query, 'device_id'));
      if (!device) throw refusals.parameter('device_id');
      return {
        result: device.cameras.map((camera) => ({
          channel_id: Number(camera.channel),
          title: camera.label.replace(/[^A-Za-z0-9]/g, ''),
          desc: camera.name,
        })),
      };
    },

    /** QryDevStatus answers in `result`; unknown ids are left out. */
    status: (query: URLSearchParams): Success => {
      const text = required(query, 'devIds');
      const ids = text.split(',');
      if (ids.length > MOST_STATUS_IDS || text.length > MOST_STATUS_TEXT) throw refusals.parameter('devIds');
      if (!ids.every((id) => /^\d+$/.test(id))) throw refusals.parameter('devIds');
      const found = ids.flatMap((id) => devices.get(id) ?? []);
      return {
        result: {
          total_count: found.length,
          devices: found.map((device) => ({ id: device.serial, online: online(device) })),
        },
      };
    },
  };
}

const describe = (device: Box, online: boolean): object => ({
  id: device.serial,
  title: device.name,
  desc: '',
  private: true,
  protocol: 'RTMP',
  online,
  location: { lon: 121.47, lat: 31.23 },
  create_time: CREATED,
  auth_info: `auth-${device.serial}`,
  channel_count: device.cameras.length,
  last_login: CREATED,
});

function filters(query: URLSearchParams, online: (device: Box) => boolean): (device: Box) => boolean {
  const keyWords = query.get('key_words');
  const title = query.get('title')?.toLowerCase();
  const wantOnline = flag(query, 'online');
  const wantPrivate = flag(query, 'private');
  const ids = query.get('device_id')?.split(',');
  if (ids && ids.length > MOST_IDS) throw refusals.parameter('device_id');
  const begin = date(query, 'begin');
  const end = date(query, 'end');
  const authInfo = query.get('auth_info');
  const tag = query.get('tag');
  return (device) =>
    (keyWords === null || device.serial.startsWith(keyWords) || device.name.startsWith(keyWords)) &&
    (title === undefined || device.name.toLowerCase().startsWith(title)) &&
    (wantOnline === null || online(device) === wantOnline) &&
    (wantPrivate === null || wantPrivate) &&
    (ids === undefined || ids.includes(device.serial)) &&
    (begin === null || CREATED.slice(0, 10) >= begin) &&
    (end === null || CREATED.slice(0, 10) <= end) &&
    (authInfo === null || authInfo === `auth-${device.serial}`) &&
    tag === null;
}

export function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw refusals.parameter(name);
  return value;
}

export function integer(
  query: URLSearchParams,
  name: string,
  { least = 1, most, fallback }: { least?: number; most: number; fallback: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw refusals.parameter(name);
}

function flag(query: URLSearchParams, name: string): boolean | null {
  const text = query.get(name);
  if (text === null) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  throw refusals.parameter(name);
}

function date(query: URLSearchParams, name: string): string | null {
  const text = query.get(name);
  if (text === null || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw refusals.parameter(name);
}
