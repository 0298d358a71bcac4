import type { PtzHold } from '../../../typings/contract/control';
import { NEVER, type SteeringDocument, type Tombstone } from './documents';

/** A dead man's switch: without an extension the camera is stopped so many ms after a hold arrived. */
export const HOLD_MS = 2_000;
/** Longer than a start takes at a vendor: meanwhile nobody else touches the camera. */
const STARTING_MS = 10_000;
/** Longer than all tries to stop take. */
const STOPPING_MS = 20_000;
/** What the instance that holds has for its own stop, before others take it for dead. */
const GRACE_MS = 1_000;
/** Longer than a start can be on its way: a phone gives up a call after 10 s. */
const BURIED_MS = 60_000;
const MOST_BURIED = 20;
/** A camera that takes no stop for so long has no line, or is none of ours any more. */
const RESCUED_WITHIN_MS = 600_000;

export type Wish = Pick<
  SteeringDocument,
  '_id' | 'accountId' | 'address' | 'holdId' | 'person' | 'by' | 'motion' | 'since'
>;
type Seen = SteeringDocument | null;

/** What a hold that arrives comes to. */
export type HoldStep =
  /** It was stopped before it came: it never starts. */
  | { readonly kind: 'released' }
  /** Its time was over before the camera was free. */
  | { readonly kind: 'stopped' }
  | Extract<PtzHold, { kind: 'held' }>
  /** It has begun and goes on. */
  | { readonly kind: 'extend'; readonly next: SteeringDocument }
  | { readonly kind: 'begin'; readonly next: SteeringDocument }
  /** Something is being stopped or begun: a moment later it looks different. */
  | { readonly kind: 'wait' }
  /** What moves the camera must be stopped first: it is the caller's own, or nobody lives to stop it. */
  | { readonly kind: 'finish'; readonly next: SteeringDocument };

export function decideHold(seen: Seen, wish: Wish, until: number, now: number): HoldStep {
  if (isBuried(seen, wish.holdId, now)) return { kind: 'released' };
  if (seen === null || seen.state === 'ended') {
    return until > now ? { kind: 'begin', next: beginning(seen, wish, until, now) } : { kind: 'stopped' };
  }
  if (seen.dueAt <= now) return { kind: 'finish', next: finishing(seen, now) };
  const isLapsed = seen.state === 'stopping' || seen.until <= now;
  if (isLapsed) return { kind: 'wait' };
  if (isSame(seen, wish)) return { kind: 'extend', next: extended(seen, until) };
  if (seen.person !== wish.person) return heldBy(seen, now);
  // Somebody holds twice: the hold that came later counts, and the one before never comes back.
  return seen.state === 'moving' ? { kind: 'finish', next: bury(finishing(seen, now), seen.holdId, now) } : WAIT;
}

/** What a stop that arrives comes to. In any case a start of its hold that comes later is turned away. */
export type StopStep =
  | { readonly kind: 'finish'; readonly next: SteeringDocument }
  /** Whoever starts the motion right now stops it as soon as the vendor has answered. */
  | { readonly kind: 'wait'; readonly next: SteeringDocument }
  /** Somebody else's motion is none of its business. */
  | { readonly kind: 'leave'; readonly next: SteeringDocument };

export function decideStop(seen: Seen, wish: Wish, now: number): StopStep {
  // A hold that is not known (any more) is stopped by the name of its motion: better once too often.
  if (seen === null) return { kind: 'finish', next: bury(finishing(unknown(seen, wish), now), wish.holdId, now) };
  const buried = bury(seen, wish.holdId, now);
  if (isSame(seen, wish)) {
    const isAtIt = seen.dueAt > now && (seen.state === 'starting' || seen.state === 'stopping');
    if (isAtIt) return { kind: 'wait', next: { ...buried, until: Math.min(seen.until, now) } };
    return { kind: 'finish', next: finishing(buried, now) };
  }
  if (seen.state === 'ended') return { kind: 'finish', next: finishing(unknown(buried, wish), now) };
  return { kind: 'leave', next: buried };
}

/** How the vendor answered a start. `over`: it ends, or has ended, by itself. `failed`: nobody knows what came of it. */
export type Started =
  /** `forMs`: how long it goes on from now; left out where its hold says that. */
  { readonly kind: 'moved'; readonly forMs?: number } | { readonly kind: 'over' | 'limit' | 'refused' | 'failed' };

/** What becomes of a start that the vendor has answered; null when its hold is not starting any more. */
export function afterStart(
  seen: Seen,
  { holdId, started }: { readonly holdId: string; readonly started: Started },
  now: number,
): SteeringDocument | null {
  if (seen?.holdId !== holdId || seen.state !== 'starting') return null;
  if (started.kind === 'over' || started.kind === 'refused') return ended(seen);
  if (isBuried(seen, holdId, now)) return finishing(seen, now);
  const until = started.kind === 'moved' && started.forMs !== undefined ? now + started.forMs : seen.until;
  if (started.kind === 'moved' && until > now) return moving({ ...seen, until });
  // After an error, too: the motion may have begun all the same. At an end stop one axis of two may go on.
  return finishing(seen, now);
}

/** What is left to do for a hold when a call's time is over: `finish` it, or nothing. */
export function atDeadline(
  seen: Seen,
  holdId: string,
  now: number,
): { readonly kind: 'finish'; readonly next: SteeringDocument } | { readonly kind: 'released' | 'extended' } {
  if (seen?.holdId !== holdId || seen.state === 'stopping' || seen.state === 'ended') return { kind: 'released' };
  // While it is starting, the call that starts it answers for its end.
  const goesOn = seen.until > now || seen.state === 'starting';
  return goesOn ? { kind: 'extended' } : { kind: 'finish', next: finishing(seen, now) };
}

/** A motion that nobody lives to stop is stopped by whoever finds it; after ten minutes without success, by nobody. */
export function atRescue(seen: SteeringDocument, now: number): SteeringDocument | null {
  if (seen.state === 'ended' || seen.dueAt > now) return null;
  return now - seen.until > RESCUED_WITHIN_MS ? ended(seen) : finishing(seen, now);
}

/** The camera stands: the vendor has confirmed the stop. Null when somebody else has seen to it. */
export function afterStop(seen: Seen, holdId: string): SteeringDocument | null {
  return seen?.holdId === holdId && seen.state === 'stopping' ? ended(seen) : null;
}

/** The stop did not get through: whoever comes next tries again. */
export function afterFailedStop(seen: Seen, holdId: string, now: number): SteeringDocument | null {
  return seen?.holdId === holdId && seen.state === 'stopping' ? { ...seen, dueAt: now } : null;
}

/** Who keeps somebody else from moving the camera in another way, such as to a preset. */
export function holderOf(seen: Seen, person: string, now: number): Extract<PtzHold, { kind: 'held' }> | null {
  const isFree = seen === null || seen.state === 'ended' || seen.person === person || seen.dueAt <= now;
  return isFree ? null : heldBy(seen, now);
}

const WAIT = { kind: 'wait' } as const;

const isSame = (seen: SteeringDocument, { holdId, person }: Wish): boolean =>
  seen.holdId === holdId && seen.person === person;

/** Whether the hold was stopped, so that it never starts again. */
export const isBuried = (seen: Seen, holdId: string, now: number): boolean =>
  seen?.buried.some((tombstone) => tombstone.holdId === holdId && tombstone.until > now) ?? false;

export function heldBy({ by, since, until }: SteeringDocument, now: number): Extract<PtzHold, { kind: 'held' }> {
  return { kind: 'held', by, since, until: Math.max(until, now) };
}

function beginning(seen: Seen, wish: Wish, until: number, now: number): SteeringDocument {
  const kept = { buried: seen?.buried ?? [], revision: seen?.revision ?? 0 };
  return { ...wish, ...kept, until, state: 'starting', dueAt: now + STARTING_MS };
}

function unknown(seen: Seen, wish: Wish): SteeringDocument {
  return { ...beginning(seen, wish, wish.since, wish.since), state: 'moving' };
}

const extended = (seen: SteeringDocument, until: number): SteeringDocument => {
  const later = { ...seen, until: Math.max(seen.until, until) };
  return seen.state === 'moving' ? moving(later) : later;
};

const moving = (seen: SteeringDocument): SteeringDocument => ({
  ...seen,
  state: 'moving',
  dueAt: seen.until + GRACE_MS,
});

const finishing = (seen: SteeringDocument, now: number): SteeringDocument => ({
  ...seen,
  state: 'stopping',
  dueAt: now + STOPPING_MS,
});

const ended = (seen: SteeringDocument): SteeringDocument => ({ ...seen, state: 'ended', dueAt: NEVER });

/** Its place among those that were stopped is its own, so that one asked for often does not push the others out. */
function bury(seen: SteeringDocument, holdId: string, now: number): SteeringDocument {
  const others = seen.buried.filter((tombstone): boolean => tombstone.until > now && tombstone.holdId !== holdId);
  const buried: readonly Tombstone[] = [...others, { holdId, until: now + BURIED_MS }];
  return { ...seen, buried: buried.slice(-MOST_BURIED) };
}
