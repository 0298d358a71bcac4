import * as v from 'valibot';
import { findAccount } from '../../core/accounts/refusals';
import type { Handler } from '../../core/handler';
import { createListings, isUnderWay, toListing } from '../../core/imports/listings';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';

/** The timer goes on with it from its next tick, if nobody looks. */
export const importRefresh: Handler<'import.refresh'> = {
  input: v.strictObject({ accountId: id }),
  access: 'members',

  async run({ accountId }, context) {
    const { database, grants, now } = context;
    assertOwner(grants);
    const { _id } = await findAccount(context, accountId);
    const listings = createListings(database);
    const listing = await listings.find(_id);
    if (listing.state === 'listing' && isUnderWay(listing, now)) return toListing(listing);
    const begun = await listings.begin(listing, now);
    await database.collection('accounts').update({ _id }, { syncDueAt: now });
    return toListing(begun);
  },
};
