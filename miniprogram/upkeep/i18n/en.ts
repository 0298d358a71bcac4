import { account } from './en/account';
import { accounts } from './en/accounts';
import { add } from './en/add';
import { importing } from './en/importing';
import { store } from './en/store';
import { stores } from './en/stores';
import { vendors } from './en/vendors';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  account,
  accounts,
  add,
  importing,
  store,
  stores,
  vendors,
};
