import {
  createLens,
  HOME_LOOK,
  takeStill,
  type DemoCamera,
  type Lens,
  type LensMotion,
  type LensState,
  type Look,
  type SimContext,
} from '../simulator';
import { refuse } from './codes';
import type { Organisation } from './organisation';
import { badParameter, integer, type Params } from './params';

const MOST_ID = 99_999_999_999;
/** The page says that more is faster and recommends 8; what the most is, it does not say. */
const MOST_SPEED = 255;
const FASTEST = 16;
const FILE_LIFE_MS = 3_600_000;
const STILL_PATH = /^\/SNAP_\d+_\d{13}\.jpg$/;

type Rates = LensMotion['rates'];
/** `commandValue`: the motions, and 6 and 9 that end those of each motor. */
const MOTIONS: Readonly<Record<number, { readonly motor: 'head' | 'zoom'; readonly rates: Rates }>> = {
  1: { motor: 'head', rates: { tilt: 1 } },
  2: { motor: 'head', rates: { tilt: -1 } },
  3: { motor: 'head', rates: { pan: -1 } },
  4: { motor: 'head', rates: { pan: 1 } },
  6: { motor: 'head', rates: {} },
  7: { motor: 'zoom', rates: { zoom: 1 } },
  8: { motor: 'zoom', rates: { zoom: -1 } },
  9: { motor: 'zoom', rates: {} },
};

/** How a camera stands now. */
export interface CameraState {
  readonly lens: LensState;
  readonly look: Look;
}

interface Camera {
  readonly lens: Lens;
  readonly running: { head: Rates; zoom: Rates };
}

interface Still {
  readonly camera: DemoCamera;
  readonly at: number;
  readonly look: Look;
}

/** Steering and stills. These methods stand outside the vendor's two pages of live and download. */
export function createControls(context: SimContext, organisation: Organisation) {
  const cameras = new Map<DemoCamera, Camera>();
  const stills = new Map<string, Still>();
  const of = (demo: DemoCamera): Camera => {
    const known = cameras.get(demo);
    if (known) return known;
    const camera = { lens: createLens(context.now), running: { head: {}, zoom: {} } };
    cameras.set(demo, camera);
    return camera;
  };
  const look = (demo: DemoCamera, instant: number): Look => ({ ...HOME_LOOK, ...of(demo).lens.at(instant) });
  /** No code is documented for a device without a line, nor for one that cannot turn: "backend call failed". */
  const reach = (params: Params): DemoCamera => {
    const demo = organisation.findCamera(integer(params, 'id', { least: 0, most: MOST_ID }));
    if (context.isOffline(demo)) throw refuse('API_SYSTEM_CALL_ERROR');
    return demo;
  };

  return {
    /** The gateway's word for done is `true`. Motors are apart: 6 does not end a zoom, nor 9 a turn. */
    ptzCtrlAll: (params: Params): boolean => {
      const demo = reach(params);
      const command = MOTIONS[integer(params, 'commandValue', { least: 0, most: MOST_ID })];
      integer(params, 'param1', { least: 0, most: MOST_SPEED });
      const speed = integer(params, 'param2', { least: 0, most: MOST_SPEED });
      if (!command) throw badParameter('commandValue');
      if (!organisation.turns(demo)) throw refuse('API_SYSTEM_CALL_ERROR');
      const { lens, running } = of(demo);
      running[command.motor] = scaled(command.rates, Math.min(speed, FASTEST) / FASTEST);
      lens.start({ rates: { ...running.head, ...running.zoom } });
      return true;
    },

    snapshot: (params: Params): object => {
      const camera = reach(params);
      const at = context.now();
      const path = `/SNAP_${camera.serial}_${String(at)}.jpg`;
      stills.set(path, { camera, at, look: look(camera, at) });
      context.after(FILE_LIFE_MS, () => void stills.delete(path));
      return { url: context.baseUrl() + path };
    },

    look,
    /** The still at a path; null where there is none. */
    still: (path: string): Buffer | null => {
      const taken = STILL_PATH.test(path) ? stills.get(path) : undefined;
      return taken ? takeStill(taken.camera, taken.look, taken.at) : null;
    },
    expireStills: (): void => stills.clear(),
    inspect: (serial: string, channel: string): CameraState | null => {
      const demo = context.cameras.find((camera) => camera.serial === serial && camera.channel === channel);
      return demo ? { lens: of(demo).lens.read(), look: look(demo, context.now()) } : null;
    },
  };
}

export type Controls = ReturnType<typeof createControls>;

const scaled = (rates: Rates, rate: number): Rates =>
  Object.fromEntries(Object.entries(rates).map(([axis, way]) => [axis, way * rate]));
