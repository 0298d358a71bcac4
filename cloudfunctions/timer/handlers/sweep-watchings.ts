import type { Job } from './job';

/** Longer than anybody is listed for after their last beat. */
const UNSEEN_MS = 75_000;

/** Forgets the watchings of phones that went without closing them. */
export const sweepWatchings: Job = async ({ watchings, clock }) => ({
  removed: await watchings.removeUnseen(clock.now() - UNSEEN_MS),
});
