import { clips } from './zh-CN/clips';
import { common } from './zh-CN/common';
import { control } from './zh-CN/control';
import { devices } from './zh-CN/devices';
import { diagnosis } from './zh-CN/diagnosis';
import { errors } from './zh-CN/errors';
import { gallery } from './zh-CN/gallery';
import { live } from './zh-CN/live';
import { me } from './zh-CN/me';
import { more } from './zh-CN/more';
import { playback } from './zh-CN/playback';
import { talk } from './zh-CN/talk';
import { timeline } from './zh-CN/timeline';
import { videos } from './zh-CN/videos';

export const zhCN = {
  common,
  errors,
  devices,
  me,
  live,
  control,
  talk,
  more,
  gallery,
  playback,
  clips,
  videos,
  diagnosis,
  timeline,
};
