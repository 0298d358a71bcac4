import * as v from 'valibot';
import type { MirrorAxis, Switches } from '../../core/capabilities';
import type { EzvizClient } from './client';
import { channelFields, flag } from './wire';

const MIRROR_COMMAND = { vertical: 0, horizontal: 1, both: 2 } as const satisfies Record<MirrorAxis, number>;
const ALREADY_SO = '60022';

const sceneStatus = v.looseObject({ enable: flag });

/** Mirror and privacy mask. Mirroring turns the picture over each time: nobody can ask which way it stands. */
export function createSwitches({ read, command }: EzvizClient) {
  return {
    async mirror(address, axis) {
      await command('device/ptz/mirror', { ...channelFields(address), command: MIRROR_COMMAND[axis] });
    },

    async readMask({ deviceId }) {
      return (await read('device/scene/switch/status', { deviceSerial: deviceId }, sceneStatus)).data.enable;
    },

    async setMask(address, masked) {
      const params = { ...channelFields(address), enable: masked ? 1 : 0 };
      await command('device/scene/switch/set', params, { outcomes: [ALREADY_SO] });
    },
  } satisfies Switches;
}

const ALREADY_ENCRYPTED = '60019';
const ALREADY_PLAIN = '60016';

/** Encryption of a device's pictures, which keeps them out of every player but the vendor's. */
export interface Encryption {
  on(deviceId: string): Promise<void>;
  /** `code` is printed on the device's label; CallError `invalid-argument` when it is another's. */
  off(deviceId: string, code: string): Promise<void>;
}

/** Here 60019 says "on already"; of a live address it says that the pictures are encrypted. */
export function createEncryption({ command }: EzvizClient): Encryption {
  return {
    async on(deviceId) {
      await command('device/encrypt/on', { deviceSerial: deviceId }, { outcomes: [ALREADY_ENCRYPTED] });
    },
    async off(deviceId, code) {
      const params = { deviceSerial: deviceId, validateCode: code };
      await command('device/encrypt/off', params, { outcomes: [ALREADY_PLAIN] });
    },
  };
}
