import type { PtzMotion } from '../../../../typings/contract/control';

/** Clockwise from the top, as a person would read a compass. */
const AROUND: readonly PtzMotion[] = ['up', 'up-right', 'right', 'down-right', 'down', 'down-left', 'left', 'up-left'];
const DIAGONALS: readonly PtzMotion[] = ['up-left', 'up-right', 'down-left', 'down-right'];
const PAIRS = [
  { key: 'zoom', motions: ['zoom-in', 'zoom-out'] },
  { key: 'focus', motions: ['focus-near', 'focus-far'] },
  { key: 'iris', motions: ['iris-open', 'iris-close'] },
] as const;

/** Two motions that undo each other; one alone where the camera lacks the other. */
export interface PadPair {
  readonly key: (typeof PAIRS)[number]['key'];
  readonly motions: readonly PtzMotion[];
}

export interface PadLayout {
  /** What the disc is divided into; empty where the camera does not turn. */
  readonly sectors: readonly PtzMotion[];
  /** Whether the disc has eight sectors instead of four. */
  readonly eight: boolean;
  readonly pairs: readonly PadPair[];
  readonly scan: boolean;
}

/** What a pad for these motions looks like. */
export function layOut(motions: readonly PtzMotion[]): PadLayout {
  const has = (motion: PtzMotion) => motions.includes(motion);
  return {
    sectors: AROUND.filter(has),
    eight: DIAGONALS.some(has),
    pairs: PAIRS.map(({ key, motions: both }) => ({ key, motions: both.filter(has) })).filter(
      ({ motions: both }) => both.length > 0,
    ),
    scan: has('auto-scan'),
  };
}
