import { randomUUID } from 'node:crypto';
import { CallError } from '../errors';
import type { Services } from '../services';

/** The function itself is stopped after 20 s: nobody goes on with what has passed to somebody else. */
const HOLD_MS = 30_000;
const LOOK_EVERY_MS = 200;
/** A phone gives up a call after 8 s. */
const PATIENCE_MS = 5_000;

/**
 * Does what may leave the installation without an owner, or takes somebody out of it for good: one at a time, so that
 * no two of them each count on the other. `conflict` when that takes too long.
 */
export async function oneAtATime<T>(
  { leases, clock }: Pick<Services, 'leases' | 'clock'>,
  work: () => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const giveUpAt = clock.now() + PATIENCE_MS;
  while (!(await leases.acquire('owners', { holder, until: clock.now() + HOLD_MS }))) {
    if (clock.now() >= giveUpAt) throw new CallError('conflict', 'owners are being changed just now');
    await clock.sleep(LOOK_EVERY_MS);
  }
  return work().finally(() => leases.release('owners', holder));
}
