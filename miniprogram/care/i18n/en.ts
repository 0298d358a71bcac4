import { health } from './en/health';
import { notices } from './en/notices';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  health,
  notices,
};
