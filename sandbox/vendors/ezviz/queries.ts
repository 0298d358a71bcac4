import type { Box, SimContext } from '../simulator';
import { Refusal, type Success } from './codes';
import type { Devices } from './devices';
import type { Fields } from './fields';
import { brief, capacity, detail, enabled, hasMask, lens, masked, state } from './rows';

const PAGE_SIZE = { least: 1, most: 50, fallback: 10 };
const PAGE_START = { least: 0, most: 399, fallback: 0 };
const ADDED = Date.UTC(2024, 0, 15, 2);
const HOUR_MS = 3_600_000;

/** The guide's device queries: lists, states and capabilities. */
export function createQueries(context: SimContext, devices: Devices) {
  const startedAt = context.now();
  const status = (device: Box): 0 | 1 => enabled(!device.cameras.every(context.isOffline));
  /** When the device last came or went. */
  const updateTime = (device: Box): number => startedAt - (status(device) === 0 ? 2 : 48) * HOUR_MS;

  return {
    deviceList: (fields: Fields): Success =>
      page(devices.all, fields, (device) => {
        return { ...brief(device, status(device)), addTime: ADDED, updateTime: updateTime(device) };
      }),

    cameraList: (fields: Fields): Success =>
      page(context.cameras, fields, (camera) => {
        return { ...lens(camera, context), isShared: '0', permission: -1, isAdd: 1 };
      }),

    camerasOfDevice: (fields: Fields): Success => ({
      data: devices.find(fields).cameras.map((camera) => {
        const { serial, name } = camera;
        return { ...lens(camera, context), ipcSerial: serial, deviceName: name, isShared: '0', relatedIpc: false };
      }),
    }),

    info: (fields: Fields): Success => {
      const device = devices.find(fields);
      return { data: { ...detail(device, status(device)), updateTime: updateTime(device) } };
    },

    /** Here the guide calls the channel `channel`. */
    status: (fields: Fields): Success => ({ data: state(devices.findCamera(fields, 'channel'), devices.find(fields)) }),

    capacity: (fields: Fields): Success => ({ data: capacity(devices.find(fields)) }),

    maskStatus: (fields: Fields): Success => {
      const device = devices.find(fields);
      if (!hasMask(device)) throw new Refusal('60020');
      const camera = devices.findCamera(fields);
      const { serial, channel } = camera;
      return { data: { deviceSerial: serial, channelNo: Number(channel), enable: enabled(masked(camera)) } };
    },
  };
}

function page<T>(rows: readonly T[], fields: Fields, toRow: (row: T) => object): Success {
  const start = fields.integer('pageStart', PAGE_START);
  const size = fields.integer('pageSize', PAGE_SIZE);
  const data = rows.slice(start * size, (start + 1) * size).map(toRow);
  return { data, page: { total: rows.length, page: start, size } };
}
