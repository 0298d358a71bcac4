import { createHistory, createLens, HOME_LOOK, type Lens, type Look, type SimContext } from '../simulator';
import type { Channel } from './registry';

/** Stream levels of cmdId 6: 1 smooth, 2 SD, 3 HD, 4 full HD. */
export type Level = 1 | 2 | 3 | 4;
/** Whether the stream of a level has the large size. */
export const isLarge = (level: Level): boolean => level > 2;

/** Picture turned over: 0 not, 1 left to right, 2 upside down, 3 both (guide's later edition, cmdId 34). */
export type Flip = 0 | 1 | 2 | 3;

/** What a camera keeps in itself. */
export interface CameraSettings {
  readonly level: Level;
  readonly flip: Flip;
  /** The shutter is open (cmdId 40). */
  readonly open: boolean;
  /** The platform lets nobody see it (section 14). */
  readonly closed: boolean;
}

export interface Camera {
  readonly lens: Lens;
  readonly settings: () => CameraSettings;
  readonly set: (change: Partial<CameraSettings>) => void;
  /** How it stood at an instant of the last minute and a half. */
  readonly look: (instant: number) => Look;
}

const MIRRORS = ['none', 'horizontal', 'vertical', 'both'] as const satisfies readonly Look['mirror'][];

/** The state of each channel's camera, made when first asked for and gone with the channel. */
export function createCameras(context: SimContext): (channel: Channel) => Camera {
  const cameras = new WeakMap<Channel, Camera>();
  return (channel) => {
    const known = cameras.get(channel);
    if (known) return known;
    const camera = createCamera(context.now);
    cameras.set(channel, camera);
    return camera;
  };
}

function createCamera(now: () => number): Camera {
  const lens = createLens(now);
  let settings: CameraSettings = { level: 3, flip: 0, open: true, closed: false };
  const history = createHistory(settings, now);
  return {
    lens,
    settings: () => settings,
    set(change) {
      settings = { ...settings, ...change };
      history.note(settings);
    },
    look: (instant) => {
      const { flip, open } = history.at(instant);
      return { ...HOME_LOOK, ...lens.at(instant), mirror: MIRRORS[flip], masked: !open };
    },
  };
}
