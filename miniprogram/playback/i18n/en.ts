import { clips } from './en/clips';
import { playback } from './en/playback';
import { timeline } from './en/timeline';
import { videos } from './en/videos';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  playback,
  clips,
  videos,
  timeline,
};
