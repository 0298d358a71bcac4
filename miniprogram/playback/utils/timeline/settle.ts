import { FLICK_TAU_MS, glideAt, speedOf, STEP_TAU_MS, type Sample } from './glide';
import { snapToStart } from './segments';
import { STILL, within, type Advance, type TimelineState, type Told } from './state';
import { msPerPx, type TimeWindow } from './window';

/** How near a segment's start must be to draw the cursor onto it, px and at most ms. */
const SNAP_PX = 8;
const SNAP_MOST_MS = 60_000;

/** What an edge within reach of is snapped to, ms. */
export function snapReach({ window, width }: TimelineState): number {
  return Math.min(SNAP_PX * msPerPx(window, width), SNAP_MOST_MS);
}

/** Lets go of a drag: runs on as fast as the finger was and comes to rest, at a segment's start where one is near. */
export function release(state: TimelineState, trail: readonly Sample[], now: number): Advance {
  const speed = state.calm ? 0 : speedOf(trail, now);
  const run = -speed * msPerPx(state.window, state.width) * FLICK_TAU_MS;
  const aim = within(state, { ...state.window, centre: state.window.centre + run });
  const centre = snapToStart(state.past?.segments ?? [], aim.centre, snapReach(state));
  return glideTo(state, within(state, { ...aim, centre }), { now, tauMs: run === 0 ? STEP_TAU_MS : FLICK_TAU_MS });
}

/** Sets out for a window; is there at once where the person asked for less motion, or nothing is on the screen. */
export function glideTo(
  state: TimelineState,
  to: TimeWindow,
  { now, tauMs }: { readonly now: number; readonly tauMs: number },
): Advance {
  if (state.calm || state.width === 0) return arrive({ ...state, window: to });
  const glide = { from: state.window, to, startedAt: now, tauMs };
  return glideOn({ ...state, motion: { kind: 'glide', glide } }, now);
}

/** Where a glide is by now. */
export function glideOn(state: TimelineState, now: number): Advance {
  if (state.motion.kind !== 'glide') return { state, told: [] };
  const { window, arrived } = glideAt(state.motion.glide, now, state.width);
  return arrived ? arrive({ ...state, window }) : { state: { ...state, window }, told: [] };
}

/** Comes to rest and says where, if that is what the movement was for. */
export function arrive(state: TimelineState): Advance {
  const told: Told[] = state.seeking ? [{ name: 'seek', at: Math.round(state.window.centre) }] : [];
  return { state: { ...state, motion: STILL, seeking: false, grabbed: false }, told };
}
