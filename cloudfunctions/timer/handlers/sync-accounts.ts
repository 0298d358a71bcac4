import { PAGE } from '../../core/database';
import type { AccountDocument } from '../../core/documents';
import { LIST_EVERY_MS } from '../../core/imports/listings';
import { takeStep, type Step, type StepCounts } from '../../core/imports/step';
import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import type { Job } from './job';

const MINUTE = 60_000;
/** How long nobody else begins with an account; also the pause after a failure. */
const CLAIM_MS = 5 * MINUTE;
/** Of a tick: the jobs after it must have their turn, too. A long list takes several ticks. */
const SHARE_MS = 25_000;
const ACCOUNTS_AT_ONCE = 3;

/** Lists the cameras of every account whose time has come. One account's failure leaves the others alone. */
export const syncAccounts: Job = async (services, tickEndsAt) => {
  const { database, clock, log } = services;
  const accounts = database.collection('accounts');
  const endAt = Math.min(tickEndsAt, clock.now() + SHARE_MS);
  const where = { syncDueAt: { below: clock.now() + 1 }, removedAt: 0 };
  const due = await accounts.find({ where, limit: PAGE });

  async function sync(account: AccountDocument): Promise<Step | null> {
    const { _id, syncDueAt, vendor } = account;
    if (clock.now() >= endAt) return null;
    const claimedUntil = clock.now() + CLAIM_MS;
    const claimed = await accounts.update({ _id, syncDueAt }, { syncDueAt: claimedUntil });
    if (claimed === 0) return null; // another instance was first
    try {
      const step = await takeStep(services, account, endAt);
      // Whoever wants the list anew, or has other credentials, has said so in between.
      await accounts.update({ _id, syncDueAt: claimedUntil }, { syncDueAt: clock.now() + pauseAfter(step) });
      return step;
    } catch (error) {
      log({ event: 'fault', action: 'account.sync', vendor, ...errorFields(error) });
      return null;
    }
  }

  const done = (await inParallel(due, ACCOUNTS_AT_ONCE, sync)).filter((step) => step !== null);
  const sum = (field: keyof StepCounts) => done.reduce((total, step) => total + step[field], 0);
  return {
    accounts: done.length,
    channels: sum('channels'),
    added: sum('added'),
    changed: sum('changed'),
    removed: sum('removed'),
  };
};

/** What was cut short, or is being done by somebody who waits for it, goes on with the next tick. */
function pauseAfter(step: Step | null): number {
  return step?.listing.state === 'idle' ? LIST_EVERY_MS : 0;
}
