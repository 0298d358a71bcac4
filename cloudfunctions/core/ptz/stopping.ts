import type { PtzControl } from '../capabilities';
import { CallError } from '../errors';
import type { Clock } from '../ports';
import { NEVER, type SteeringDocument } from './documents';
import { afterFailedStop, afterStop, atRescue, decideStop, type Wish } from './policy';
import type { Steerings } from './steerings';
import { createVendorStop, type Motion, type VendorStop } from './vendor-stop';

export interface Stopping {
  /** Carries out what is put down as `stopping`. */
  finish(stopping: SteeringDocument, ptz: PtzControl): Promise<void>;
  /** Does some work for a motion; should the work fail, its stop is sent all the same. */
  orStop<T>(motion: Motion, ptz: PtzControl, work: () => Promise<T>): Promise<T>;
  readonly atVendor: VendorStop;
  /** A vendor slow to answer a start may have begun long ago. Another stop follows the answer, so this one is tried once. */
  ahead(motion: Motion, ptz: PtzControl): Promise<void>;
}

/** How often it is looked whether somebody else is done with a camera. */
export const LOOK_EVERY_MS = 150;
const PATIENCE_MS = 8_000;
/** Longer than a start usually takes: one stop does then. */
const AHEAD_AFTER_MS = 450;

export function createStopping(steerings: Steerings, clock: Clock): Stopping {
  const atVendor = createVendorStop(clock);
  return {
    atVendor,
    ahead: ({ address, motion }, ptz) => ptz.stop(address, motion).catch(() => undefined),

    async finish(stopping, ptz) {
      const { holdId } = stopping;
      try {
        await atVendor(stopping, ptz);
      } catch (error) {
        await steerings.change(stopping, (seen) => afterFailedStop(seen, holdId, clock.now()));
        throw error;
      }
      await steerings.change(stopping, (seen) => afterStop(seen, holdId));
    },

    async orStop(motion, ptz, work) {
      try {
        return await work();
      } catch (error) {
        await atVendor(motion, ptz).catch(() => undefined); // the first error says more
        throw error;
      }
    },
  };
}

/** Stops on behalf of a phone. Resolves when the camera has been stopped; `device-busy` when that takes long. */
export function createStop(steerings: Steerings, clock: Clock, stopping: Stopping) {
  /** Puts down that the hold is over before anything else, so that no start of it comes through behind. */
  async function putDown(wish: Wish) {
    for (;;) {
      const seen = await steerings.find(wish._id);
      const { kind, next } = decideStop(seen, wish, clock.now());
      const written = await steerings.put(seen, next);
      if (written) return { kind, written };
    }
  }

  /** Somebody else is at it: waits until they are done, or takes over when they are dead. */
  async function awaitStop(wish: Wish, ptz: PtzControl): Promise<void> {
    const giveUpAt = clock.now() + PATIENCE_MS;
    let aheadAt = clock.now() + AHEAD_AFTER_MS;
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS);
      const seen = await steerings.find(wish._id);
      if (seen?.holdId !== wish.holdId || seen.state === 'ended') return;
      if (seen.state === 'starting' && seen.dueAt > clock.now() && clock.now() >= aheadAt) {
        aheadAt = NEVER;
        await stopping.ahead(seen, ptz);
        continue;
      }
      const step = decideStop(seen, wish, clock.now());
      const taken = step.kind === 'finish' ? await steerings.put(seen, step.next) : null;
      if (taken) return stopping.finish(taken, ptz);
      if (clock.now() < giveUpAt) continue;
      throw new CallError('device-busy', 'the motion is still being stopped', { retryAt: seen.dueAt });
    }
  }

  return async (wish: Wish, ptz: PtzControl): Promise<void> => {
    const { kind, written } = await stopping.orStop(wish, ptz, () => putDown(wish));
    if (kind === 'finish') await stopping.finish(written, ptz);
    if (kind === 'wait') await awaitStop(wish, ptz);
  };
}

/** What steers a camera; undefined where nothing does any more. It may reject, as for an account that is gone. */
export type ReachPtz = () => Promise<PtzControl | undefined>;

/** Stops what nobody lives to stop. False when there is nothing to do, or nothing more that helps. */
export function createRescue(steerings: Steerings, clock: Clock, stopping: Stopping) {
  return async (steering: SteeringDocument, reach: ReachPtz): Promise<boolean> => {
    const next = atRescue(steering, clock.now());
    const written = next && (await steerings.put(steering, next));
    if (written?.state !== 'stopping') return false;
    const ptz = await reach(); // not before it is put down: one that cannot be reached comes to its end, too
    if (!ptz) return false;
    await stopping.finish(written, ptz);
    return true;
  };
}
