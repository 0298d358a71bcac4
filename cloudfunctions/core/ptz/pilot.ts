import type { PtzHold } from '../../../typings/contract/control';
import type { PtzControl, PtzOutcome } from '../capabilities';
import type { Clock } from '../ports';
import type { SteeringDocument } from './documents';
import { afterStart, atDeadline, decideHold, heldBy, HOLD_MS, isBuried, type Started, type Wish } from './policy';
import type { Steerings } from './steerings';
import { createRescue, createStop, createStopping, LOOK_EVERY_MS, type ReachPtz, type Stopping } from './stopping';
import { isFinal } from './vendor-stop';
import { createVigil } from './vigil';

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
export interface Pilot {
  /** Until `arrivedAt` + 2 s, unless the hold is extended or stopped. */
  hold(ride: Ride, arrivedAt: number): Promise<PtzHold>;
  /** One movement of `ms`; one that has ended is not made again under its name. */
  step(ride: Ride, ms: number): Promise<PtzHold>;
  /** Resolves when the camera has been stopped; `device-busy` when that takes long and should be asked again. */
  stop(wish: Wish, ptz: PtzControl): Promise<void>;
  /** Stops what nobody lives to stop. False when there is nothing to do, or nothing more that helps. */
  rescue(steering: SteeringDocument, reach: ReachPtz): Promise<boolean>;
}

/** The longest movement for which a vendor's own step will do: how far that goes is the vendor's affair. */
const OWN_STEP_MS = 400;

/** What a call that wants to move a camera finds. */
type Taken =
  | { readonly kind: 'answer'; readonly answer: PtzHold }
  | { readonly kind: 'begun' | 'extended'; readonly steering: SteeringDocument };

export function createPilot(steerings: Steerings, clock: Clock): Pilot {
  const stopping = createStopping(steerings, clock);
  const take = createTake(steerings, clock, stopping);
  const begin = createBegin(steerings, clock, stopping);
  const outlast = createOutlast(steerings, clock, stopping);

  async function run(ride: Ride, until: number, forMs?: number): Promise<PtzHold> {
    const taken = await take(ride, until, forMs !== undefined);
    if (taken.kind === 'answer') return taken.answer;
    const running = taken.kind === 'begun' ? await begin(taken.steering, ride, forMs) : taken.steering;
    if ('kind' in running) return running;
    return outlast(ride, forMs === undefined ? until : running.until);
  }

  return {
    hold: (ride, arrivedAt) => run(ride, arrivedAt + HOLD_MS),
    step: (ride, ms) => run(ride, clock.now() + HOLD_MS, ms),
    stop: createStop(steerings, clock, stopping),
    rescue: createRescue(steerings, clock, stopping),
  };
}

/** Takes the camera, or says why not. What moves it against the rules is stopped first. */
function createTake(steerings: Steerings, clock: Clock, stopping: Stopping) {
  return async ({ wish, ptz }: Ride, until: number, isStep: boolean): Promise<Taken> => {
    for (;;) {
      const seen = await steerings.find(wish._id);
      const isMade = isStep && seen?.state === 'ended' && seen.holdId === wish.holdId;
      if (isMade && !isBuried(seen, wish.holdId, clock.now())) return { kind: 'answer', answer: { kind: 'stopped' } };
      const step = decideHold(seen, wish, until, clock.now());
      if (step.kind === 'wait') {
        if (seen && clock.now() >= until) return { kind: 'answer', answer: heldBy(seen, clock.now()) };
        await clock.sleep(LOOK_EVERY_MS);
        continue;
      }
      if (!('next' in step)) return { kind: 'answer', answer: step };
      const steering = await steerings.put(seen, step.next);
      if (steering && step.kind !== 'finish') return { kind: step.kind === 'begin' ? 'begun' : 'extended', steering };
      if (steering) await stopping.finish(steering, ptz);
    }
  };
}

/** Starts the motion. What is not to go on, or may have begun in spite of an error, is stopped at once. */
function createBegin(steerings: Steerings, clock: Clock, stopping: Stopping) {
  const keepVigil = createVigil(steerings, clock, stopping);

  async function settle(begun: SteeringDocument, { wish, ptz }: Ride, started: Started) {
    const { holdId } = wish;
    if (started.kind === 'refused') await stopping.atVendor(wish, ptz).catch(() => undefined);
    const put = () => steerings.change(begun, (seen) => afterStart(seen, { holdId, started }, clock.now()));
    const next = await stopping.orStop(wish, ptz, put);
    if (next?.state === 'stopping') await stopping.finish(next, ptz);
    // It took so long that the camera was given away: nobody else knows what has begun by now.
    if (!next) await stopping.atVendor(wish, ptz);
    return next;
  }

  return async (begun: SteeringDocument, ride: Ride, forMs?: number): Promise<PtzHold | SteeringDocument> => {
    let started: Started;
    try {
      started = await keepVigil(begun, ride.ptz, start(ride, forMs));
    } catch (error) {
      await settle(begun, ride, { kind: isFinal(error) ? 'refused' : 'failed' }).catch(() => undefined);
      throw error; // says more than why the stop after it did not work either
    }
    const next = await settle(begun, ride, started);
    if (next?.state === 'moving') return next;
    if (started.kind === 'limit') return { kind: 'limit' };
    return { kind: next && !isBuried(next, begun.holdId, clock.now()) ? 'stopped' : 'released' };
  };
}

/** Waits for the end of a call's time, and sees to it that the motion ends then, unless it goes on. */
function createOutlast(steerings: Steerings, clock: Clock, stopping: Stopping) {
  async function putEnd({ _id, holdId }: Wish): Promise<SteeringDocument | 'released' | 'extended'> {
    for (;;) {
      const seen = await steerings.find(_id);
      const end = atDeadline(seen, holdId, clock.now());
      if (end.kind !== 'finish') return end.kind;
      const written = await steerings.put(seen, end.next);
      if (written) return written;
    }
  }

  return async ({ wish, ptz }: Ride, until: number): Promise<PtzHold> => {
    await clock.sleep(Math.max(0, until - clock.now()));
    const end = await stopping.orStop(wish, ptz, () => putEnd(wish));
    if (typeof end === 'string') return { kind: end };
    await stopping.finish(end, ptz);
    return { kind: 'stopped' };
  };
}

/** Has the vendor begin. A short movement is left to the vendor where it has steps of its own. */
async function start({ wish, ptz, speed, record }: Ride, forMs?: number): Promise<Started> {
  const { address, motion } = wish;
  const ownStep = forMs !== undefined && forMs <= OWN_STEP_MS ? ptz.step?.bind(ptz) : undefined;
  const outcome = await record(() => (ownStep ?? ptz.start.bind(ptz))(address, motion, speed));
  if (outcome === 'limit') return { kind: 'limit' };
  if (ownStep) return { kind: 'over' };
  return { kind: 'moved', ...(forMs !== undefined && { forMs }) };
}
