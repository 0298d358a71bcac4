import { forgetAccount, GONE_AFTER_MS } from '../../core/accounts/forget-account';
import { PAGE } from '../../core/database';
import type { Job } from './job';

/**
 * Ends what is left of accounts that were removed: of a removal that was cut off, and what a listing that had begun
 * before brought back.
 */
export const sweepAccounts: Job = async ({ database, clock }, endAt) => {
  const accounts = database.collection('accounts');
  const before = clock.now() - GONE_AFTER_MS;
  const removed = await accounts.find({ where: { removedAt: { above: 0, below: before } }, limit: PAGE });
  let gone = 0;
  for (const account of removed) {
    if (clock.now() >= endAt) break;
    await forgetAccount(database, account, clock.now());
    gone += await accounts.remove({ _id: account._id });
  }
  return { removed: gone };
};
