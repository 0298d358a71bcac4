import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { listStores } from '../../core/repository/stores';
import { scopeOf } from '../../core/rights';

export const storeList: Handler<'store.list'> = {
  input: v.record(v.string(), v.never()),
  access: 'members',

  async run(_input, { database, grants }) {
    return { stores: await listStores(database, scopeOf(grants)) };
  },
};
