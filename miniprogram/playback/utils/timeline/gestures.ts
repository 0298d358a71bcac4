import { extendTrail, STEP_TAU_MS } from './glide';
import { handleAt, moveHandle } from './handles';
import { boundsOf } from './past';
import { snapToEdge } from './segments';
import { arrive, glideTo, release, snapReach } from './settle';
import { within, type Advance, type Finger, type Motion, type TimelineState } from './state';
import { clampSpan, panBy, timeAt, xAt } from './window';

export type TouchKind = 'down' | 'move' | 'up' | 'cancel';

/** What fingers did; `fingers` are those that did it. */
export interface TouchInput {
  readonly kind: TouchKind;
  readonly fingers: readonly Finger[];
  /** Epoch ms. */
  readonly at: number;
}

/** A finger may tremble that far, px, and still be a tap. */
const SLOP_PX = 6;
/** Fingers nearer than that cannot tell a scale, px. */
const LEAST_PINCH_PX = 24;

/** Follows the fingers. */
export function touch(state: TimelineState, input: TouchInput): Advance {
  const { kind, fingers, at } = input;
  const ids = new Set(fingers.map(({ id }) => id));
  const others = state.fingers.filter(({ id }) => !ids.has(id));
  if (kind === 'down') return begin({ ...state, fingers: [...others, ...fingers] }, at);
  if (others.length === state.fingers.length) return { state, told: [] }; // fingers that came down elsewhere
  switch (kind) {
    case 'move': {
      const moved = state.fingers.map((finger) => fingers.find(({ id }) => id === finger.id) ?? finger);
      return follow({ ...state, fingers: moved }, at);
    }
    case 'up':
      return others.length === 0 ? letGo({ ...state, fingers: [] }, at) : begin({ ...state, fingers: others }, at);
    case 'cancel':
      return cancel(state);
  }
}

/** The number of fingers has changed: takes hold without a jump. */
function begin(state: TimelineState, at: number): Advance {
  const told = endHandle(state);
  const [first, second] = state.fingers;
  if (first === undefined) return { state, told };
  return { state: { ...state, motion: grip(state, first, { second, at }) }, told };
}

function grip(
  state: TimelineState,
  first: Finger,
  { second, at }: { readonly second: Finger | undefined; readonly at: number },
): Motion {
  const { window, width, selection, grabbed } = state;
  if (second !== undefined) return { kind: 'pinch', start: distance(first, second), spanMs: window.spanMs };
  const alone = state.motion.kind !== 'pinch';
  const handle = alone ? handleAt(selection, first.x, { window, width }) : null;
  // Whoever catches a timeline that still runs, or keeps one finger down, is already dragging.
  if (handle === null && grabbed) return { kind: 'pan', x: first.x, trail: [{ at, x: first.x }] };
  return { kind: 'press', start: first, handle, taps: alone };
}

function follow(state: TimelineState, at: number): Advance {
  const { motion, fingers } = state;
  const [first, second] = fingers;
  if (first === undefined) return { state, told: [] };
  switch (motion.kind) {
    case 'press':
      return Math.abs(first.x - motion.start.x) < SLOP_PX ? { state, told: [] } : start(state, motion, at);
    case 'pan': {
      const window = within(state, panBy(state.window, state.width, first.x - motion.x));
      const trail = extendTrail(motion.trail, { at, x: first.x });
      return { state: { ...state, window, motion: { kind: 'pan', x: first.x, trail } }, told: [] };
    }
    case 'pinch': {
      if (second === undefined) return { state, told: [] };
      const spanMs = clampSpan((motion.spanMs * motion.start) / distance(first, second));
      return { state: { ...state, window: { ...state.window, spanMs } }, told: [] };
    }
    case 'handle':
      return { state: dragHandle(state, motion, first.x), told: [] };
    case 'still':
    case 'glide':
      return { state, told: [] };
  }
}

/** A pressing finger has begun to move: an end of the selection, or time itself. */
function start(state: TimelineState, { start: from, handle }: Motion & { kind: 'press' }, at: number): Advance {
  const [first] = state.fingers;
  if (first === undefined) return { state, told: [] };
  if (handle !== null && state.selection !== null) {
    const offset = xAt(state.window, state.width, state.selection[handle]) - from.x;
    const motion = { kind: 'handle', end: handle, offset } as const;
    return { state: dragHandle({ ...state, motion }, motion, first.x), told: [] };
  }
  const motion: Motion = { kind: 'pan', x: from.x, trail: [{ at, x: from.x }] };
  const { state: panned } = follow({ ...state, motion, grabbed: true, seeking: true }, at);
  return { state: panned, told: state.grabbed ? [] : [{ name: 'grab' }] };
}

/** The last finger has left. */
function letGo(state: TimelineState, now: number): Advance {
  const { motion } = state;
  switch (motion.kind) {
    case 'press':
      return motion.taps ? tap(state, motion.start, now) : rest(state, now);
    case 'pan':
      return release(state, motion.trail, now);
    case 'handle':
    case 'pinch':
    case 'glide':
    case 'still': {
      const told = endHandle(state);
      const rested = rest(state, now);
      return { state: rested.state, told: [...told, ...rested.told] };
    }
  }
}

/** Nothing was thrown: a drag still snaps, while zooming leaves the time alone. */
function rest(state: TimelineState, now: number): Advance {
  return state.grabbed ? release(state, [], now) : arrive(state);
}

/** A tap brings the tapped time under the cursor. */
function tap(state: TimelineState, { x }: Finger, now: number): Advance {
  if (state.past === null) return arrive(state);
  const aimed = within(state, { ...state.window, centre: timeAt(state.window, state.width, x) });
  return glideTo({ ...state, seeking: true }, aimed, { now, tauMs: STEP_TAU_MS });
}

/** The phone took the fingers away: everything rests where it is. */
function cancel(state: TimelineState): Advance {
  const told = endHandle(state);
  const rested = arrive({ ...state, fingers: [] });
  return { state: rested.state, told: [...told, ...rested.told] };
}

function dragHandle(state: TimelineState, { end, offset }: Motion & { kind: 'handle' }, x: number): TimelineState {
  const { past, selection, window, width } = state;
  if (past === null || selection === null) return state;
  const at = timeAt(window, width, x + offset);
  const snapped = Math.round(snapToEdge(past.segments, at, snapReach(state)));
  return { ...state, selection: moveHandle(selection, end, snapped, boundsOf(past)) };
}

function endHandle({ motion, selection }: TimelineState): Advance['told'] {
  return motion.kind === 'handle' && selection !== null ? [{ name: 'span', span: selection }] : [];
}

function distance(a: Finger, b: Finger): number {
  return Math.max(Math.hypot(a.x - b.x, a.y - b.y), LEAST_PINCH_PX);
}
