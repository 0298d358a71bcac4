import type { Driver, DriverDeps, VendorChannel } from '../../core/ports';
import { createEzvizClient } from './client';
import { createLists, toChannel } from './lists';
import { createOpenLive } from './live';
import { readStatus } from './status';
import type { DeviceRow, EzvizCredentials } from './wire';

/** EZVIZ 萤石. A channel's address is its device's serial and its channel number. */
export function createEzvizDriver(deps: DriverDeps<EzvizCredentials>): Driver {
  const read = createEzvizClient(deps);
  const lists = createLists(read);
  const openLive = createOpenLive(read);

  return {
    id: 'ezviz',

    async *listChannels(): AsyncGenerator<readonly VendorChannel[]> {
      const devices = new Map<string, DeviceRow>();
      for await (const page of lists.devicePages()) {
        for (const row of page) devices.set(row.deviceSerial, row);
      }
      for await (const page of lists.cameraPages()) {
        yield page.map((camera) => toChannel(camera, devices.get(camera.deviceSerial)));
      }
    },

    readStatus: (addresses) => readStatus(read, lists, addresses),
    openLive: (address, quality, avoid = []) => openLive(address, quality, avoid),
  };
}
