import { add } from './zh-CN/add';
import { store } from './zh-CN/store';
import { stores } from './zh-CN/stores';

export const zhCN = {
  add,
  store,
  stores,
};
