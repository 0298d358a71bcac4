import { en } from './en';
import { zhCN } from './zh-CN';

export { fill } from '../utils/fill';

export type Language = 'zh-CN' | 'en';

/** Every word the screen can show, by section. */
export type Dictionary = typeof zhCN;

export const dictionaries: Readonly<Record<Language, Dictionary>> = { 'zh-CN': zhCN, en };

/** Chinese for every phone set to a Chinese, English for the others. `setting` is as WeChat spells it: `zh_CN`. */
export function languageOf(setting: string): Language {
  return /^zh/i.test(setting) ? 'zh-CN' : 'en';
}
