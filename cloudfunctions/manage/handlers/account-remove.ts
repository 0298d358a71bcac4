import * as v from 'valibot';
import { noSuchAccount } from '../../core/accounts/refusals';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id, thingName } from '../../core/schemas';

/** Who was cut off asks again and goes on; who does not has it done by the timer. */
export const accountRemove: Handler<'account.remove'> = {
  input: v.strictObject({ accountId: id, name: thingName }),
  access: 'members',

  async run({ accountId, name }, context) {
    const { grants, vendorAccounts, now } = context;
    assertOwner(grants);
    const account = await vendorAccounts.find(accountId);
    if (!account) throw noSuchAccount();
    if (account.name !== name) throw new CallError('conflict', 'the account has another name');
    const deed = { action: 'account.remove', places: [EVERYWHERE], subject: accountId, detail: name } as const;
    await onWideRecord(context, deed, () => vendorAccounts.remove(account, now));
    return null;
  },
};
