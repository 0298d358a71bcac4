import type { PtzHold } from '../../../typings/contract/control';
import type { PtzControl, PtzOutcome } from '../capabilities';
import type { Clock } from '../ports';
import type { SteeringDocument } from './documents';
import { afterStart, atDeadline, decideHold, heldBy, HOLD_MS, isBuried, type Started, type Wish } from './policy';
import type { Steerings } from './steerings';
import { createStopping, isFinal, LOOK_EVERY_MS, type Stopping } from './stopping';

/** One movement that somebody asks for. */
export interface Ride {
  readonly wish: Wish;
  readonly ptz: PtzControl;
  /** 0 (slowest) to 1. */
  readonly speed: number;
  /** Puts a beginning on record. An extension begins nothing. */
  readonly record: (start: () => Promise<PtzOutcome>) => Promise<PtzOutcome>;
}

/** Moves cameras so that each of them stops, whatever becomes of phones, calls and instances. */
export interface Pilot extends Pick<Stopping, 'stop' | 'rescue'> {
  /** Until `arrivedAt` + 2 s, unless the hold is extended or stopped. */
  hold(ride: Ride, arrivedAt: number): Promise<PtzHold>;
  /** One movement of `ms`. */
  step(ride: Ride, ms: number): Promise<PtzHold>;
}

/** The longest movement for which a vendor's own step will do: how far that goes is the vendor's affair. */
const OWN_STEP_MS = 400;

/** What a call that wants to move a camera finds. */
type Taken =
  | { readonly kind: 'answer'; readonly answer: PtzHold }
  | { readonly kind: 'begun' | 'extended'; readonly steering: SteeringDocument };

export function createPilot(steerings: Steerings, clock: Clock): Pilot {
  const { finish, stopAtVendor, orStop, stop, rescue } = createStopping(steerings, clock);

  /** Takes the camera, or says why not. What moves it against the rules is stopped first. */
  async function take({ wish, ptz }: Ride, until: number): Promise<Taken> {
    const giveUpAt = clock.now() + HOLD_MS;
    for (;;) {
      const seen = await steerings.find(wish._id);
      const step = decideHold(seen, wish, until, clock.now());
      if (step.kind === 'released' || step.kind === 'held') return { kind: 'answer', answer: step };
      if (step.kind === 'wait') {
        if (seen && clock.now() >= giveUpAt) return { kind: 'answer', answer: heldBy(seen, clock.now()) };
        await clock.sleep(LOOK_EVERY_MS);
        continue;
      }
      const steering = await steerings.put(seen, step.next);
      if (steering && step.kind !== 'finish') return { kind: step.kind === 'begin' ? 'begun' : 'extended', steering };
      if (steering) await finish(steering, ptz);
    }
  }

  /** Starts the motion. What is not to go on, or may have begun in spite of an error, is stopped at once. */
  async function begin(steering: SteeringDocument, ride: Ride, forMs?: number): Promise<PtzHold | SteeringDocument> {
    const { wish, ptz } = ride;
    const { holdId } = wish;
    const { started, error } = await start(ride, forMs);
    if (started.kind === 'refused') await stopAtVendor(wish, ptz).catch(() => undefined); // has refused before
    const settle = () => steerings.change(steering, (seen) => afterStart(seen, { holdId, started }, clock.now()));
    const next = await orStop(wish, ptz, settle);
    if (next?.state === 'moving') return next;
    // Where it took so long that the camera was given away, nobody else knows what has begun by now.
    const stopped = next?.state === 'stopping' ? finish(next, ptz) : next ? Promise.resolve() : stopAtVendor(wish, ptz);
    if (error !== undefined) {
      await stopped.catch(() => undefined); // the first error says more
      throw error;
    }
    await stopped;
    if (started.kind === 'limit') return { kind: 'limit' };
    return { kind: next && !isBuried(next, holdId, clock.now()) ? 'stopped' : 'released' };
  }

  /** Waits for the end of a call's time, and sees to it that the motion ends then, unless it goes on. */
  async function outlast({ wish, ptz }: Ride, until: number): Promise<PtzHold> {
    await clock.sleep(Math.max(0, until - clock.now()));
    const end = await orStop(wish, ptz, () => putEnd(wish));
    if (typeof end === 'string') return { kind: end };
    await finish(end, ptz);
    return { kind: 'stopped' };
  }

  async function putEnd({ _id, holdId }: Wish): Promise<SteeringDocument | 'released' | 'extended'> {
    for (;;) {
      const seen = await steerings.find(_id);
      const end = atDeadline(seen, holdId, clock.now());
      if (end.kind !== 'finish') return end.kind;
      const stopping = await steerings.put(seen, end.next);
      if (stopping) return stopping;
    }
  }

  async function ride(asked: Ride, until: number, forMs?: number): Promise<PtzHold> {
    const taken = await take(asked, until);
    if (taken.kind === 'answer') return taken.answer;
    const running = taken.kind === 'begun' ? await begin(taken.steering, asked, forMs) : taken.steering;
    if ('kind' in running) return running;
    return outlast(asked, forMs === undefined ? until : running.until);
  }

  return {
    hold: (asked, arrivedAt) => ride(asked, arrivedAt + HOLD_MS),
    step: (asked, ms) => ride(asked, clock.now() + ms, ms),
    stop,
    rescue,
  };
}

interface Start {
  readonly started: Started;
  readonly error?: unknown;
}

/** Has the vendor begin. A short movement is left to the vendor where it has steps of its own. */
async function start({ wish, ptz, speed, record }: Ride, forMs?: number): Promise<Start> {
  const { address, motion } = wish;
  const ownStep = forMs !== undefined && forMs <= OWN_STEP_MS ? ptz.step?.bind(ptz) : undefined;
  try {
    const outcome = await record(() => (ownStep ?? ptz.start.bind(ptz))(address, motion, speed));
    if (outcome === 'limit') return { started: { kind: 'limit' } };
    if (ownStep) return { started: { kind: 'over' } };
    return { started: { kind: 'moved', ...(forMs !== undefined && { forMs }) } };
  } catch (error) {
    return { started: { kind: isFinal(error) ? 'refused' : 'failed' }, error };
  }
}
