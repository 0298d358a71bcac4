import * as v from 'valibot';
import type { Reachability } from '../../../typings/contract/domain';
import { AddingRefused } from '../../core/adding';
import type { DeviceAdmin, FoundDevice } from '../../core/device-admin';
import { CallError } from '../../core/errors';
import { idText, integer, optionalText } from '../../core/reply-fields';
import { addingFates } from './adding-fates';
import type { EzvizClient } from './client';
import { toChannel } from './lists';
import { channelFields, flag, toReachability } from './wire';

/** The guide's limit of a name, in bytes of UTF-8: sixteen Chinese characters. */
const MOST_NAME_BYTES = 50;

export interface EzvizDevices extends DeviceAdmin {
  /** The name of the whole device, where `rename` names one camera of it. */
  renameDevice(deviceId: string, name: string): Promise<void>;
  /** With all of its cameras. */
  removeDevice(deviceId: string): Promise<void>;
  /** The cameras of one device, such as those behind a recorder. */
  listCameras(deviceId: string): Promise<readonly EzvizCamera[]>;
}

export interface EzvizCamera {
  readonly channelId: string;
  readonly name: string;
  readonly reachability: Reachability;
  readonly isEncrypted: boolean;
  /** Serial number of the camera behind a recorder; null when the channel has none. */
  readonly cameraSerial: string | null;
}

const cameraRows = v.nullable(
  v.array(
    v.looseObject({
      channelNo: idText,
      channelName: optionalText,
      deviceName: optionalText,
      /** 1 online, 0 offline, -1 not reported. */
      status: v.nullish(integer),
      isEncrypt: v.nullish(flag),
      ipcSerial: v.nullish(v.string()),
    }),
  ),
  [],
);

/** Adding, naming and removing devices of the account. */
export function createDevices({ read, command }: EzvizClient): EzvizDevices {
  async function renameDevice(deviceId: string, name: string): Promise<void> {
    await command('device/name/update', { deviceSerial: deviceId, deviceName: checkedName(name) });
  }

  async function removeDevice(deviceId: string): Promise<void> {
    await command('device/delete', { deviceSerial: deviceId });
  }

  const readCameras = async (deviceSerial: string) =>
    (await read('device/camera/list', { deviceSerial }, cameraRows)).data;

  async function findDevice(deviceId: string): Promise<FoundDevice | null> {
    try {
      const rows = await readCameras(deviceId);
      const channels = rows.map(({ deviceName, channelName, isEncrypt, ...row }) => {
        const names = { deviceSerial: deviceId, channelName: channelName || deviceName };
        return toChannel({ ...row, ...names, isEncrypt: isEncrypt ? 1 : 0 }, undefined);
      });
      return { deviceId, channels };
    } catch (error) {
      if (error instanceof CallError && error.code === 'not-found') return null;
      throw error;
    }
  }

  async function listCameras(deviceId: string): Promise<readonly EzvizCamera[]> {
    const rows = await readCameras(deviceId);
    return rows.map(({ channelNo, channelName, status, isEncrypt, ipcSerial }) => ({
      channelId: channelNo,
      name: channelName,
      reachability: toReachability(status),
      isEncrypted: isEncrypt ?? false,
      cameraSerial: ipcSerial || null,
    }));
  }

  return {
    /** Ends well once the device is added: a name that the vendor does not take leaves it under its own. */
    async add({ deviceId, code, name }) {
      const deviceSerial = deviceId.toUpperCase(); // the vendor knows no other spelling
      await command('device/add', { deviceSerial, validateCode: code }).catch(explainAdding);
      if (name !== '') await renameDevice(deviceSerial, name).catch(ignoreRefusal);
      return deviceSerial;
    },

    find: async (serial) => findDevice(serial.toUpperCase()),

    async rename(address, name) {
      await command('camera/name/update', { ...channelFields(address), name: checkedName(name) });
    },

    async remove({ deviceId, channelId }) {
      const cameras = await listCameras(deviceId);
      if (cameras.some((camera) => camera.channelId !== channelId)) {
        throw new CallError('unsupported', 'the vendor removes a recorder only with all of its cameras');
      }
      await removeDevice(deviceId);
    },

    renameDevice,
    removeDevice,
    listCameras,
  };
}

function checkedName(name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > MOST_NAME_BYTES || /\p{Cc}/u.test(name)) {
    throw new CallError('invalid-argument', `a name has 1 to ${MOST_NAME_BYTES} bytes and no control characters`);
  }
  return name;
}

function explainAdding(error: unknown): never {
  const vendorCode = error instanceof CallError ? (error.vendorCode ?? '') : '';
  const fate = Object.hasOwn(addingFates, vendorCode) ? addingFates[vendorCode] : undefined;
  throw error instanceof CallError && fate !== undefined ? new AddingRefused(fate, error) : error;
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CallError)) throw error;
}
