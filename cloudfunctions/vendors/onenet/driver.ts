import type { Driver, DriverDeps } from '../../core/ports';
import { cloudVideosOf, deviceAdminOf, listViewers, pictureStoreOf } from './administration';
import { createOnenetApi } from './api';
import { check } from './check';
import { ptzOf, readAbilities, snapshotsOf, switchesOf } from './controls';
import { readPushing, readStorage } from './health';
import { createConditions, listChannels, readStatus } from './lists';
import { openLive, recordingsOf } from './streams';
import { toolsOf } from './tools';
import type { OnenetCredentials } from './wire';

/** OneNET 中移物联 video. A channel's address is its device's id and its channel number. */
export function createOnenetDriver(deps: DriverDeps<OnenetCredentials>): Driver {
  const api = createOnenetApi(deps);
  const { play } = api;
  const conditions = createConditions(api, deps.clock);
  const readCondition = conditions.read;
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
    tools: toolsOf(api, conditions),
    readAbilities: (address) => readAbilities(api, address),
    readThumbnail: async (address) => play.fetchThumbnail(address, await play.readAddress(address, 'rtmp')),
    listViewers: (address) => listViewers(api, address),
    readStorage: (address) => readStorage(api, address),
    readPushing: (address) => readPushing(api, address),
  };
}
