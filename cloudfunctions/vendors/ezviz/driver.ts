import type { Driver, DriverDeps, VendorChannel } from '../../core/ports';
import { createEzvizApi } from './api';
import { toChannel } from './lists';
import type { DeviceRow, EzvizCredentials } from './wire';

/** EZVIZ 萤石. A channel's address is its device's serial and its channel number. */
export function createEzvizDriver(deps: DriverDeps<EzvizCredentials>): Driver {
  const { lists, check, readStatus, readAbilities, openLive, clips, vendorApp, ...api } = createEzvizApi(deps);
  const { ptz, presets, recordings, talk, switches, snapshots, devices } = api;

  return {
    id: 'ezviz',
    check,

    async *listChannels(): AsyncGenerator<readonly VendorChannel[]> {
      const rows = new Map<string, DeviceRow>();
      for await (const page of lists.devicePages()) {
        for (const row of page) rows.set(row.deviceSerial, row);
      }
      for await (const page of lists.cameraPages()) {
        yield page.map((camera) => toChannel(camera, rows.get(camera.deviceSerial)));
      }
    },

    readStatus,
    openLive: (address, quality, avoid = [], until) => openLive(address, quality, avoid, until),
    readAbilities,
    ptz,
    presets,
    recordings,
    talk,
    switches,
    snapshots,
    devices,
    ...(clips !== null && { clips }),
    ...(vendorApp !== null && { vendorApp }),
  };
}
