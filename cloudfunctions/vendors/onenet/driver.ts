import type { Driver, DriverDeps } from '../../core/ports';
import { cloudVideosOf, deviceAdminOf, listViewers, pictureStoreOf } from './administration';
import { createOnenetApi } from './api';
import { check } from './check';
import { ptzOf, readAbilities, snapshotsOf, switchesOf } from './controls';
import { createConditionReader, listChannels, readStatus } from './lists';
import { openLive, recordingsOf } from './streams';
import type { OnenetCredentials } from './wire';

/** OneNET 中移物联 video. A channel's address is its device's id and its channel number. */
export function createOnenetDriver(deps: DriverDeps<OnenetCredentials>): Driver {
  const api = createOnenetApi(deps);
  const { play } = api;
  const readCondition = createConditionReader(api, deps.clock);
  return {
    id: 'onenet',
    check: () => check(api),
    listChannels: (from) => listChannels(api, readCondition, from),
    readStatus: (addresses) => readStatus(api, readCondition, addresses),
    openLive: (address, quality, avoid = []) => openLive(api, address, quality, avoid),
    ptz: ptzOf(api),
    recordings: recordingsOf(api),
    switches: switchesOf(api),
    snapshots: snapshotsOf(api),
    pictures: pictureStoreOf(api),
    videos: cloudVideosOf(api),
    devices: deviceAdminOf(api, readCondition),
    readAbilities: (address) => readAbilities(api, address),
    readThumbnail: async (address) => play.fetchThumbnail(address, await play.readAddress(address, 'rtmp')),
    listViewers: (address) => listViewers(api, address),
  };
}
