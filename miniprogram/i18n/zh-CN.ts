import { common } from './zh-CN/common';
import { devices } from './zh-CN/devices';
import { errors } from './zh-CN/errors';
import { me } from './zh-CN/me';
import { watching } from './zh-CN/watching';

export const zhCN = {
  common,
  errors,
  devices,
  me,
  watching,
};
