import type { Job } from './job';

/** No clock is off by as much, and no phone repeats a request so late. */
const OLD_MS = 24 * 3_600_000;

/** Removes what kept things from being done twice, long after anybody would. */
export const sweepLeases: Job = async ({ database, clock }) => {
  const before = clock.now() - OLD_MS;
  const leases = await database.collection('leases').remove({ until: { below: before } });
  const requests = await database.collection('requests').remove({ at: { below: before } });
  const notes = await database.collection('placements').remove({ notedAt: { above: 0, below: before } });
  return { removed: leases + requests + notes };
};
