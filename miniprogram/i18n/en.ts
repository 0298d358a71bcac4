import { common } from './en/common';
import { devices } from './en/devices';
import { errors } from './en/errors';
import { me } from './en/me';
import { watching } from './en/watching';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  common,
  errors,
  devices,
  me,
  watching,
};
