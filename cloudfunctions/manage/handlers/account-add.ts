import * as v from 'valibot';
import { assertTaken } from '../../core/accounts/refusals';
import { credentials } from '../../core/accounts/schemas';
import { toAccounts } from '../../core/accounts/to-account';
import type { NewVendorAccount } from '../../core/accounts/vendor-accounts';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { AccountDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id, key, thingName } from '../../core/schemas';
import { wishIdOf } from '../../core/wish-id';

export const accountAdd: Handler<'account.add'> = {
  input: v.strictObject({ vendor: id, name: thingName, credentials, requestKey: key }),
  access: 'members',

  async run({ vendor, name, credentials: typed, requestKey }, context) {
    const { grants, person, vendorAccounts } = context;
    assertOwner(grants);
    const wish: NewVendorAccount = {
      id: wishIdOf('account', person, requestKey),
      ...{ vendor, name, credentials: vendorAccounts.shape(vendor, typed) },
    };
    const account = (await vendorAccounts.find(wish.id)) ?? (await add(context, wish));
    if (!vendorAccounts.isLike(account, wish)) {
      throw new CallError('conflict', 'that key was used for another account');
    }
    const [shown] = await toAccounts(context, [account]);
    if (!shown) throw new Error('an account was lost on the way');
    return shown;
  },
};

async function add(context: CallContext, wish: NewVendorAccount): Promise<AccountDocument> {
  const { vendorAccounts } = context;
  const deed = { action: 'account.add', places: [EVERYWHERE], subject: wish.id, detail: wish.name } as const;
  return onWideRecord(context, deed, async () => {
    assertTaken(await vendorAccounts.checkNew(wish));
    return vendorAccounts.add(wish);
  });
}
