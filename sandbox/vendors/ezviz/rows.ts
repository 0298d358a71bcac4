import type { Box, DemoCamera, SimContext } from '../simulator';

const MODEL = 'CS-C6N-SANDBOX';
const RECORDER_MODEL = 'CS-X5S-SANDBOX';

/** A box with several lenses is a recorder (NVR); it has no mask, PTZ or voice of its own. */
const isRecorder = ({ cameras }: Box): boolean => cameras.length > 1;
export const hasMask = (device: Box): boolean => !isRecorder(device);
export const masked = ({ trait }: DemoCamera): boolean => trait === 'masked';
const encrypted = ({ trait }: DemoCamera): boolean => trait === 'encrypted';
export const enabled = (on: boolean): 0 | 1 => (on ? 1 : 0);

export const brief = (device: Box, status: number): object => ({
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

export const detail = (device: Box, status: number): object => ({
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

export const lens = (camera: DemoCamera, context: SimContext): object => ({
  deviceSerial: camera.serial,
  channelNo: Number(camera.channel),
  channelName: camera.name,
  status: enabled(!context.isOffline(camera)),
  picUrl: '',
  isEncrypt: enabled(encrypted(camera)),
  videoLevel: 2,
});

/** status/get: `battryStatus` is the guide's own spelling; -1 stands for not reported, privacy 2 for no mask at all. */
export const state = (camera: DemoCamera, device: Box): object => ({
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
export const capacity = (device: Box): Readonly<Record<string, string>> => ({
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
