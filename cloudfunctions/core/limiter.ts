/** How many calls a person may make at once, and how long each takes to grow back, ms. */
export interface Allowance {
  readonly burst: number;
  readonly everyMs: number;
}

/**
 * A token bucket kept as one instant: `fullAt`, epoch ms at which the whole burst has grown back (0 before the first
 * call). A refusal moves nothing, so that asking does not prolong it.
 */
export function takeOne(
  fullAt: number,
  { burst, everyMs }: Allowance,
  now: number,
): { readonly allowed: true; readonly fullAt: number } | { readonly allowed: false; readonly retryAt: number } {
  const retryAt = fullAt - (burst - 1) * everyMs;
  return retryAt <= now ? { allowed: true, fullAt: Math.max(fullAt, now) + everyMs } : { allowed: false, retryAt };
}

/** Null when the call may go on; otherwise the epoch ms from which the next one may. */
export type Limiter = (person: string, now: number) => number | null;

const MOST_PEOPLE = 10_000;

/**
 * Limits each person within one instance, at no database operation. The platform runs one call per instance at a
 * time, so what a flood gains by spreading over instances it pays by waiting for them to start.
 */
export function createLimiter(allowance: Allowance): Limiter {
  const people = new Map<string, number>();
  return (person, now) => {
    const taken = takeOne(people.get(person) ?? 0, allowance, now);
    if (!taken.allowed) return taken.retryAt;
    people.delete(person); // to the end: a map hands out its keys in the order of insertion
    people.set(person, taken.fullAt);
    const [longestAway] = people.size > MOST_PEOPLE ? people.keys() : [];
    if (longestAway !== undefined) people.delete(longestAway);
    return null;
  };
}
