import type { diagnosis as zh } from '../zh-CN/diagnosis';

export const diagnosis: typeof zh = {
  title: 'Diagnosis',
};
