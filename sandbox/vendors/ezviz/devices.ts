import { groupByBox, type Box, type DemoCamera, type SimContext } from '../simulator';
import { Refusal, type Success } from './codes';
import type { Fields } from './fields';

/** A well-formed serial number that belongs to another account: 20018. */
export const FOREIGN_SERIAL = 'K99999999';

const PAGE_SIZE = { least: 1, most: 50, fallback: 10 };
const PAGE_START = { least: 0, most: 399, fallback: 0 };
const ADDED = Date.UTC(2024, 0, 15, 2);
const MODEL = 'CS-C6N-SANDBOX';
const RECORDER_MODEL = 'CS-X5S-SANDBOX';

export type Devices = ReturnType<typeof createDevices>;

/** Section "device query" of the guide: every list, state and capability call. */
export function createDevices(context: SimContext) {
  const devices = groupByBox(context, '录像机');
  const all = [...devices.values()];
  const startedAt = context.now();

  const lookUp = (serial: string, channel: string): DemoCamera | undefined =>
    devices.get(serial)?.cameras.find((camera) => camera.channel === channel);
  const find = (fields: Fields): Box => {
    const serial = fields.serial();
    if (serial === FOREIGN_SERIAL) throw new Refusal('20018');
    const device = devices.get(serial);
    if (!device) throw new Refusal('20002');
    return device;
  };
  const findCamera = (fields: Fields, name = 'channelNo'): DemoCamera => {
    const device = find(fields);
    const channel = String(fields.integer(name, { least: 0, most: 999, fallback: 1 }));
    const camera = lookUp(device.serial, channel);
    if (!camera) throw new Refusal('20001');
    return camera;
  };
  const status = (device: Box): number => (device.cameras.every(context.isOffline) ? 0 : 1);
  /** The guide: last change of the device's state. */
  const changedAt = (device: Box): number => startedAt - (status(device) === 0 ? 2 : 48) * 3_600_000;

  return {
    lookUp,
    findCamera,
    list: (fields: Fields): Success =>
      page(all, fields, (device) => ({
        ...brief(device, status(device)),
        addTime: ADDED,
        updateTime: changedAt(device),
      })),
    cameras: (fields: Fields): Success =>
      page(context.cameras, fields, (camera) => ({
        ...lens(camera, context),
        isShared: '0',
        permission: -1,
        isAdd: 1,
      })),
    camerasOf: (fields: Fields): Success => ({
      data: find(fields).cameras.map((camera) => ({
        ...lens(camera, context),
        ipcSerial: camera.serial,
        deviceName: camera.name,
        isShared: '0',
        relatedIpc: false,
      })),
    }),
    info: (fields: Fields): Success => {
      const device = find(fields);
      return { data: { ...detail(device, status(device)), updateTime: changedAt(device) } };
    },
    status: (fields: Fields): Success => ({ data: state(findCamera(fields, 'channel'), find(fields)) }),
    capacity: (fields: Fields): Success => ({ data: capacity(find(fields)) }),
    maskStatus: (fields: Fields): Success => {
      const device = find(fields);
      if (!hasMask(device)) throw new Refusal('60020');
      const camera = findCamera(fields);
      return {
        data: { deviceSerial: device.serial, channelNo: Number(camera.channel), enable: enabled(masked(camera)) },
      };
    },
  };
}

function page<T>(rows: readonly T[], fields: Fields, toRow: (row: T) => object): Success {
  const start = fields.integer('pageStart', PAGE_START);
  const size = fields.integer('pageSize', PAGE_SIZE);
  const data = rows.slice(start * size, (start + 1) * size).map(toRow);
  return { data, page: { total: rows.length, page: start, size } };
}

/** A box with several lenses is a recorder (NVR); it has no mask, PTZ or voice of its own. */
const isRecorder = ({ cameras }: Box): boolean => cameras.length > 1;
const hasMask = (device: Box): boolean => !isRecorder(device);
const masked = ({ trait }: DemoCamera): boolean => trait === 'masked';
const encrypted = ({ trait }: DemoCamera): boolean => trait === 'encrypted';
const enabled = (on: boolean): 0 | 1 => (on ? 1 : 0);

const brief = (device: Box, status: number): object => ({
  id: device.serial,
  deviceSerial: device.serial,
  deviceName: device.name,
  deviceType: isRecorder(device) ? RECORDER_MODEL : MODEL,
  status,
  defence: 0,
  deviceVersion: 'V5.3.0 build 240101',
  parentCategory: isRecorder(device) ? 'DVR' : 'IPC',
  riskLevel: 0,
  netAddress: '192.0.2.1',
});

const detail = (device: Box, status: number): object => ({
  deviceSerial: device.serial,
  deviceName: device.name,
  localName: device.name,
  model: isRecorder(device) ? RECORDER_MODEL : MODEL,
  status,
  defence: 0,
  isEncrypt: enabled(device.cameras.some(encrypted)),
  alarmSoundMode: 0,
  offlineNotify: 0,
  category: isRecorder(device) ? 'X5S' : 'C6N',
  parentCategory: isRecorder(device) ? 'DVR' : 'IPC',
  netType: 'wire',
  signal: '100%',
  riskLevel: 0,
  netAddress: '192.0.2.1',
});

const lens = (camera: DemoCamera, context: SimContext): object => ({
  deviceSerial: camera.serial,
  channelNo: Number(camera.channel),
  channelName: camera.name,
  status: enabled(!context.isOffline(camera)),
  picUrl: '',
  isEncrypt: enabled(encrypted(camera)),
  videoLevel: 2,
});

/** status/get: `battryStatus` is the guide's own spelling; -1 stands for not reported, privacy 2 for no mask at all. */
const state = (camera: DemoCamera, device: Box): object => ({
  privacyStatus: hasMask(device) ? enabled(masked(camera)) : 2,
  pirStatus: -1,
  alarmSoundMode: 0,
  battryStatus: -1,
  lockSignal: -1,
  diskNum: 1,
  diskState: '0---------------',
  cloudType: -1,
  cloudStatus: -1,
  nvrDiskNum: isRecorder(device) ? 1 : -1,
  nvrDiskState: isRecorder(device) ? '0---------------' : '-1',
});

/** capacity: a key that is absent means unsupported. */
const capacity = (device: Box): Readonly<Record<string, string>> => ({
  support_capture: '1',
  support_disk: '1',
  support_encrypt: '1',
  ...(!isRecorder(device) && {
    support_privacy: '1',
    support_ptz: '1',
    support_talk: '3',
    ptz_preset: '1',
    ptz_left_right_mirror: '1',
    ptz_top_bottom_mirror: '1',
    ptz_center_mirror: '1',
  }),
});
