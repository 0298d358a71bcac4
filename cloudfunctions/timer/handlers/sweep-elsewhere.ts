import { PAGE } from '../../core/database';
import type { AccountDocument } from '../../core/documents';
import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import type { Job } from './job';

const ACCOUNTS_AT_ONCE = 3;

/**
 * Closes the ways into the vendors' own mini-programs whose time is over: the vendors' tokens would live on for days.
 * Of an account that opens none, no call is made. What fails is tried again with the next tick.
 */
export const sweepElsewhere: Job = async ({ database, drivers, clock, log }, endAt) => {
  const accounts = await database.collection('accounts').find({ where: { removedAt: 0 }, limit: PAGE });

  async function close({ _id, vendor }: AccountDocument): Promise<number | null> {
    if (clock.now() >= endAt) return null;
    try {
      const { vendorApp } = await drivers(_id);
      return vendorApp ? await vendorApp.closeExpired() : null;
    } catch (error) {
      log({ event: 'fault', action: 'elsewhere.sweep', vendor, ...errorFields(error) });
      return null;
    }
  }

  const closed = (await inParallel(accounts, ACCOUNTS_AT_ONCE, close)).filter((count) => count !== null);
  return { accounts: closed.length, removed: closed.reduce((total, count) => total + count, 0) };
};
