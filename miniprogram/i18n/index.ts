import { en } from './en';
import { zhCN } from './zh-CN';

export { fill } from '../utils/fill';

export type Language = 'zh-CN' | 'en';

/** Every word that the main package can show, by section; a sub-package has sections of its own besides. */
export type Dictionary = typeof zhCN;

export const dictionaries: Readonly<Record<Language, Dictionary>> = { 'zh-CN': zhCN, en };

type Added<Own> = Own & { readonly [Section in keyof Dictionary]?: never };

/** The sections of a sub-package (`<package>/i18n`), beside those of the main package; none may bear the name of one. */
export function extendDictionaries<Own extends object>(
  own: Readonly<Record<Language, Added<Own>>>,
): Readonly<Record<Language, Dictionary & Own>> {
  return { 'zh-CN': { ...zhCN, ...own['zh-CN'] }, en: { ...en, ...own.en } };
}

/** Chinese for every phone set to a Chinese, English for the others. `setting` is as WeChat spells it: `zh_CN`. */
export function languageOf(setting: string): Language {
  return /^zh/i.test(setting) ? 'zh-CN' : 'en';
}
