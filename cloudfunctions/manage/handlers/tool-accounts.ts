import type { AccountDocument } from '../../core/documents';
import type { CallContext, Handler } from '../../core/handler';
import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import { assertOwner } from '../../core/people/refusals';
import { nothing } from '../../core/schemas';

const AT_ONCE = 8;

export const toolAccounts: Handler<'tool.accounts'> = {
  input: nothing,
  access: 'members',

  async run(_input, context) {
    assertOwner(context.grants);
    const all = await context.vendorAccounts.list();
    const have = await inParallel(all, AT_ONCE, (account) => hasTools(context, account));
    return { accounts: all.filter((_, index) => have[index]).map(({ _id: id, name }) => ({ id, name })) };
  },
};

/** One whose key is lost offers nothing, and keeps no other from being told. */
async function hasTools({ drivers, log, requestId }: CallContext, { _id, vendor }: AccountDocument): Promise<boolean> {
  try {
    return (await drivers(_id)).tools !== undefined;
  } catch (error) {
    log({ event: 'fault', action: 'tool.accounts', vendor, ...errorFields(error), requestId });
    return false;
  }
}
