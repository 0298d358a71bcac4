/** Where a lens points and how it is set: pan −1 (left) to 1 (right), tilt −1 (down) to 1 (up), zoom and focus 0 to 1. */
export interface Position {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
  readonly focus: number;
}

/** The guide's `direction`: 4 to 7 are up-left, down-left, up-right, down-right. */
export const DIRECTIONS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The guide's `speed`: slow, medium, fast. */
export type Speed = 0 | 1 | 2;

export const HOME: Position = { pan: 0, tilt: 0, zoom: 0, focus: 0.5 };

const AUTO = 16;
/** Units a second, by speed: from one end stop to the other in 16, 8 or 4 s. */
const PER_SECOND = [0.125, 0.25, 0.5] as const;
/** Travelling to a preset is as fast as the motor goes. */
const TRAVEL_PER_SECOND = PER_SECOND[2];
const CLOSE = 0.001;

const STEPS: Readonly<Record<Exclude<Direction, 16>, Partial<Position>>> = {
  0: { tilt: 1 },
  1: { tilt: -1 },
  2: { pan: -1 },
  3: { pan: 1 },
  4: { pan: -1, tilt: 1 },
  5: { pan: -1, tilt: -1 },
  6: { pan: 1, tilt: 1 },
  7: { pan: 1, tilt: -1 },
  8: { zoom: 1 },
  9: { zoom: -1 },
  10: { focus: -1 },
  11: { focus: 1 },
};

/** Where a motion has brought the lens after `ms`; it halts at the end stops, and auto control turns round there. */
export function positionAfter(from: Position, motion: { direction: Direction; speed: Speed }, ms: number): Position {
  const way = (PER_SECOND[motion.speed] * ms) / 1000;
  if (motion.direction === AUTO) return { ...from, pan: swing(from.pan, way) };
  const step = STEPS[motion.direction];
  return {
    pan: clamp(from.pan + (step.pan ?? 0) * way, -1),
    tilt: clamp(from.tilt + (step.tilt ?? 0) * way, -1),
    zoom: clamp(from.zoom + (step.zoom ?? 0) * way, 0),
    focus: clamp(from.focus + (step.focus ?? 0) * way, 0),
  };
}

const clamp = (value: number, least: number): number => Math.max(least, Math.min(1, value));

/** To the right and back, without end. */
function swing(pan: number, way: number): number {
  const phase = (pan + 1 + way) % 4;
  return phase <= 2 ? phase - 1 : 3 - phase;
}

/** The guide's code when the lens stands at the end stop it shall turn to; zoom, focus and auto control have none. */
export function limitCode(at: Position, direction: Direction): string | null {
  if (direction === AUTO) return null;
  const { pan = 0, tilt = 0 } = STEPS[direction];
  const stops = [
    { turns: tilt !== 0, stands: at.tilt * tilt >= 1, code: tilt > 0 ? '60002' : '60003' },
    { turns: pan !== 0, stands: at.pan * pan >= 1, code: pan < 0 ? '60004' : '60005' },
  ].filter(({ turns }) => turns);
  // A diagonal goes on along the axis that is free.
  return stops.length > 0 && stops.every(({ stands }) => stands) ? (stops[0]?.code ?? null) : null;
}

/** How long the way to a preset takes, ms. */
export const travelMs = (from: Position, to: Position): number => (distance(from, to) / TRAVEL_PER_SECOND) * 1000;

/** The place on the straight way from one position to another; `share` is 0 to 1. */
export function between(from: Position, to: Position, share: number): Position {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return {
    pan: mix(from.pan, to.pan),
    tilt: mix(from.tilt, to.tilt),
    zoom: mix(from.zoom, to.zoom),
    focus: mix(from.focus, to.focus),
  };
}

export const samePlace = (a: Position, b: Position): boolean => distance(a, b) < CLOSE;

const distance = (a: Position, b: Position): number =>
  Math.max(Math.abs(a.pan - b.pan), Math.abs(a.tilt - b.tilt), Math.abs(a.zoom - b.zoom), Math.abs(a.focus - b.focus));
