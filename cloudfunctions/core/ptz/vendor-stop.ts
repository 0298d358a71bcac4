import type { ErrorCode } from '../../../typings/contract/errors';
import type { PtzControl } from '../capabilities';
import { CallError } from '../errors';
import type { Clock } from '../ports';
import type { SteeringDocument } from './documents';

/** What a vendor needs to know to stop a camera. */
export type Motion = Pick<SteeringDocument, 'address' | 'motion'>;

/** Tells the vendor to stop, more than once if need be. */
export type VendorStop = (motion: Motion, ptz: PtzControl) => Promise<void>;

/** Pauses between tries; the HTTP port has repeated each of them already. */
const PAUSES_MS: readonly number[] = [250, 1_000];
const TRIES_MS = 8_000;
const FINAL: readonly ErrorCode[] = ['device-offline', 'not-found', 'unsupported', 'vendor-auth', 'invalid-argument'];

/** Whether the vendor has said no, so that nothing has come of the command and nothing would come of another try. */
export const isFinal = (error: unknown): boolean => error instanceof CallError && FINAL.includes(error.code);

export function createVendorStop(clock: Clock): VendorStop {
  return async ({ address, motion }, ptz) => {
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
  };
}
