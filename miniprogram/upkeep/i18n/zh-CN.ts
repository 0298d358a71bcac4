import { store } from './zh-CN/store';
import { stores } from './zh-CN/stores';

export const zhCN = {
  store,
  stores,
};
