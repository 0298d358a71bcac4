import { codeCard } from './en/code-card';
import { codes } from './en/codes';
import { people } from './en/people';
import { share } from './en/share';
import { shares } from './en/shares';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  codeCard,
  codes,
  people,
  share,
  shares,
};
