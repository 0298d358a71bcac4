import { clips } from './en/clips';
import { common } from './en/common';
import { control } from './en/control';
import { devices } from './en/devices';
import { diagnosis } from './en/diagnosis';
import { errors } from './en/errors';
import { gallery } from './en/gallery';
import { live } from './en/live';
import { me } from './en/me';
import { more } from './en/more';
import { playback } from './en/playback';
import { talk } from './en/talk';
import { timeline } from './en/timeline';
import { videos } from './en/videos';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
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
