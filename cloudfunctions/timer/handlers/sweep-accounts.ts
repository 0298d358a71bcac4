import { forgetAccount, GONE_AFTER_MS } from '../../core/accounts/forget-account';
import { PAGE } from '../../core/database';
import type { AccountDocument } from '../../core/documents';
import { errorFields } from '../../core/log';
import type { Services } from '../../core/services';
import type { Job } from './job';

/**
 * Ends what is left of accounts that were removed: of a removal that was cut off, and what a listing that had begun
 * before brought back. What an older key of the ring sealed is sealed with the current one.
 */
export const sweepAccounts: Job = async (services, endAt) => {
  const { database, clock } = services;
  const accounts = database.collection('accounts');
  const counts = { changed: 0, removed: 0 };
  for (const account of await accounts.find({ limit: PAGE })) {
    if (clock.now() >= endAt) break;
    const { _id, removedAt } = account;
    if (removedAt === 0) {
      counts.changed += await renewSeal(services, account);
    } else if (removedAt + GONE_AFTER_MS < clock.now()) {
      await forgetAccount(database, account, clock.now());
      counts.removed += await accounts.remove({ _id });
    }
  }
  return counts;
};

/** One whose key is lost waits for new credentials, and keeps the others from nothing. */
async function renewSeal({ vendorAccounts, log }: Services, account: AccountDocument): Promise<number> {
  try {
    return (await vendorAccounts.renewSeal(account)) ? 1 : 0;
  } catch (error) {
    log({ event: 'fault', action: 'account.sweep', vendor: account.vendor, ...errorFields(error) });
    return 0;
  }
}
