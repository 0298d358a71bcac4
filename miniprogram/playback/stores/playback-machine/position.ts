/**
 * Where in the past the picture is. It moves only while a picture moves, at the speed that was asked for, and never
 * beyond the end of what plays.
 */
export interface PositionClock {
  /** Epoch ms in the past, as of `since`. */
  readonly at: number;
  /** Null while it stands. */
  readonly run: {
    /** Epoch ms, by the phone's clock. */
    readonly since: number;
    readonly speed: number;
    /** Epoch ms in the past that it does not pass. */
    readonly end: number;
    /** How long, ms, it goes on without a further report; null where the player gives none. */
    readonly patience: number | null;
  } | null;
}

/** `<video>` reports four times a second; without a report its picture has stopped. */
export const VIDEO_PATIENCE_MS = 1_000;

/** Live players that report do so every second or two. */
export const BEAT_PATIENCE_MS = 3_000;

/** A clock that stands. */
export const standing = (at: number): PositionClock => ({ at, run: null });

/** Epoch ms in the past that is shown at `now`. */
export function positionAt({ at, run }: PositionClock, now: number): number {
  if (run === null) return at;
  const played = Math.max(0, now - run.since);
  const counted = run.patience === null ? played : Math.min(played, run.patience);
  return Math.max(at, Math.min(at + counted * run.speed, run.end));
}

/** A jump back this far is the player's, not our clock's. */
const JUMP_MS = 2_000;

/** The clock after the player said where it is. One that went ahead stands until the player is there, too. */
export function reported(clock: PositionClock, at: number, now: number): PositionClock {
  if (clock.run === null) return { at, run: null };
  const shown = positionAt(clock, now);
  if (at >= shown || shown - at > JUMP_MS) return { at, run: { ...clock.run, since: now } };
  return { at: shown, run: { ...clock.run, since: now + (shown - at) / clock.run.speed } };
}
