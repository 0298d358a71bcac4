import * as v from 'valibot';
import { findAccount, noSuchAccount } from '../../core/accounts/refusals';
import { credentials } from '../../core/accounts/schemas';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';

/** While the vendor has anything against the new credentials, the old ones stay. */
export const accountRotate: Handler<'account.rotate'> = {
  input: v.strictObject({ accountId: id, credentials }),
  access: 'members',

  async run({ accountId, credentials: typed }, context) {
    const { grants, vendorAccounts } = context;
    assertOwner(grants);
    const account = await findAccount(context, accountId);
    const shaped = vendorAccounts.shape(account.vendor, typed);
    const check = await vendorAccounts.checkNew({ id: accountId, vendor: account.vendor, credentials: shaped });
    if (check.problem) return check;
    const deed = { action: 'account.rotate', places: [EVERYWHERE], subject: accountId, detail: account.name } as const;
    await onWideRecord(context, deed, async () => {
      if (!(await vendorAccounts.rotate(account, shaped))) throw noSuchAccount();
    });
    return check;
  },
};
