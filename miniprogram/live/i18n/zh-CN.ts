import { control } from './zh-CN/control';
import { diagnosis } from './zh-CN/diagnosis';
import { gallery } from './zh-CN/gallery';
import { live } from './zh-CN/live';
import { more } from './zh-CN/more';
import { talk } from './zh-CN/talk';

export const zhCN = {
  live,
  control,
  talk,
  more,
  gallery,
  diagnosis,
};
