import type { Job } from './job';

/** No clock is off by as much, so that nobody still uses what ended before. */
const OLD_MS = 24 * 3_600_000;

/** Removes tokens that ended long ago: an address shared for seconds would otherwise lie there for ever. */
export const sweepTokens: Job = async ({ database, clock }) => {
  const before = clock.now() - OLD_MS;
  const ended = { expiresAt: { below: before }, heldUntil: { below: before } };
  return { removed: await database.collection('tokens').remove(ended) };
};
