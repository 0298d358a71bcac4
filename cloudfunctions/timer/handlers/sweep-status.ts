import type { Database, Where } from '../../core/database';
import { PAGE } from '../../core/database';
import type { ChannelDocument } from '../../core/documents';
import { inParallel } from '../../core/in-parallel';
import { FRESH_MS } from '../../core/statuses';
import type { Services } from '../../core/services';
import type { Job } from './job';

const MINUTE = 60_000;
const OLD_MS = 5 * MINUTE;
/** Of one account in one run: ten vendor calls a minute at most. */
const MOST_PER_ACCOUNT = 300;
const AT_ONCE = 30;
const ACCOUNTS_AT_ONCE = 3;

/**
 * Asks again about the channels whose outage a second sight would begin or end, then about those that nobody has asked
 * about for long, the oldest first. Its calls also keep every account's token alive: a token is renewed by whichever
 * call first finds it due, hours before it ends.
 */
export const sweepStatus: Job = async (services, endAt) => {
  const { database } = services;
  const accounts = await database.collection('accounts').find({ where: { removedAt: 0 }, limit: PAGE });
  const counts = await inParallel(accounts, ACCOUNTS_AT_ONCE, ({ _id }) => sweepAccount(services, _id, endAt));
  return { accounts: accounts.length, channels: counts.reduce((total, count) => total + count, 0) };
};

/** Each account has its own share, so that one whose vendor is down does not use up the others'. */
async function sweepAccount(
  { database, statuses, clock, settings }: Services,
  accountId: string,
  endAt: number,
): Promise<number> {
  const startedAt = clock.now();
  const due = await findDue(database, accountId, { now: startedAt, oldMs: oldAfter(settings) });
  let swept = 0;
  for (let start = 0; start < due.length && clock.now() < endAt; start += AT_ONCE) {
    const refreshed = await statuses.refresh(due.slice(start, start + AT_ONCE));
    const answered = refreshed.filter(({ checkedAt }) => checkedAt >= startedAt).length;
    if (answered === 0) break; // the vendor does not answer: the next run tries again
    swept += answered;
  }
  return swept;
}

/** Whoever is to be told of a camera after a minute is not helped by a first sight after five. */
const oldAfter = ({ noticeAfterMs }: Services['settings']): number =>
  Math.max(FRESH_MS, Math.min(OLD_MS, noticeAfterMs / 2));

async function findDue(
  database: Database,
  accountId: string,
  { now, oldMs }: { readonly now: number; readonly oldMs: number },
): Promise<readonly ChannelDocument[]> {
  const channels = database.collection('channels');
  const inDoubt = { accountId, checkedAt: { below: now - FRESH_MS } };
  const anyOf: readonly Where<ChannelDocument>[] = [
    { ...inDoubt, reachability: 'offline', outageState: 'none' },
    { ...inDoubt, reachability: 'online', outageState: { in: ['new', 'announced'] } },
  ];
  const first = await channels.find({ where: anyOf, sort: ['checkedAt'], limit: MOST_PER_ACCOUNT });
  if (first.length === MOST_PER_ACCOUNT) return first;
  const old = { accountId, checkedAt: { below: now - oldMs } };
  const rest = await channels.find({ where: old, sort: ['checkedAt'], limit: MOST_PER_ACCOUNT });
  const ids = new Set(first.map(({ _id }) => _id));
  return [...first, ...rest.filter(({ _id }) => !ids.has(_id))].slice(0, MOST_PER_ACCOUNT);
}
