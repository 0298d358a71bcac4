import type { PtzControl, PtzMotion, Switches } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import type { Driver, DriverDeps } from '../../core/ports';
import { cloudVideosOf, deviceAdminOf, listViewers, pictureStoreOf } from './administration';
import { createOnenetApi, type OnenetApi } from './api';
import { createConditionReader, listChannels, readStatus } from './lists';
import { openLive, recordingsOf } from './streams';
import type { OnenetCredentials } from './wire';

/** OneNET 中移物联 video. A channel's address is its device's id and its channel number. */
export function createOnenetDriver(deps: DriverDeps<OnenetCredentials>): Driver {
  const api = createOnenetApi(deps);
  const readCondition = createConditionReader(api, deps.clock);
  return {
    id: 'onenet',
    listChannels: () => listChannels(api, readCondition),
    readStatus: (addresses) => readStatus(api, readCondition, addresses),
    openLive: (address, quality, avoid = []) => openLive(api, address, quality, avoid),
    ptz: ptzOf(api),
    recordings: recordingsOf(api),
    switches: switchesOf(api),
    pictures: pictureStoreOf(api),
    videos: cloudVideosOf(api),
    devices: deviceAdminOf(api),
    listViewers: (address) => listViewers(api, address),
  };
}

/** Those of the guide. The diagonals stand in a newer edition only, and a device that lacks them stays put. */
const MOTIONS: readonly PtzMotion[] = [
  'up',
  'down',
  'left',
  'right',
  'zoom-in',
  'zoom-out',
  'focus-near',
  'focus-far',
  'iris-open',
  'iris-close',
  'auto-scan',
];

/** The vendor has no word for an end stop, so that a motion is always `moved`. */
function ptzOf({ camera }: OnenetApi): PtzControl {
  return {
    motions: MOTIONS,
    speeds: 3,
    limits: false,
    async start(address, motion, speed) {
      await camera.steer(address, 'start', motion, speed);
      return 'moved';
    },
    stop: (address, motion) => camera.steer(address, 'stop', motion, 0),
    async step(address, motion, speed) {
      await camera.steer(address, 'step', motion, speed);
      return 'moved';
    },
  };
}

/** A recording that runs already is refused by the vendor; here that is success. */
function switchesOf({ camera, product }: OnenetApi): Switches {
  return {
    setLevel: (address, level) => camera.setLevel(address, level),
    setCamera: (address, on) => product.setCamera(address, on),
    async setRecording(address, on) {
      try {
        await product.setRecording(address, on);
      } catch (error) {
        if (!(error instanceof CallError && error.code === 'conflict')) throw error;
      }
    },
  };
}
