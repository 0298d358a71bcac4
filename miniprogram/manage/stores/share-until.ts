import type { ZoneOffset } from '../../utils/time-words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long the cloud lets a share live. */
const LEAST_MS = 5 * MINUTE;
const MOST_MS = 30 * DAY;

/** What is offered for the end of a share; `today`: until the phone's clocks show 24:00. */
export const UNTIL_CHOICES = ['hour', 'today', 'day', 'week', 'picked'] as const;
export type UntilChoice = (typeof UNTIL_CHOICES)[number];

/** A moment as the phone's clocks show it: `YYYY-MM-DD` and `HH:MM`. */
export interface PickedMoment {
  readonly day: string;
  readonly time: string;
}

/** Why a share cannot end then. */
export type UntilProblem = 'too-soon' | 'too-late';

interface Present {
  /** Epoch ms. */
  readonly now: number;
  readonly zone: ZoneOffset;
}

/** When a share ends, epoch ms. */
export function untilOf(choice: UntilChoice, picked: PickedMoment, present: Present): number {
  const { now } = present;
  switch (choice) {
    case 'hour':
      return now + HOUR;
    case 'today':
      return instantOf({ day: pickedMoment(now, present).day, time: '24:00' }, present);
    case 'day':
      return now + DAY;
    case 'week':
      return now + 7 * DAY;
    case 'picked':
      return instantOf(picked, present);
  }
}

/** Null when it can end then. The last minutes of a day are too few for `today`. */
export function untilProblem(until: number, now: number): UntilProblem | null {
  if (until - now < LEAST_MS) return 'too-soon';
  return until - now > MOST_MS ? 'too-late' : null;
}

/** What the phone's clocks show at an instant, epoch ms. */
export function pickedMoment(at: number, { zone }: Pick<Present, 'zone'>): PickedMoment {
  const shown = new Date(at + zone(at)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The days between which the end can be picked. */
export function pickableDays(present: Present): { readonly first: string; readonly last: string } {
  const { now } = present;
  return { first: pickedMoment(now + LEAST_MS, present).day, last: pickedMoment(now + MOST_MS, present).day };
}

/** The instant at which the phone's clocks show a moment; NaN for what is none. */
function instantOf({ day, time }: PickedMoment, { zone }: Pick<Present, 'zone'>): number {
  const shown = Date.parse(`${day}T${time}:00Z`);
  // Where the zone changes its clocks in between, the offset at the guess may not be the one that holds.
  const guess = shown - zone(shown);
  return shown - zone(guess);
}
