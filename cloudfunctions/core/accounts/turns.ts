import { CallError } from '../errors';
import type { Leases } from '../leases';
import type { Clock } from '../ports';

/** Changes the credentials of one account at a time; `conflict` while another of its vendor is being changed. */
export type Turns = <T>(
  account: { readonly id: string; readonly vendor: string },
  work: () => Promise<T>,
) => Promise<T>;

/** A few operations of the database; after this long, whoever began was cut off. */
const HELD_MS = 10_000;

/** Of two who want the same credentials at once, both would find nobody who has them. */
export function createTurns(leases: Leases, clock: Pick<Clock, 'now'>): Turns {
  return async ({ id: holder, vendor }, work) => {
    const key = `accounts/${vendor}`;
    const hold = { holder, until: clock.now() + HELD_MS };
    // Who was cut off goes on, and asks twice for one account only: its id keeps it from being there twice.
    const isFree = (await leases.acquire(key, hold)) || (await leases.extend(key, hold));
    if (!isFree) throw new CallError('conflict', 'another account of this vendor is being changed');
    try {
      return await work();
    } finally {
      await leases.release(key, holder).catch(() => undefined); // it lapses by itself
    }
  };
}
