import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { assertManager } from '../../core/people/refusals';
import { readStores } from '../../core/repository/stores';
import { namePart } from '../../core/schemas';
import { toManagedStores } from '../../core/stores/to-managed';

export const storeManage: Handler<'store.manage'> = {
  input: v.strictObject({ query: v.exactOptional(namePart) }),
  access: 'members',

  async run({ query = '' }, { database, grants }) {
    const stores = await readStores(database, assertManager(grants));
    const found = stores.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
    return { stores: await toManagedStores(database, found) };
  },
};
