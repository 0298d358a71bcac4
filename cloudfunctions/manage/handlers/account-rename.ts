import * as v from 'valibot';
import { findAccount, noSuchAccount } from '../../core/accounts/refusals';
import { toAccounts } from '../../core/accounts/to-account';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id, thingName } from '../../core/schemas';

export const accountRename: Handler<'account.rename'> = {
  input: v.strictObject({ accountId: id, name: thingName }),
  access: 'members',

  async run({ accountId, name }, context) {
    assertOwner(context.grants);
    const account = await findAccount(context, accountId);
    const deed = { action: 'account.rename', places: [EVERYWHERE], subject: accountId, detail: name } as const;
    const renamed = await onWideRecord(context, deed, async () => {
      const done = await context.vendorAccounts.rename(account, name);
      if (!done) throw noSuchAccount();
      return done;
    });
    const [shown] = await toAccounts(context, [renamed]);
    if (!shown) throw noSuchAccount();
    return shown;
  },
};
