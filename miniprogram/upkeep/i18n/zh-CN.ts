import { account } from './zh-CN/account';
import { accounts } from './zh-CN/accounts';
import { add } from './zh-CN/add';
import { importing } from './zh-CN/importing';
import { store } from './zh-CN/store';
import { stores } from './zh-CN/stores';
import { vendors } from './zh-CN/vendors';

export const zhCN = {
  account,
  accounts,
  add,
  importing,
  store,
  stores,
  vendors,
};
