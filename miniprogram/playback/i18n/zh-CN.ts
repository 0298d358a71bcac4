import { clips } from './zh-CN/clips';
import { playback } from './zh-CN/playback';
import { timeline } from './zh-CN/timeline';
import { videos } from './zh-CN/videos';

export const zhCN = {
  playback,
  clips,
  videos,
  timeline,
};
