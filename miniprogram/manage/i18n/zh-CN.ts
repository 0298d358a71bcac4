import { people } from './zh-CN/people';

export const zhCN = {
  people,
};
