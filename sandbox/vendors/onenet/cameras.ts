import type { SimContext } from '../simulator';
import { createLens, type Lens } from './lens';
import type { Channel } from './registry';

/** Stream levels of cmdId 6: 1 smooth, 2 SD, 3 HD, 4 full HD. */
export type Level = 1 | 2 | 3 | 4;

/** What a camera keeps in itself. */
export interface Camera {
  readonly lens: Lens;
  level: Level;
  /** Picture turned over: 0 not, 1 left to right, 2 upside down, 3 both (guide's later edition, cmdId 34). */
  flip: 0 | 1 | 2 | 3;
  /** The shutter is open (cmdId 40). */
  open: boolean;
  /** The platform lets nobody see it (section 14). */
  closed: boolean;
}

/** The state of each channel's camera, made when first asked for and gone with the channel. */
export function createCameras(context: SimContext): (channel: Channel) => Camera {
  const cameras = new WeakMap<Channel, Camera>();
  return (channel) => {
    const known = cameras.get(channel);
    if (known) return known;
    const camera: Camera = { lens: createLens(context.now), level: 3, flip: 0, open: true, closed: false };
    cameras.set(channel, camera);
    return camera;
  };
}
