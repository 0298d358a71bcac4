import * as v from 'valibot';
import { findAccount } from '../../core/accounts/refusals';
import type { AccountDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { createListings, LIST_EVERY_MS, toListing } from '../../core/imports/listings';
import { takeStep } from '../../core/imports/step';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';

/** A phone gives up a call after 8 s, and a page that was begun has to end, too. */
const STEP_MS = 5_000;

export const importCheck: Handler<'import.check'> = {
  input: v.strictObject({ accountId: id }),
  access: 'members',

  async run({ accountId }, context) {
    assertOwner(context.grants);
    const account = await findAccount(context, accountId);
    const listings = createListings(context.database);
    const listing = await listings.find(account._id);
    if (listing.state !== 'listing') return toListing(listing);
    const taken = await stepFurther(context, account);
    return toListing(taken ?? (await listings.find(account._id)));
  },
};

/** Null where another instance is at it, and where it failed, which is written in the listing. */
async function stepFurther(context: CallContext, account: AccountDocument) {
  const { database, clock } = context;
  try {
    const step = await takeStep(context, account, clock.now() + STEP_MS);
    if (step?.listing.state === 'idle') {
      const syncDueAt = clock.now() + LIST_EVERY_MS;
      await database.collection('accounts').update({ _id: account._id }, { syncDueAt });
    }
    return step?.listing ?? null;
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}
