import { CallError } from './errors';
import type { Circuits, Clock } from './ports';

/** How long an account rests when the vendor names no time. */
export const DEFAULT_REST_MS = 60_000;

/** Lets other instances know of a rest; optional, because each instance learns of it at the price of one call. */
export interface CircuitStore {
  /** Epoch ms until which the account rests, or null. */
  read(accountId: string): Promise<number | null>;
  /** Keeps the later of `until` and what is stored. */
  write(accountId: string, until: number): Promise<void>;
}

/** The rests of all accounts of an instance. */
export interface AccountCircuits extends Circuits {
  /** Has the rest of an account looked up anew: other credentials need not wait for what the old ones used up. */
  forget(accountId: string): void;
}

/** Epoch ms at which a rest that begins now ends; a time the vendor names wins, unless it has passed. */
export function restUntil(now: number, named: number | null): number {
  return named !== null && named > now ? named : now + DEFAULT_REST_MS;
}

/** Keeps open circuits in memory and, if there is a store, looks there once for each account. */
export function createCircuits({ clock, store }: { clock: Clock; store?: CircuitStore }): AccountCircuits {
  const rests = new Map<string, number>();

  async function restOf(accountId: string): Promise<number> {
    const known = rests.get(accountId);
    if (known !== undefined || store === undefined) return known ?? 0;
    const stored = (await store.read(accountId)) ?? 0;
    rests.set(accountId, Math.max(stored, rests.get(accountId) ?? 0));
    return rests.get(accountId) ?? 0;
  }

  return {
    async admit(accountId) {
      const until = await restOf(accountId);
      if (until <= clock.now()) return;
      throw new CallError('vendor-quota', 'the account rests until the vendor takes calls again', { retryAt: until });
    },

    async rest(accountId, named) {
      const until = Math.max(restUntil(clock.now(), named), rests.get(accountId) ?? 0);
      rests.set(accountId, until);
      await store?.write(accountId, until);
      return until;
    },

    forget(accountId) {
      rests.delete(accountId);
    },
  };
}
