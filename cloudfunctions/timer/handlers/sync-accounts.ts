import { PAGE } from '../../core/database';
import type { AccountDocument } from '../../core/documents';
import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import { readStores } from '../../core/repository/stores';
import type { Job } from './job';
import { syncAccount, type SyncCounts } from './sync-account';

const MINUTE = 60_000;
const EVERY_MS = 30 * MINUTE;
/** How long a listing may take before another instance may begin it; also the pause after a failure. */
const CLAIM_MS = 5 * MINUTE;
const ACCOUNTS_AT_ONCE = 3;

/** Lists the cameras of every account whose time has come. One account's failure leaves the others alone. */
export const syncAccounts: Job = async (services, endAt) => {
  const { database, clock, log } = services;
  const accounts = database.collection('accounts');
  const due = await accounts.find({ where: { syncDueAt: { below: clock.now() + 1 } }, limit: PAGE });
  if (due.length === 0) return { accounts: 0 };
  const stores = await readStores(database, null);

  async function sync(account: AccountDocument): Promise<SyncCounts | null> {
    const { _id, syncDueAt, vendor } = account;
    if (clock.now() >= endAt) return null;
    const claimed = await accounts.update({ _id, syncDueAt }, { syncDueAt: clock.now() + CLAIM_MS });
    if (claimed === 0) return null; // another instance was first
    try {
      const counts = await syncAccount(services, account, stores);
      await accounts.update({ _id }, { syncDueAt: clock.now() + EVERY_MS });
      return counts;
    } catch (error) {
      log({ event: 'fault', action: 'account.sync', vendor, ...errorFields(error) });
      return null;
    }
  }

  const done = (await inParallel(due, ACCOUNTS_AT_ONCE, sync)).filter((counts) => counts !== null);
  const sum = (field: keyof SyncCounts) => done.reduce((total, counts) => total + counts[field], 0);
  return {
    accounts: done.length,
    channels: sum('channels'),
    added: sum('added'),
    changed: sum('changed'),
    removed: sum('removed'),
  };
};
