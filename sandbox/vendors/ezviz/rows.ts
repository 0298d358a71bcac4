import type { Camera } from './camera';
import type { StorageStatus } from './cloud-storage';
import type { Device } from './devices';
import { diskOf, diskStates } from './disks';
import { supports } from './models';

export const enabled = (on: boolean): 0 | 1 => (on ? 1 : 0);
const isEncrypted = ({ cameras }: Device): boolean => cameras.some(({ encrypted }) => encrypted);
const family = ({ isRecorder }: Device): string => (isRecorder ? 'DVR' : 'IPC');

/** What only the caller knows of a device. */
export interface Line {
  readonly online: boolean;
  /** When it last came or went, epoch ms. */
  readonly updateTime: number;
}

export const brief = (device: Device, { online, updateTime }: Line): object => ({
  id: device.serial,
  deviceSerial: device.serial,
  deviceName: device.name,
  deviceType: device.type,
  status: enabled(online),
  defence: 0,
  deviceVersion: 'V5.3.0 build 240101',
  addTime: device.addedAt,
  updateTime,
  parentCategory: family(device),
  riskLevel: 0,
  netAddress: '192.0.2.1',
});

export const detail = (device: Device, { online, updateTime }: Line): object => ({
  deviceSerial: device.serial,
  deviceName: device.name,
  localName: device.name,
  model: device.type,
  status: enabled(online),
  defence: 0,
  isEncrypt: enabled(isEncrypted(device)),
  alarmSoundMode: 0,
  offlineNotify: 0,
  category: device.isRecorder ? 'X5S' : (device.cameras[0]?.model.category ?? ''),
  parentCategory: family(device),
  updateTime,
  netType: 'wire',
  signal: '100%',
  riskLevel: 0,
  netAddress: '192.0.2.1',
});

export const lens = ({ demo, name, encrypted }: Camera, online: boolean): object => ({
  deviceSerial: demo.serial,
  channelNo: Number(demo.channel),
  channelName: name,
  status: enabled(online),
  isShared: '0',
  picUrl: '',
  isEncrypt: enabled(encrypted),
  videoLevel: 2,
});

const NOT_REPORTED = -1;
const UNSUPPORTED = -2;

/** status/get: `battryStatus` is the guide's own spelling; privacy 2 stands for no mask at all. */
export function state(camera: Camera, device: Device, cloudStatus: StorageStatus): object {
  const hasMask = supports(camera.model, 'support_privacy');
  const disk = device.isRecorder ? '-' : diskOf(camera);
  return {
    privacyStatus: hasMask ? enabled(camera.isMasked()) : 2,
    pirStatus: NOT_REPORTED,
    alarmSoundMode: 0,
    battryStatus: NOT_REPORTED,
    lockSignal: NOT_REPORTED,
    diskNum: enabled(disk !== '-'),
    diskState: diskStates(disk),
    cloudType: cloudStatus === UNSUPPORTED ? NOT_REPORTED : 1,
    cloudStatus,
    nvrDiskNum: device.isRecorder ? 1 : NOT_REPORTED,
    nvrDiskState: device.isRecorder ? diskStates('0') : String(NOT_REPORTED),
    signal: '100%',
    wakeUpStatus: NOT_REPORTED,
  };
}
