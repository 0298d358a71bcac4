import { codeCard } from './zh-CN/code-card';
import { people } from './zh-CN/people';

export const zhCN = {
  codeCard,
  people,
};
