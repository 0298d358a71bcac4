import { common } from './zh-CN/common';
import { devices } from './zh-CN/devices';
import { entry } from './zh-CN/entry';
import { errors } from './zh-CN/errors';
import { me } from './zh-CN/me';
import { people } from './zh-CN/people';
import { scan } from './zh-CN/scan';
import { watching } from './zh-CN/watching';

export const zhCN = {
  common,
  errors,
  devices,
  entry,
  scan,
  me,
  people,
  watching,
};
