import type { Job } from './job';

const DAY_MS = 86_400_000;
/** Lines in one write, which has seconds at most. */
const BATCH = 500;
/** Its share of a tick: the first sweep after a shorter keeping was set takes as many ticks as it needs. */
const SHARE_MS = 10_000;

/** Removes the audit's lines whose time is over, the oldest first. Nothing else ever removes one. */
export const sweepAudit: Job = async ({ database, clock, settings }, endAt) => {
  const startedAt = clock.now();
  const until = Math.min(endAt, startedAt + SHARE_MS);
  const audit = database.collection('audit');
  const old = { at: { below: startedAt - settings.notice.auditDays * DAY_MS } };
  let removed = 0;
  for (let more = true; more && clock.now() < until;) {
    const found = await audit.find({ where: old, sort: ['at'], limit: BATCH });
    if (found.length > 0) removed += await audit.remove({ _id: { in: found.map(({ _id }) => _id) } });
    more = found.length === BATCH;
  }
  return { removed };
};
