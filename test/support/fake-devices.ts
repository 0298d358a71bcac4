import { AddingRefused, type AddingFate } from '../../cloudfunctions/core/adding';
import type { DeviceAdmin } from '../../cloudfunctions/core/device-admin';
import { CallError } from '../../cloudfunctions/core/errors';
import type { VendorChannel } from '../../cloudfunctions/core/ports';

export interface FakeDevices extends DeviceAdmin {
  readonly asked: string[];
  /** Devices that the account has, each with the channels that its vendor tells of. */
  readonly account: Map<string, readonly VendorChannel[]>;
  /** What the vendor says of the next device to be added, instead of adding it. */
  fate: AddingFate | null;
  /** How the next adding fails once the vendor has done it. */
  lost: Error | null;
  /** Whether the vendor tells of new devices only later. */
  isSlow: boolean;
}

/** A vendor's devices: `stock` may be added by its serial numbers, `account` has been. Channels of a serial go together. */
export function makeDevices({
  stock = [],
  account = [],
}: {
  readonly stock?: readonly VendorChannel[];
  readonly account?: readonly VendorChannel[];
}): FakeDevices {
  const shelf = bySerial(stock);
  const mine = bySerial(account);
  const fake: FakeDevices = {
    asked: [],
    account: mine,
    fate: null,
    lost: null,
    isSlow: false,
    add({ deviceId, code, name }) {
      fake.asked.push(`add ${deviceId} ${code} ${name}`);
      const fate = fake.fate ?? (mine.has(deviceId) ? 'already' : shelf.has(deviceId) ? null : 'unknown-device');
      if (fate !== null) {
        const refusal = new CallError('conflict', 'refused', { vendor: 'fake', vendorCode: '20017' });
        return Promise.reject(new AddingRefused(fate, refusal));
      }
      mine.set(deviceId, shelf.get(deviceId) ?? []);
      const { lost } = fake;
      fake.lost = null;
      return lost ? Promise.reject(lost) : Promise.resolve(deviceId);
    },
    find(serial) {
      const channels = mine.get(serial);
      if (!channels) return Promise.resolve(null);
      return Promise.resolve({ deviceId: serial, channels: fake.isSlow ? [] : channels });
    },
    rename(address, name) {
      fake.asked.push(`rename ${address.deviceId} ${name}`);
      return Promise.resolve();
    },
    extend(address, name) {
      fake.asked.push(`extend ${address.deviceId} ${address.channelId} ${name}`);
      const { lost } = fake;
      fake.lost = null;
      const channels = mine.get(address.deviceId) ?? [];
      const [first] = channels;
      if (fake.fate !== null || !first) return Promise.reject(new CallError('invalid-argument', 'refused'));
      if (channels.some((channel) => channel.address.channelId === address.channelId)) {
        return Promise.reject(new CallError('conflict', 'the device has it'));
      }
      mine.set(address.deviceId, [...channels, { ...first, address, name }]);
      return lost ? Promise.reject(lost) : Promise.resolve();
    },
    remove: () => Promise.reject(new Error('nothing is removed here')),
  };
  return fake;
}

function bySerial(channels: readonly VendorChannel[]): Map<string, readonly VendorChannel[]> {
  const devices = new Map<string, VendorChannel[]>();
  for (const channel of channels) {
    const { deviceId } = channel.address;
    devices.set(deviceId, [...(devices.get(deviceId) ?? []), channel]);
  }
  return devices;
}
