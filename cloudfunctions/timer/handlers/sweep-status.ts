import type { Database } from '../../core/database';
import { PAGE } from '../../core/database';
import { inParallel } from '../../core/in-parallel';
import type { Services } from '../../core/services';
import type { Job } from './job';

const MINUTE = 60_000;
const OLD_MS = 5 * MINUTE;
/** Of one account in one run: ten vendor calls a minute at most. */
const MOST_PER_ACCOUNT = 300;
const AT_ONCE = 30;
const ACCOUNTS_AT_ONCE = 3;

/**
 * Asks again about the channels that nobody has asked about for long, the oldest first. Its calls also keep every
 * account's token alive: a token is renewed by whichever call first finds it due, hours before it ends.
 */
export const sweepStatus: Job = async (services, endAt) => {
  const { database } = services;
  const accounts = await database.collection('accounts').find({ where: { removedAt: 0 }, limit: PAGE });
  const counts = await inParallel(accounts, ACCOUNTS_AT_ONCE, ({ _id }) => sweepAccount(services, _id, endAt));
  return { accounts: accounts.length, channels: counts.reduce((total, count) => total + count, 0) };
};

/** Each account has its own share, so that one whose vendor is down does not use up the others'. */
async function sweepAccount(
  { database, statuses, clock }: Services,
  accountId: string,
  endAt: number,
): Promise<number> {
  const startedAt = clock.now();
  const old = await findOld(database, accountId, startedAt - OLD_MS);
  let swept = 0;
  for (let start = 0; start < old.length && clock.now() < endAt; start += AT_ONCE) {
    const refreshed = await statuses.refresh(old.slice(start, start + AT_ONCE));
    const answered = refreshed.filter(({ checkedAt }) => checkedAt >= startedAt).length;
    if (answered === 0) break; // the vendor does not answer: the next run tries again
    swept += answered;
  }
  return swept;
}

function findOld(database: Database, accountId: string, before: number) {
  const where = { accountId, checkedAt: { below: before } };
  return database.collection('channels').find({ where, sort: ['checkedAt'], limit: MOST_PER_ACCOUNT });
}
