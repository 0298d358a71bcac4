import type { ErrorCode } from '../../../typings/contract/errors';
import type { PtzControl } from '../capabilities';
import { CallError } from '../errors';
import type { Clock } from '../ports';
import type { SteeringDocument } from './documents';
import { afterFailedStop, afterStop, atRescue, decideStop, type Wish } from './policy';
import type { Steerings } from './steerings';

export interface Stopping {
  /** Resolves when the camera has been stopped; `device-busy` when that takes long and should be asked again. */
  stop(wish: Wish, ptz: PtzControl): Promise<void>;
  /** Stops what nobody lives to stop. False when there is nothing to do, or nothing more that helps. */
  rescue(steering: SteeringDocument, ptz: PtzControl): Promise<boolean>;
  /** Carries out what is put down as `stopping`. */
  finish(stopping: SteeringDocument, ptz: PtzControl): Promise<void>;
  /** Does some work for a motion; should the work fail, its stop is sent all the same. */
  orStop<T>(motion: Motion, ptz: PtzControl, work: () => Promise<T>): Promise<T>;
  stopAtVendor(motion: Motion, ptz: PtzControl): Promise<void>;
}

type Motion = Pick<SteeringDocument, 'address' | 'motion'>;

/** How often it is looked whether somebody else is done with a camera. */
export const LOOK_EVERY_MS = 150;
const PATIENCE_MS = 8_000;
/** Pauses between tries to stop; the HTTP port has repeated each of them already. */
const PAUSES_MS: readonly number[] = [250, 1_000];
const TRIES_MS = 8_000;
const FINAL: readonly ErrorCode[] = ['device-offline', 'not-found', 'unsupported', 'vendor-auth', 'invalid-argument'];

/** Whether the vendor has said no, so that nothing has come of the command and nothing would come of another try. */
export const isFinal = (error: unknown): boolean => error instanceof CallError && FINAL.includes(error.code);

export function createStopping(steerings: Steerings, clock: Clock): Stopping {
  async function stopAtVendor({ address, motion }: Motion, ptz: PtzControl): Promise<void> {
    const giveUpAt = clock.now() + TRIES_MS;
    for (let tries = 0; ; tries += 1) {
      try {
        await ptz.stop(address, motion);
        return;
      } catch (error) {
        const pause = PAUSES_MS[tries];
        if (isFinal(error) || pause === undefined || clock.now() + pause > giveUpAt) throw error;
        await clock.sleep(pause);
      }
    }
  }

  async function finish(stopping: SteeringDocument, ptz: PtzControl): Promise<void> {
    const { holdId } = stopping;
    try {
      await stopAtVendor(stopping, ptz);
    } catch (error) {
      await steerings.change(stopping, (seen) => afterFailedStop(seen, holdId, clock.now()));
      throw error;
    }
    await steerings.change(stopping, (seen) => afterStop(seen, holdId));
  }

  async function orStop<T>(motion: Motion, ptz: PtzControl, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await stopAtVendor(motion, ptz).catch(() => undefined); // the first error says more
      throw error;
    }
  }

  /** Somebody else is at it: waits until they are done, or takes over when they are dead. */
  async function awaitStop(wish: Wish, ptz: PtzControl): Promise<void> {
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS);
      const seen = await steerings.find(wish._id);
      if (seen?.holdId !== wish.holdId || seen.state === 'ended') return;
      const step = decideStop(seen, wish, clock.now());
      const stopping = step.kind === 'finish' ? await steerings.put(seen, step.next) : null;
      if (stopping) return finish(stopping, ptz);
      if (clock.now() < giveUpAt) continue;
      throw new CallError('device-busy', 'the motion is still being stopped', { retryAt: seen.dueAt });
    }
  }

  /** Puts down that the hold is over before anything else, so that no start of it comes through behind. */
  async function putDown(wish: Wish) {
    for (;;) {
      const seen = await steerings.find(wish._id);
      const { kind, next } = decideStop(seen, wish, clock.now());
      const written = await steerings.put(seen, next);
      if (written) return { kind, written };
    }
  }

  return {
    stopAtVendor,
    finish,
    orStop,

    async stop(wish, ptz) {
      const { kind, written } = await orStop(wish, ptz, () => putDown(wish));
      if (kind === 'finish') await finish(written, ptz);
      if (kind === 'wait') await awaitStop(wish, ptz);
    },

    async rescue(steering, ptz) {
      const next = atRescue(steering, clock.now());
      const written = next && (await steerings.put(steering, next));
      if (written?.state !== 'stopping') return false;
      await finish(written, ptz);
      return true;
    },
  };
}
