import { common } from './en/common';
import { devices } from './en/devices';
import { entry } from './en/entry';
import { errors } from './en/errors';
import { me } from './en/me';
import { people } from './en/people';
import { scan } from './en/scan';
import { watching } from './en/watching';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  common,
  errors,
  devices,
  entry,
  scan,
  me,
  people,
  watching,
};
