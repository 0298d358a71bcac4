import { stores } from './zh-CN/stores';

export const zhCN = {
  stores,
};
