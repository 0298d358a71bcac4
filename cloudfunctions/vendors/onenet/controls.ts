import type { ErrorCode } from '../../../typings/contract/errors';
import type { ChannelAbilities, MirrorAxis, PtzControl, PtzMotion, Snapshots, Switches } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import type { OnenetApi } from './api';
import type { Flip } from './api/settings';

/** Those of the guide. */
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
/** They stand in the newest edition only, and a camera that lacks them stays put. */
const DIAGONALS: readonly PtzMotion[] = ['up-left', 'up-right', 'down-left', 'down-right'];

/** The vendor has no word for an end stop, so that a motion is always `moved`. */
export function ptzOf({ camera }: OnenetApi): PtzControl {
  return {
    motions: [...MOTIONS, ...DIAGONALS],
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

const AXIS_BITS = { horizontal: 1, vertical: 2, both: 3 } as const satisfies Record<MirrorAxis, number>;
const FLIPS: readonly Flip[] = [0, 1, 2, 3];

/** A recording that runs already is refused by the vendor; here that is success. */
export function switchesOf({ camera, product, settings }: OnenetApi) {
  return {
    /** The vendor sets how the picture stands; turning it over takes to ask first. */
    async mirror(address, axis) {
      const turned = (await settings.readFlip(address)) ^ AXIS_BITS[axis];
      await settings.setFlip(address, FLIPS[turned] ?? 0);
    },
    readMask: async (address) => !(await settings.readLens(address)),
    setMask: (address, masked) => settings.setLens(address, !masked),
    setLevel: (address, level) => camera.setLevel(address, level),
    setCamera: (address, on) => product.setCamera(address, on),
    async setRecording(address, on) {
      try {
        await product.setRecording(address, on);
      } catch (error) {
        if (!(error instanceof CallError && error.code === 'conflict')) throw error;
      }
    },
  } satisfies Switches;
}

/** The vendor keeps what the camera took, among its pictures. */
export function snapshotsOf({ pictures, settings }: OnenetApi): Snapshots {
  return {
    async take(address) {
      const { name, date, bytes, url } = await pictures.view(address, await settings.takeSnapshot(address));
      return { name, takenAt: date, bytes, url };
    },
  };
}

/** What a camera says, or does not say, to a command that it never heard of. */
const UNHEARD_OF: readonly ErrorCode[] = ['unsupported', 'invalid-argument', 'not-found', 'device-busy'];

/** No call tells what a camera can do. One that answers a command of the newest edition knows them all. */
export async function readAbilities({ settings }: OnenetApi, address: ChannelAddress): Promise<ChannelAbilities> {
  const isNew = await settings.readFlip(address).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CallError && UNHEARD_OF.includes(error.code)) return false;
      throw error;
    },
  );
  return {
    talk: 'none',
    motions: isNew ? [...MOTIONS, ...DIAGONALS] : MOTIONS,
    mirror: isNew ? ['horizontal', 'vertical', 'both'] : [],
    mask: isNew,
    snapshot: isNew,
    presets: false,
  };
}
