/** How many calls a person may make at once, and how fast the allowance grows back. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bucket {
  /** Calls left at `at`; grows with time, up to the burst. */
  readonly left: number;
  /** Epoch ms. */
  readonly at: number;
}

/** Takes one call out of a bucket. A refusal leaves the bucket as it was, so that asking does not prolong it. */
export function takeOne(
  bucket: Bucket | undefined,
  { burst, perSecond }: Allowance,
  now: number,
): { readonly allowed: true; readonly bucket: Bucket } | { readonly allowed: false; readonly retryAt: number } {
  const grown = bucket ? bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond : burst;
  const left = Math.min(burst, grown);
  if (left >= 1) return { allowed: true, bucket: { left: left - 1, at: now } };
  return { allowed: false, retryAt: Math.ceil(now + ((1 - left) / perSecond) * 1000) };
}

/** Null when the call may go on; otherwise the epoch ms from which the next one may. */
export type Limiter = (person: string, now: number) => number | null;

const MOST_PEOPLE = 10_000;

/**
 * Limits each person within one instance, at no database operation. The platform runs a call per instance at a
 * time, so what a flood gains by spreading over instances it pays by waiting for them to start.
 */
export function createLimiter(allowance: Allowance): Limiter {
  const buckets = new Map<string, Bucket>();
  return (person, now) => {
    const taken = takeOne(buckets.get(person), allowance, now);
    if (!taken.allowed) return taken.retryAt;
    buckets.delete(person); // to the end: a map forgets in the order of insertion
    buckets.set(person, taken.bucket);
    const [oldest] = buckets.size > MOST_PEOPLE ? buckets.keys() : [];
    if (oldest !== undefined) buckets.delete(oldest);
    return null;
  };
}
