import { health } from './zh-CN/health';
import { notices } from './zh-CN/notices';

export const zhCN = {
  health,
  notices,
};
