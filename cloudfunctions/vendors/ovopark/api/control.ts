import { CallError } from '../../../core/errors';
import type { OvoparkCall } from '../client';
import { METHODS, ptzReply, snapshotReply } from '../wire';

/** `commandValue`: motions, and the stop that each of them must be followed by. */
const PTZ_COMMAND = {
  up: 1,
  down: 2,
  left: 3,
  right: 4,
  stopTurn: 6,
  zoomIn: 7,
  zoomOut: 8,
  stopZoom: 9,
} as const;
export type PtzCommand = keyof typeof PTZ_COMMAND;

/** The page recommends 8 and says that more is faster; what the most is, it does not say. */
export const RECOMMENDED_SPEED = 8;

/** Steering and stills, which the vendor's two pages do not speak of (_ext_). `id` is `deviceId` of the live page. */
export function controlApi(call: OvoparkCall) {
  return {
    /** A stop is repeated where it may not have arrived; a motion is sent once. */
    async ptzCtrlAll(deviceId: string, command: PtzCommand, speed: number): Promise<void> {
      const method = command === 'stopTurn' || command === 'stopZoom' ? METHODS.ptzStop : METHODS.ptzStart;
      const params = { id: deviceId, commandValue: PTZ_COMMAND[command], param1: speed, param2: speed };
      const done = await call(method, params, ptzReply);
      if (done === false) {
        throw new CallError('device-busy', 'ovopark ptzCtrlAll: not carried out', { vendor: 'ovopark' });
      }
    },

    /** Has the camera take a still; its address. */
    snapshot: async (deviceId: string): Promise<string> =>
      (await call(METHODS.snapshot, { id: deviceId }, snapshotReply)).url,
  };
}
