import type { TimeWindow } from './window';

/** How quickly a flick loses its way, ms; and a step, a tap or a zoom, which know where they go. */
export const FLICK_TAU_MS = 325;
export const STEP_TAU_MS = 70;
/** What counts as having arrived, px. */
const NEAR_PX = 0.5;

/** A window on its way to another; each moment follows from the clock alone, however many frames were drawn. */
export interface Glide {
  readonly from: TimeWindow;
  readonly to: TimeWindow;
  readonly startedAt: number;
  readonly tauMs: number;
}

/** Where a glide is. The width decides what is too small to see. */
export function glideAt(glide: Glide, now: number, width: number): { window: TimeWindow; arrived: boolean } {
  const { from, to } = glide;
  const left = Math.exp(-Math.max(0, now - glide.startedAt) / glide.tauMs);
  const spanMs = to.spanMs * (from.spanMs / to.spanMs) ** left;
  const centre = to.centre - (to.centre - from.centre) * left;
  const awayPx = (Math.abs(to.centre - centre) / spanMs) * width;
  const wider = Math.abs(spanMs / to.spanMs - 1) * width;
  const arrived = awayPx < NEAR_PX && wider < NEAR_PX;
  return { window: arrived ? to : { centre, spanMs }, arrived };
}

/** A finger's place at a moment. */
export interface Sample {
  readonly at: number;
  readonly x: number;
}

/** A finger that rested this long before it let go throws nothing. */
const TRAIL_MS = 100;
const MOST_PX_PER_MS = 8;

/** Keeps what the speed at the end will be read from. */
export function extendTrail(trail: readonly Sample[], sample: Sample): readonly Sample[] {
  return [...trail.filter(({ at }) => sample.at - at <= TRAIL_MS), sample];
}

/** Px per ms at the moment of letting go. */
export function speedOf(trail: readonly Sample[], now: number): number {
  const recent = trail.filter(({ at }) => now - at <= TRAIL_MS);
  const [first, last] = [recent[0], recent[recent.length - 1]];
  if (first === undefined || last === undefined || last.at <= first.at) return 0;
  const speed = (last.x - first.x) / (now - first.at);
  return Math.min(Math.max(speed, -MOST_PX_PER_MS), MOST_PX_PER_MS);
}
