import { audit } from './en/audit';
import { viewers } from './en/viewers';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  audit,
  viewers,
};
