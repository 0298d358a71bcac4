import { touch, type TouchInput } from './gestures';
import { STEP_TAU_MS } from './glide';
import { boundsOf, type Span, type TimelinePast } from './past';
import { glideOn, glideTo } from './settle';
import { INITIAL, isMoving, STILL, within, type Advance, type TimelineState, type Told } from './state';
import { clampSpan, stepMs } from './window';

/** What happens to a timeline. Instants are epoch ms. */
export type TimelineInput =
  | ({ readonly what: 'touch' } & TouchInput)
  /** The screen is about to be drawn. */
  | { readonly what: 'frame'; readonly at: number }
  | { readonly what: 'past'; readonly past: TimelinePast }
  /** Where the picture is; of no account while the timeline moves. */
  | { readonly what: 'follow'; readonly position: number }
  | { readonly what: 'select'; readonly span: Span | null }
  | { readonly what: 'zoom'; readonly spanMs: number; readonly at: number }
  /** A step button or an arrow key. */
  | { readonly what: 'step'; readonly direction: -1 | 1; readonly at: number }
  | { readonly what: 'measured'; readonly width: number; readonly calm: boolean };

/** How near a bound of what is known is near: so much of the visible span beyond the window's edge. */
const NEAR_SPANS = 0.25;

/** What becomes of a timeline, and what the page hears of it. Pure: the clock comes with the input. */
export function advance(state: TimelineState, input: TimelineInput): Advance {
  const next = apply(state, input);
  if (input.what === 'past') return next; // where it will stand, the page says next
  // A finger that comes anew asks again for what could not be loaded before.
  const anew = input.what === 'touch' && input.kind === 'down';
  return lookAhead(anew ? { ...next, state: { ...next.state, reached: INITIAL.reached } } : next);
}

function apply(state: TimelineState, input: TimelineInput): Advance {
  switch (input.what) {
    case 'touch':
      return touch(state, input);
    case 'frame':
      return glideOn(state, input.at);
    case 'past':
      return { state: showPast(state, input.past), told: [] };
    case 'follow':
      return { state: isMoving(state) ? state : moveTo(state, input.position), told: [] };
    case 'select':
      return { state: select(state, input.span), told: [] };
    case 'zoom':
      return zoom(state, input.spanMs, input.at);
    case 'step':
      return step(state, input.direction, input.at);
    case 'measured':
      return { state: { ...state, width: input.width, calm: input.calm }, told: [] };
  }
}

function showPast(state: TimelineState, past: TimelinePast): TimelineState {
  const next = { ...state, past };
  const { motion } = state;
  const window = within(next, state.window);
  if (motion.kind !== 'glide') return { ...next, window };
  return { ...next, window, motion: { ...motion, glide: { ...motion.glide, to: within(next, motion.glide.to) } } };
}

function moveTo(state: TimelineState, position: number): TimelineState {
  const window = within(state, { ...state.window, centre: position });
  return window.centre === state.window.centre ? state : { ...state, window };
}

function select(state: TimelineState, span: Span | null): TimelineState {
  const dropped = span === null && state.motion.kind === 'handle';
  return { ...state, selection: span, motion: dropped ? STILL : state.motion };
}

function zoom(state: TimelineState, spanMs: number, now: number): Advance {
  const span = clampSpan(spanMs);
  if (state.fingers.length > 0) return { state: { ...state, window: { ...state.window, spanMs: span } }, told: [] };
  return glideTo(state, { ...destination(state), spanMs: span }, { now, tauMs: STEP_TAU_MS });
}

function step(state: TimelineState, direction: -1 | 1, now: number): Advance {
  if (state.past === null || state.fingers.length > 0) return { state, told: [] };
  const { centre, spanMs } = destination(state);
  const aimed = within(state, { centre: centre + direction * stepMs(spanMs), spanMs });
  return glideTo({ ...state, seeking: true }, aimed, { now, tauMs: STEP_TAU_MS });
}

/** Where the timeline will be: so that quick presses add up. */
function destination({ motion, window }: TimelineState) {
  return motion.kind === 'glide' ? motion.glide.to : window;
}

/** Tells once when the window comes near an end of what is known. */
function lookAhead({ state, told }: Advance): Advance {
  const { past, window } = state;
  if (past === null) return { state, told };
  const bounds = boundsOf(past);
  const edge = window.spanMs * (0.5 + NEAR_SPANS);
  const before = window.centre - edge < past.from;
  const after = window.centre + edge > past.to && bounds.to === past.to;
  const reached = { from: before ? past.from : null, to: after ? past.to : null };
  if (reached.from === state.reached.from && reached.to === state.reached.to) return { state, told };
  const heard: Told[] = [...told];
  if (reached.from !== null && reached.from !== state.reached.from) heard.push({ name: 'reach', at: past.from - 1 });
  if (reached.to !== null && reached.to !== state.reached.to) heard.push({ name: 'reach', at: past.to });
  return { state: { ...state, reached }, told: heard };
}
