import type { Driver, DriverDeps } from '../../core/ports';
import { createEzvizApi } from './api';
import type { EzvizCredentials } from './wire';

/** EZVIZ 萤石. A channel's address is its device's serial and its channel number. */
export function createEzvizDriver(deps: DriverDeps<EzvizCredentials>): Driver {
  const { listChannels, check, readStatus, readAbilities, openLive, clips, vendorApp, ...api } = createEzvizApi(deps);
  const { ptz, presets, recordings, talk, switches, snapshots, devices, readStorage } = api;

  return {
    id: 'ezviz',
    check,
    listChannels,
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
    readStorage,
    ...(clips !== null && { clips }),
    ...(vendorApp !== null && { vendorApp }),
  };
}
