import type { SimContext } from '../simulator';
import type { Caller } from './account';
import type { CloudStorage } from './cloud-storage';
import type { Success } from './codes';
import { checkSupport, type Device, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import type { Fields } from './fields';
import { pageOf } from './paging';
import { brief, detail, enabled, lens, state, type Line } from './rows';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The guide's device queries: lists, states and capabilities. */
export function createQueries(context: SimContext, devices: Devices, storage: CloudStorage): Endpoints {
  // Of the day, not of the minute: a restart is no change of any camera's line.
  const today = Math.floor(context.now() / DAY_MS) * DAY_MS;
  const line = (device: Device): Line => {
    const online = devices.isOnline(device);
    return { online, updateTime: context.powerChangedAt(device.serial) ?? today - (online ? 48 : 2) * HOUR_MS };
  };

  const deviceList = (fields: Fields, caller: Caller): Success => {
    const visible = devices.all().filter(({ serial }) => caller.allows('GET', serial, null));
    return pageOf(visible, fields, (device) => brief(device, line(device)));
  };

  const cameraList = (fields: Fields, caller: Caller): Success => {
    const visible = devices.allCameras().filter(({ demo }) => caller.allows('GET', demo.serial, demo.channel));
    return pageOf(visible, fields, (camera) => {
      return { ...lens(camera, !context.isOffline(camera.demo)), permission: -1, isAdd: 1 };
    });
  };

  const camerasOfDevice = (fields: Fields): Success => {
    const { serial, name, cameras } = devices.find(fields);
    return {
      data: cameras.map((camera) => {
        const row = lens(camera, !context.isOffline(camera.demo));
        return { ...row, ipcSerial: serial, deviceName: name, relatedIpc: false };
      }),
    };
  };

  const info = (fields: Fields): Success => {
    const device = devices.find(fields);
    return { data: detail(device, line(device)) };
  };

  /** Here the guide calls the channel `channel`. */
  const status = (fields: Fields): Success => {
    const camera = devices.findCamera(fields, { field: 'channel' });
    return { data: state(camera, devices.find(fields), storage.statusOf(camera)) };
  };

  /** Of a recorder the box itself, or the channel asked for. */
  const capacity = (fields: Fields): Success => ({
    data:
      fields.optional('channelNo') === null ? devices.find(fields).capacity : devices.findCamera(fields).model.capacity,
  });

  const maskStatus = (fields: Fields): Success => {
    const camera = devices.findCamera(fields);
    checkSupport(camera, 'support_privacy');
    const { serial, channel } = camera.demo;
    return { data: { deviceSerial: serial, channelNo: Number(channel), enable: enabled(camera.isMasked()) } };
  };

  return {
    '/api/lapp/device/list': { access: 'GET', run: deviceList },
    '/api/lapp/camera/list': { access: 'GET', run: cameraList },
    '/api/lapp/device/camera/list': { access: 'GET', run: camerasOfDevice },
    '/api/lapp/device/info': { access: 'GET', run: info },
    '/api/lapp/device/status/get': { access: 'GET', run: status },
    '/api/lapp/device/capacity': { access: 'GET', run: capacity },
    '/api/lapp/device/scene/switch/status': { access: 'GET', run: maskStatus },
  };
}
