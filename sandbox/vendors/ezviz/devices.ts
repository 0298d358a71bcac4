import { groupByBox, type Box, type DemoCamera, type SimContext } from '../simulator';
import { Refusal } from './codes';
import type { Fields } from './fields';

/** A well-formed serial number that belongs to another account: 20018. */
export const FOREIGN_SERIAL = 'K99999999';

/** The account's devices, and how a call names one of them. */
export interface Devices {
  readonly all: readonly Box[];
  readonly lookUp: (serial: string, channel: string) => DemoCamera | undefined;
  /** 20014, 20018 or 20002 when `deviceSerial` names none of ours. */
  readonly find: (fields: Fields) => Box;
  /** Also 20001 when the device has no such channel, by default 1. */
  readonly findCamera: (fields: Fields, channelField?: 'channelNo' | 'channel') => DemoCamera;
}

export function createDevices(context: SimContext): Devices {
  const devices = groupByBox(context, '录像机');
  const lookUp: Devices['lookUp'] = (serial, channel) =>
    devices.get(serial)?.cameras.find((camera) => camera.channel === channel);
  const find: Devices['find'] = (fields) => {
    const serial = fields.serial();
    if (serial === FOREIGN_SERIAL) throw new Refusal('20018');
    const device = devices.get(serial);
    if (!device) throw new Refusal('20002');
    return device;
  };
  return {
    all: [...devices.values()],
    lookUp,
    find,
    findCamera: (fields, channelField = 'channelNo') => {
      const { serial } = find(fields);
      const channel = fields.integer(channelField, { least: 0, most: 999, fallback: 1 });
      const camera = lookUp(serial, String(channel));
      if (!camera) throw new Refusal('20001');
      return camera;
    },
  };
}
