import type { live as zh } from '../zh-CN/live';

export const live: typeof zh = {
  title: 'Live',
};
