import * as v from 'valibot';
import { findAccount } from '../../core/accounts/refusals';
import { credentials } from '../../core/accounts/schemas';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';

export const accountCheck: Handler<'account.check'> = {
  input: v.union([v.strictObject({ accountId: id }), v.strictObject({ vendor: id, credentials })]),
  access: 'members',

  async run(wish, context) {
    const { grants, vendorAccounts } = context;
    assertOwner(grants);
    if ('accountId' in wish) return vendorAccounts.checkKept(await findAccount(context, wish.accountId));
    const { vendor, credentials: typed } = wish;
    return vendorAccounts.checkNew({ id: null, vendor, credentials: vendorAccounts.shape(vendor, typed) });
  },
};
