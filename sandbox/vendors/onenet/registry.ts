import { boxOfCameras, groupByBox, type Box, type DemoCamera, type PoweredBox, type SimContext } from '../simulator';
import { refusals } from './codes';
import { required } from './fields';

/** Everything of the demo fleet was added then: 2024-01-15 10:00:00, Beijing. */
const FLEET_CREATED = Date.UTC(2024, 0, 15, 2);
/** Ids of devices that are created here, and numbers of their pictures, lie above those of the fleet. */
const FIRST_NEW_ID = 2_900_001;
const FIRST_NEW_NUMBER = 20_001;

export interface Location {
  readonly ele?: number;
  readonly lat: number;
  readonly lon: number;
}

/** What can be set of a device. */
export interface DeviceFields {
  readonly title: string;
  readonly desc: string;
  readonly private: boolean;
  readonly tags: readonly string[];
  readonly location: Location;
  /** Text or object, as it came. */
  readonly auth_info: unknown;
  readonly area: string;
  readonly other: object;
}

export interface Device {
  readonly id: string;
  readonly createdAt: number;
  readonly channels: Map<string, Channel>;
  fields: DeviceFields;
}

export interface Channel {
  readonly device: Device;
  readonly camera: DemoCamera;
  /** Epoch ms from which the camera records; 0 for those of the fleet. */
  readonly since: number;
  title: string;
  desc: string;
}

export const PLAIN_FIELDS = {
  title: '',
  desc: '',
  private: true,
  tags: [],
  location: { lon: 121.47, lat: 31.23 },
  area: '',
  other: {},
} as const satisfies Partial<DeviceFields>;

export type Registry = ReturnType<typeof createRegistry>;

/** Devices and their channels: those of the fleet, and what callers make of them. */
export function createRegistry(context: SimContext) {
  const devices = new Map([...groupByBox(context, '网关').values()].map((box) => [box.serial, fromBox(box)]));
  let created = 0;
  let added = 0;
  const lookUp = (deviceId: string, channel: string): Channel | undefined =>
    devices.get(deviceId)?.channels.get(channel);
  /** Whoever watches the channel sees no more of it. */
  const cut = ({ camera }: Channel): void => context.origin.cut(({ device }) => device === camera.device);

  return {
    all: () => devices.values(),
    find: (id: string): Device | undefined => devices.get(id),
    lookUp,
    cut,
    /** Live pictures only; recordings play on. */
    cutLive: ({ camera }: Channel): void =>
      context.origin.cut(({ device }, shows) => device === camera.device && shows === 'live'),
    /** The device of `device_id`, or errno 1. */
    device: (query: URLSearchParams, name = 'device_id'): Device => {
      const device = devices.get(required(query, name));
      if (!device) throw refusals.parameter(name);
      return device;
    },
    /** 3 for a channel that the device does not have, as for a device that is not there. */
    channel: (query: URLSearchParams, device = 'device_id', channel = 'channel_id'): Channel => {
      const found = lookUp(required(query, device), required(query, channel));
      if (!found) throw refusals.channelMissing();
      return found;
    },
    isChannelOnline: ({ camera }: Channel): boolean => !context.isOffline(camera),
    /** A device just created is on its line at once, whatever hangs on it. */
    isOnline: ({ id, channels }: Device): boolean =>
      channels.size === 0
        ? !context.isOffline({ serial: id, trait: 'normal' })
        : ![...channels.values()].every(({ camera }) => context.isOffline(camera)),
    /** Epoch ms. */
    lastLogin: ({ id, createdAt }: Device): number => context.powerGivenAt(id) ?? createdAt,
    /** What its plug gives power to. */
    box: (id: string): PoweredBox | null => {
      const device = devices.get(id);
      if (!device) return null;
      const cameras = [...device.channels.values()].map(({ camera }) => camera);
      return boxOfCameras(cameras) ?? { serial: id, trait: 'normal', pictures: [] };
    },
    create: (fields: DeviceFields): Device => {
      const id = String(FIRST_NEW_ID + created++);
      const device = { id, createdAt: context.now(), channels: new Map<string, Channel>(), fields };
      devices.set(id, device);
      return device;
    },
    remove: (device: Device): void => {
      devices.delete(device.id);
      device.channels.forEach(cut);
    },
    addChannel: (device: Device, id: string, { title, desc }: { title: string; desc: string }): void => {
      const number = FIRST_NEW_NUMBER + added++;
      const camera = newCamera({ device: number, serial: device.id, channel: id, name: desc || title, label: title });
      device.channels.set(id, { device, camera, since: context.now(), title, desc });
    },
    removeChannel: (channel: Channel): void => {
      channel.device.channels.delete(channel.camera.channel);
      cut(channel);
    },
  };
}

/** A channel's title is letters and digits only, so the camera's name is the `desc`. */
function fromBox({ serial, name, cameras }: Box): Device {
  const device: Device = {
    id: serial,
    createdAt: FLEET_CREATED,
    channels: new Map(),
    fields: { ...PLAIN_FIELDS, title: name, auth_info: `auth-${serial}` },
  };
  for (const camera of cameras) {
    const title = camera.label.replace(/[^A-Za-z0-9]/g, '');
    device.channels.set(camera.channel, { device, camera, since: 0, title, desc: camera.name });
  }
  return device;
}

const newCamera = (facts: Pick<DemoCamera, 'device' | 'serial' | 'channel' | 'name' | 'label'>): DemoCamera => ({
  ...facts,
  label: facts.label.toUpperCase(),
  vendor: 'onenet',
  store: 0,
  trait: 'normal',
});
