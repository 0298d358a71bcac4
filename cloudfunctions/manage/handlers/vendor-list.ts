import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { nothing } from '../../core/schemas';

export const vendorList: Handler<'vendor.list'> = {
  input: nothing,
  access: 'members',

  async run(_input, { grants, vendorAccounts }) {
    assertOwner(grants);
    return { vendors: vendorAccounts.vendors };
  },
};
