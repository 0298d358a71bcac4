import type { PtzMotion, PtzSpeed } from '../../../../typings/contract/control';

/** Where a tap lies on the picture: from -1 (left, top) over 0 (middle) to 1 (right, bottom). */
export interface Aim {
  readonly dx: number;
  readonly dy: number;
}

export interface TimedMotion {
  readonly motion: PtzMotion;
  readonly speed: PtzSpeed;
  readonly ms: number;
}

/** So near to the middle, nobody sees a difference. */
const NEAR = 0.08;
/** What `ptz.step` takes. */
const SHORTEST_MS = 100;
const LONGEST_MS = 1_500;
/** How long it takes at medium speed from the middle to the edge of the picture, by rule of thumb. */
const TO_SIDE_MS = 1_200;
const TO_TOP_MS = 800;
const MEDIUM: PtzSpeed = 2;

/** The movements that bring what was tapped near to the middle: at most one across and one up or down. */
export function centreSteps({ dx, dy }: Aim): readonly TimedMotion[] {
  return [...along(dx, TO_SIDE_MS, ['left', 'right']), ...along(dy, TO_TOP_MS, ['up', 'down'])];
}

function along(
  distance: number,
  toEdgeMs: number,
  [less, more]: readonly [PtzMotion, PtzMotion],
): readonly TimedMotion[] {
  if (!(Math.abs(distance) > NEAR)) return [];
  const ms = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.round(Math.abs(distance) * toEdgeMs)));
  return [{ motion: distance < 0 ? less : more, speed: MEDIUM, ms }];
}

/** A rectangle on the screen, px. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Shown {
  readonly frame: Frame;
  /** Width by height of what the camera sends. */
  readonly aspect: number;
  /** `contain` leaves bars beside the picture, `fill` cuts off what is too much. */
  readonly fit: 'contain' | 'fill';
}

/** Where on the picture a point of the screen lies; null beside it. */
export function aimAt(point: { readonly x: number; readonly y: number }, { frame, aspect, fit }: Shown): Aim | null {
  if (!(frame.width > 0 && frame.height > 0 && aspect > 0)) return null;
  const wide = frame.width / frame.height > aspect;
  const byHeight = wide === (fit === 'contain');
  const width = byHeight ? frame.height * aspect : frame.width;
  const height = byHeight ? frame.height : frame.width / aspect;
  const dx = (point.x - frame.left - frame.width / 2) / (width / 2);
  const dy = (point.y - frame.top - frame.height / 2) / (height / 2);
  return Math.abs(dx) <= 1 && Math.abs(dy) <= 1 ? { dx, dy } : null;
}
