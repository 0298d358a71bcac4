import * as v from 'valibot';
import { findAccount } from '../../core/accounts/refusals';
import type { Handler } from '../../core/handler';
import { takeOffers } from '../../core/imports/take';
import { assertOwner } from '../../core/people/refusals';
import { areDifferent, id, listOf } from '../../core/schemas';

const MOST_OFFERS = 100;

export const offerTake: Handler<'offer.take'> = {
  input: v.strictObject({
    accountId: id,
    offers: v.pipe(
      listOf(v.strictObject({ id, storeId: v.exactOptional(id) }), { least: 1, most: MOST_OFFERS }),
      v.check((offers) => areDifferent(offers.map((offer) => offer.id))),
    ),
  }),
  access: 'members',

  async run({ accountId, offers }, context) {
    assertOwner(context.grants);
    const account = await findAccount(context, accountId);
    return { taken: await takeOffers(context, account, offers) };
  },
};
