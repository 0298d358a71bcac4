import * as v from 'valibot';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import { PAGE } from '../../core/database';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { areDifferent, id, listOf } from '../../core/schemas';
import { orderStores } from '../../core/stores/order-stores';

export const storeOrder: Handler<'store.order'> = {
  input: v.pipe(
    v.strictObject({ storeIds: listOf(id, { least: 1, most: PAGE }) }),
    v.forward(
      v.check(({ storeIds }) => areDifferent(storeIds)),
      ['storeIds'],
    ),
  ),
  access: 'members',

  async run({ storeIds }, context) {
    assertOwner(context.grants);
    await onWideRecord(context, { action: 'store.order', places: [EVERYWHERE] }, () =>
      orderStores(context.database, storeIds),
    );
    return null;
  },
};
