import type { Handler } from '../../core/handler';
import { eraseAccount } from '../../core/people/erase';
import { nothing } from '../../core/schemas';

/** Also for who is no member any more, but was one: something is kept of them. */
export const accountDelete: Handler<'account.delete'> = {
  input: nothing,
  access: 'anyone',

  async run(_input, context) {
    await eraseAccount(context, { evenLastOwner: false });
    return null;
  },
};
