import { add } from './en/add';
import { store } from './en/store';
import { stores } from './en/stores';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  add,
  store,
  stores,
};
