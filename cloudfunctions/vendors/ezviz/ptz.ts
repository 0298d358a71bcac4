import type { PtzControl, PtzMotion, PtzOutcome } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import type { EzvizClient } from './client';
import { channelFields } from './wire';

/** The guide's numbers. Diagonals go up-left, down-left, up-right, down-right. There is no iris. */
const DIRECTIONS = new Map<PtzMotion, number>([
  ['up', 0],
  ['down', 1],
  ['left', 2],
  ['right', 3],
  ['up-left', 4],
  ['down-left', 5],
  ['up-right', 6],
  ['down-right', 7],
  ['zoom-in', 8],
  ['zoom-out', 9],
  ['focus-near', 10],
  ['focus-far', 11],
  ['auto-scan', 16],
]);

/** At the end stop above, below, left, right. */
const LIMITS = ['60002', '60003', '60004', '60005'];
const SLOW = 0;
const MEDIUM = 1;
const FAST = 2;

/** Our 0–1 as the guide's slow, medium, fast. */
export function speedNumber(speed: number): number {
  return Math.min(FAST, Math.max(SLOW, Math.round(speed * FAST)));
}

/** Steering. The vendor goes on until the motion that began is stopped, before which it takes no other. */
export function createPtz({ command }: EzvizClient): PtzControl {
  /** Devices that do not know the slow speed, which the guide says of Hikvision's. */
  const withoutSlow = new Set<string>();

  const send = (address: ChannelAddress, direction: number, speed: number) =>
    command('device/ptz/start', { ...channelFields(address), direction, speed }, { outcomes: LIMITS });

  async function begin(address: ChannelAddress, direction: number, speed: number): Promise<string> {
    if (speed > SLOW) return send(address, direction, speed);
    if (withoutSlow.has(address.deviceId)) return send(address, direction, MEDIUM);
    try {
      return await send(address, direction, SLOW);
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'invalid-argument') throw error;
      const code = await send(address, direction, MEDIUM);
      withoutSlow.add(address.deviceId);
      return code;
    }
  }

  return {
    motions: [...DIRECTIONS.keys()],
    speeds: 3,
    limits: true,

    async start(address, motion, speed): Promise<PtzOutcome> {
      const code = await begin(address, directionOf(motion), speedNumber(speed));
      return LIMITS.includes(code) ? 'limit' : 'moved';
    },

    async stop(address, motion) {
      const params = { ...channelFields(address), direction: directionOf(motion) };
      await command('device/ptz/stop', params, { kind: 'repeatable-command', outcomes: LIMITS });
    },
  };
}

function directionOf(motion: PtzMotion): number {
  const direction = DIRECTIONS.get(motion);
  if (direction === undefined) throw new CallError('unsupported', `ezviz has no ${motion}`, { vendor: 'ezviz' });
  return direction;
}
