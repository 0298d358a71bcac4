import { createHistory } from './history';

/** Where a steerable camera looks: pan and tilt from −1 to 1, the others from 0 to 1. */
export type LensState = Readonly<Record<LensAxis, number>>;
export type LensAxis = 'pan' | 'tilt' | 'zoom' | 'focus' | 'iris';
/** Change per second along the axes named; an axis turns back at its ends while it `scans`. */
export interface LensMotion {
  readonly rates: Partial<Readonly<Record<LensAxis, number>>>;
  readonly scans?: boolean;
}

const LEAST: LensState = { pan: -1, tilt: -1, zoom: 0, focus: 0, iris: 0 };
const MOST = 1;
const AXES = ['pan', 'tilt', 'zoom', 'focus', 'iris'] as const;
const HOME: LensState = { pan: 0, tilt: 0, zoom: 0, focus: 0.5, iris: 0.5 };
const STANDING: LensMotion = { rates: {} };

/** A camera's motors. They go on until they are stopped, or stand at their ends. */
export interface Lens {
  read(): LensState;
  /** Where it looked at an instant of the last minute and a half. */
  readonly at: (instant: number) => LensState;
  /** Starts a motion in place of the one under way. */
  start(motion: LensMotion): void;
  stop(): void;
  /** Moves by the motion's rates times `seconds`, and stands. */
  step(motion: LensMotion, seconds: number): void;
}

interface Run {
  readonly from: LensState;
  readonly motion: LensMotion;
  readonly since: number;
}

export function createLens(now: () => number): Lens {
  let run: Run = { from: HOME, motion: STANDING, since: now() };
  const history = createHistory(run, now);
  const begin = (from: LensState, motion: LensMotion): void => {
    run = { from, motion, since: now() };
    history.note(run);
  };
  const read = (): LensState => reached(run, now());
  return {
    read,
    at: (instant) => reached(history.at(instant), instant),
    start: (motion) => begin(read(), motion),
    stop: () => begin(read(), STANDING),
    step: (motion, seconds) => begin(moved(read(), motion, seconds), STANDING),
  };
}

function reached({ from, motion, since }: Run, instant: number): LensState {
  const seconds = Math.max(0, instant - since) / 1000;
  return motion.scans === true ? scanned(from, motion, seconds) : moved(from, motion, seconds);
}

function moved(state: LensState, { rates }: LensMotion, seconds: number): LensState {
  const next = { ...state };
  for (const axis of AXES) {
    const wished = state[axis] + (rates[axis] ?? 0) * seconds;
    next[axis] = Math.min(MOST, Math.max(LEAST[axis], wished));
  }
  return next;
}

/** To and fro between the ends of the pan. */
function scanned(state: LensState, { rates }: LensMotion, seconds: number): LensState {
  const rate = rates.pan ?? 0;
  const span = MOST - LEAST.pan;
  // Unfolded, to and fro is one way round a circle of two spans.
  const from = rate >= 0 ? state.pan - LEAST.pan : 2 * span - (state.pan - LEAST.pan);
  const at = (from + Math.abs(rate) * seconds) % (2 * span);
  return { ...state, pan: at <= span ? LEAST.pan + at : MOST - (at - span) };
}
