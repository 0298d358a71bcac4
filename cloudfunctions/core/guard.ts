import { CallError } from './errors';
import type { Leases } from './leases';
import { createMemory } from './memory';
import type { Clock } from './ports';

/** Lets something be done once in `forMs`, whoever asks and whichever instance; `rate-limited` with `retryAt` until then. */
export type Guard = (key: string, holder: string, forMs: number) => Promise<void>;

const REMEMBER_MS = 1_000;
const MOST_REMEMBERED = 5_000;

export function createGuard(leases: Leases, clock: Clock): Guard {
  /** What this instance knows to be taken costs no operation. */
  const taken = createMemory<number>(clock, REMEMBER_MS, MOST_REMEMBERED);

  const refuse = (key: string, retryAt: number): never => {
    taken.put(key, retryAt);
    throw new CallError('rate-limited', 'this was done a moment ago', { retryAt });
  };

  return async (key, holder, forMs) => {
    const now = clock.now();
    const known = taken.get(key);
    if (known !== undefined && known > now) refuse(key, known);
    const until = now + forMs;
    if (await leases.acquire(key, { holder, until })) {
      taken.put(key, until);
      return;
    }
    refuse(key, (await leases.find(key))?.until ?? until);
  };
}
