import type { Job } from './job';

const DAY_MS = 86_400_000;

/** Forgets the names of former members once the audit no longer tells of them, and tries that no longer count. */
export const sweepPeople: Job = async ({ database, members, settings, clock }) => {
  const now = clock.now();
  const removed = await members.removeFormer(now - settings.notice.auditDays * DAY_MS);
  const tries = await database.collection('limits').remove({ since: { below: now - DAY_MS } });
  return { removed: removed + tries };
};
