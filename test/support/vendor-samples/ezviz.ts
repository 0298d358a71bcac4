import type { createEzvizApi } from '../../../cloudfunctions/vendors/ezviz/api';
import { STORAGE_CARDS } from '../../../sandbox/vendors/ezviz/index';
import { firstOf, type Sample, type Samples } from './sample';

export type EzvizApi = ReturnType<typeof createEzvizApi>;

/** What the driver does not hand on; the rest is the driver's own, by the same names. */
export const ezvizExtras = ({
  lists,
  readDeviceState,
  disableAddress,
  cloudStorage,
  encryption,
  listDevices,
}: EzvizApi): object => ({
  lists,
  readDeviceState,
  disableAddress,
  cloudStorage,
  encryption,
  listDevices,
});

/** A code that the demo camera bears on its label. */
const CODE = 'SGAAAB';
/** One that the demo shop sells. */
const CARD = STORAGE_CARDS.week.password;

const opened: Sample<EzvizApi>['prepare'] = async ({ api }, { address }) => {
  await api.vendorApp?.openLive(address);
  return {};
};

export const ezvizSamples: Samples<EzvizApi> = {
  'api.lists.devicePages': { run: ({ api }) => firstOf(api.lists.devicePages()) },
  'api.lists.cameraPages': { run: ({ api }) => firstOf(api.lists.cameraPages()) },
  'api.lists.readDevices': { run: ({ api }) => api.lists.readDevices(0) },
  'api.lists.readCameras': { run: ({ api }) => api.lists.readCameras(0) },
  'api.listDevices': { run: ({ api }) => firstOf(api.listDevices('online')) },
  'api.readDeviceState': { run: ({ api }, { address }) => api.readDeviceState(address) },
  'api.disableAddress': {
    prepare: async ({ driver }, { address }) => ({ url: (await driver.openLive(address, 'main'))[0]?.url ?? '' }),
    run: ({ api }, { address, url }) => api.disableAddress(address, { url }),
  },
  'api.cloudStorage.read': { run: ({ api }, { address }) => api.cloudStorage.read(address) },
  'api.cloudStorage.open': { run: ({ api }, { address }) => api.cloudStorage.open(address, CARD) },
  'api.encryption.on': { run: ({ api }, { address }) => api.encryption.on(address.deviceId) },
  'api.encryption.off': {
    prepare: async ({ api }, { address }) => {
      await api.encryption.on(address.deviceId);
      return {};
    },
    run: ({ api }, { address }) => api.encryption.off(address.deviceId, CODE),
  },
  'driver.devices.listCameras': { run: ({ api }, { address }) => api.devices.listCameras(address.deviceId) },
  'driver.devices.renameDevice': {
    run: ({ api }, { address }) => api.devices.renameDevice(address.deviceId, '新名字'),
  },
  'driver.devices.removeDevice': { run: ({ api }, { address }) => api.devices.removeDevice(address.deviceId) },
  // The second finds the sub-account of the first.
  'driver.vendorApp.openLive': {
    prepare: opened,
    run: ({ driver }, { address }) => driver.vendorApp?.openLive(address),
  },
  'driver.vendorApp.closeExpired': {
    prepare: opened,
    pauseMs: 3 * 3_600_000,
    run: ({ driver }) => driver.vendorApp?.closeExpired(),
  },
};
