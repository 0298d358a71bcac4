import { device } from './en/device';
import { objects } from './en/objects';
import { tools } from './en/tools';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  device,
  objects,
  tools,
};
