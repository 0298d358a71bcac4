import { codeCard } from './zh-CN/code-card';
import { codes } from './zh-CN/codes';
import { people } from './zh-CN/people';
import { share } from './zh-CN/share';
import { shares } from './zh-CN/shares';

export const zhCN = {
  codeCard,
  codes,
  people,
  share,
  shares,
};
