import { device } from './zh-CN/device';
import { objects } from './zh-CN/objects';
import { tools } from './zh-CN/tools';

export const zhCN = {
  device,
  objects,
  tools,
};
