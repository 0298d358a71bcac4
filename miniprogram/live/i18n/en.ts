import { control } from './en/control';
import { diagnosis } from './en/diagnosis';
import { gallery } from './en/gallery';
import { live } from './en/live';
import { more } from './en/more';
import { talk } from './en/talk';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  live,
  control,
  talk,
  more,
  gallery,
  diagnosis,
};
