import { codeCard } from './en/code-card';
import { people } from './en/people';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  codeCard,
  people,
};
