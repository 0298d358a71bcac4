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

/** A camera's motors. They stop by themselves at their ends. */
export interface Lens {
  read(): LensState;
  /** Starts a motion in place of the one under way. */
  start(motion: LensMotion): void;
  stop(): void;
  /** Moves by the motion's rates times `seconds`, and stands. */
  step(motion: LensMotion, seconds: number): void;
  moveTo(state: LensState): void;
}

export function createLens(now: () => number): Lens {
  let state: LensState = { pan: 0, tilt: 0, zoom: 0, focus: 0.5, iris: 0.5 };
  let motion: LensMotion = { rates: {} };
  let since = now();
  const settle = (): LensState => {
    const at = now();
    const seconds = (at - since) / 1000;
    if (motion.scans === true) {
      [state, motion] = scan(state, motion, seconds);
    } else {
      state = moved(state, motion, seconds);
    }
    since = at;
    return state;
  };
  return {
    read: settle,
    start(next) {
      settle();
      motion = next;
    },
    stop() {
      settle();
      motion = { rates: {} };
    },
    step(next, seconds) {
      settle();
      motion = { rates: {} };
      state = moved(state, next, seconds);
    },
    moveTo(next) {
      settle();
      motion = { rates: {} };
      state = next;
    },
  };
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
function scan(state: LensState, { rates }: LensMotion, seconds: number): [LensState, LensMotion] {
  const rate = rates.pan ?? 0;
  const span = MOST - LEAST.pan;
  // Unfolded, to and fro is one way round a circle of two spans.
  const from = rate >= 0 ? state.pan - LEAST.pan : 2 * span - (state.pan - LEAST.pan);
  const at = (from + Math.abs(rate) * seconds) % (2 * span);
  const pan = at <= span ? LEAST.pan + at : MOST - (at - span);
  const turned = Math.abs(rate) * (at <= span ? 1 : -1);
  return [
    { ...state, pan },
    { rates: { pan: turned }, scans: true },
  ];
}
