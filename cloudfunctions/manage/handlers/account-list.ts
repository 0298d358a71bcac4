import { toAccounts, toBareAccount } from '../../core/accounts/to-account';
import type { Handler } from '../../core/handler';
import { assertManager } from '../../core/people/refusals';
import { nothing } from '../../core/schemas';

/** Who manages stores sees the accounts that a camera can be added to, and nothing of how they are. */
export const accountList: Handler<'account.list'> = {
  input: nothing,
  access: 'members',

  async run(_input, context) {
    const isOwner = assertManager(context.grants) === null;
    const accounts = await context.vendorAccounts.list();
    if (isOwner) return { accounts: await toAccounts(context, accounts) };
    const bare = accounts.map((account) => toBareAccount(context, account));
    return { accounts: bare.filter(({ adding }) => adding !== null) };
  },
};
