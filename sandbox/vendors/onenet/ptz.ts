import type { Lens, LensMotion } from '../simulator';
import type { Fields } from './fields';

/** Seconds for which a single step moves. */
const STEP_SECONDS = 0.5;
const SPEEDS = 7;
/** The fastest crosses half a turn in two seconds. */
const RATE_PER_SPEED = 0.5 / SPEEDS;

type Direction = LensMotion & { readonly isDiagonal?: boolean };

/** Codes of cmdId 7. Which way "前调" and "后调" turn the focus is not said; 15–18 are of the guide's later edition. */
const DIRECTIONS: Readonly<Record<number, Direction>> = {
  1: { rates: { zoom: 1 } },
  2: { rates: { zoom: -1 } },
  3: { rates: { focus: 1 } },
  4: { rates: { focus: -1 } },
  5: { rates: { iris: 1 } },
  6: { rates: { iris: -1 } },
  11: { rates: { tilt: 1 } },
  12: { rates: { tilt: -1 } },
  13: { rates: { pan: -1 } },
  14: { rates: { pan: 1 } },
  15: { rates: { pan: -1, tilt: 1 }, isDiagonal: true },
  16: { rates: { pan: 1, tilt: 1 }, isDiagonal: true },
  17: { rates: { pan: -1, tilt: -1 }, isDiagonal: true },
  18: { rates: { pan: 1, tilt: -1 }, isDiagonal: true },
  22: { rates: { pan: 1 }, scans: true },
};

export type PtzResult = 'done' | 'unsupported' | 'malformed';

/** Command 7 of section 3.2: `stop` 0 starts a motion, 1 ends it, 2 is a single step; `speed` is 1 (slowest) to 7. */
export function steer(lens: Lens, { stop, cmd, speed }: Fields, firmware: 'old' | 'new'): PtzResult {
  const direction = typeof cmd === 'number' ? DIRECTIONS[cmd] : undefined;
  if (!direction) return 'malformed';
  if (direction.isDiagonal === true && firmware === 'old') return 'unsupported';
  if (stop === 1) {
    lens.stop();
    return 'done';
  }
  if (typeof speed !== 'number' || !Number.isInteger(speed) || speed < 1 || speed > SPEEDS) return 'malformed';
  const motion = atSpeed(direction, speed);
  if (stop === 0) lens.start(motion);
  else if (stop === 2) lens.step(motion, STEP_SECONDS);
  else return 'malformed';
  return 'done';
}

function atSpeed({ rates, scans = false }: LensMotion, speed: number): LensMotion {
  const scaled = Object.entries(rates).map(([axis, rate]) => [axis, rate * speed * RATE_PER_SPEED] as const);
  return { rates: Object.fromEntries(scaled), scans };
}
