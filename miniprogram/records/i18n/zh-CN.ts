import { audit } from './zh-CN/audit';
import { viewers } from './zh-CN/viewers';

export const zhCN = {
  audit,
  viewers,
};
