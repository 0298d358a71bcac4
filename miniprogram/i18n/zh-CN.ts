import { common } from './zh-CN/common';
import { devices } from './zh-CN/devices';
import { entry } from './zh-CN/entry';
import { errors } from './zh-CN/errors';
import { me } from './zh-CN/me';
import { scan } from './zh-CN/scan';
import { watching } from './zh-CN/watching';

export const zhCN = {
  common,
  errors,
  devices,
  entry,
  scan,
  me,
  watching,
};
