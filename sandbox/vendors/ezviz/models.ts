import type { DemoCamera } from '../simulator';
import type { Direction } from './motion';

/** What one kind of camera can do; capacity, PTZ and talk all follow from it. */
export interface Model {
  readonly type: string;
  readonly category: string;
  /** Keys that a camera reports wherever it hangs. A key that is absent means unsupported. */
  readonly capacity: Readonly<Record<string, string>>;
  readonly directions: readonly Direction[];
  /** The guide: speed 0 is not allowed for Hikvision devices. */
  readonly slowest: 0 | 1;
  /** How many presets it keeps, and the code for one more. */
  readonly presets: { readonly most: number; readonly code: '60007' | '60008' };
}

const C6_PRESETS = { most: 12, code: '60008' } as const;
/** The guide gives no number for other models. */
const OTHER_PRESETS = { most: 20, code: '60007' } as const;
const TURNS = [0, 1, 2, 3] as const;
const DIAGONALS = [4, 5, 6, 7] as const;
const MIRRORS = { ptz_left_right_mirror: '1', ptz_top_bottom_mirror: '1', ptz_center_mirror: '1' };
const CLOUD = { support_cloud: '1', support_cloud_version: '1' };
const EVERY = { support_capture: '1', support_disk: '1', support_encrypt: '1' };

/** Turns, hides its lens, speaks while it does not listen; at most twelve presets. */
const C6: Model = {
  type: 'CS-C6N-SANDBOX',
  category: 'C6',
  capacity: {
    ...EVERY,
    ...CLOUD,
    ...MIRRORS,
    support_ptz: '1',
    ptz_preset: '1',
    ptz_close_scene: '1',
    support_privacy: '1',
    support_talk: '3',
  },
  directions: [...TURNS, ...DIAGONALS, 16],
  slowest: 0,
  presets: C6_PRESETS,
};

/** Looks one way only; speaks and listens at once. */
const C3: Model = {
  type: 'CS-C3W-SANDBOX',
  category: 'C3',
  capacity: { ...EVERY, ptz_center_mirror: '1', support_talk: '1' },
  directions: [],
  slowest: 0,
  presets: OTHER_PRESETS,
};

/** A newer model: it tells its motions one by one, without `support_ptz`. */
const C8: Model = {
  type: 'CS-C8C-SANDBOX',
  category: 'C8',
  capacity: {
    ...EVERY,
    ...CLOUD,
    ptz_top_bottom: '1',
    ptz_left_right: '1',
    ptz_zoom: '1',
    ptz_preset: '1',
    support_privacy: '1',
    support_talk: '1',
  },
  directions: [...TURNS, 8, 9],
  slowest: 0,
  presets: OTHER_PRESETS,
};

/** A Hikvision dome. */
const DOME: Model = {
  type: 'DS-2DC-SANDBOX',
  category: 'DS',
  capacity: { ...EVERY, support_ptz: '1', ptz_45: '1', ptz_zoom: '1', ptz_focus: '1', ptz_preset: '1' },
  directions: [...TURNS, ...DIAGONALS, 8, 9, 10, 11],
  slowest: 1,
  presets: OTHER_PRESETS,
};

/** Shows a picture and nothing else. */
export const BARE: Model = {
  type: 'CS-C1-SANDBOX',
  category: 'C1',
  capacity: { support_talk: '0', support_ptz: '0' },
  directions: [],
  slowest: 0,
  presets: OTHER_PRESETS,
};

/** What a recorder (NVR) reports of itself. Its channels are asked for by number. */
export const RECORDER_CAPACITY: Readonly<Record<string, string>> = EVERY;
export const RECORDER_TYPE = 'CS-X5S-SANDBOX';

/** Hiding the lens is done at the camera, so a recorder cannot ask for it. */
const CAMERA_ONLY = ['support_privacy', 'ptz_close_scene', 'support_cloud', 'support_cloud_version'];

export const behindRecorder = (model: Model): Model => ({
  ...model,
  capacity: Object.fromEntries(Object.entries(model.capacity).filter(([key]) => !CAMERA_ONLY.includes(key))),
});

/** The model that a demo camera is, always the same for the same serial number. */
export function modelOf({ serial, trait }: DemoCamera): Model {
  // What is special about these needs a camera that can do it.
  if (trait === 'masked' || trait === 'encrypted') return C6;
  switch (serial.at(-1)) {
    case '2':
      return C3;
    case '5':
      return DOME;
    case '6':
      return C8;
    default:
      return C6;
  }
}

export const supports = ({ capacity }: Model, key: string): boolean => (capacity[key] ?? '0') !== '0';
