import { en } from './en';
import { zhCN } from './zh-CN';

export type Language = 'zh-CN' | 'en';

/** Every word the screen can show, by section. */
export type Dictionary = typeof zhCN;

export const dictionaries: Readonly<Record<Language, Dictionary>> = { 'zh-CN': zhCN, en };

/** Puts values where a template names them in braces; a name without a value stays as it is, to be seen in tests. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (name, key: string) => String(values[key] ?? name));
}

/** Chinese for every phone set to a Chinese, English for the others. `setting` is as WeChat spells it: `zh_CN`. */
export function languageOf(setting: string): Language {
  return /^zh/i.test(setting) ? 'zh-CN' : 'en';
}
