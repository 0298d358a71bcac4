import { extendDictionaries } from '../../i18n/index';
import { en } from './en';
import { zhCN } from './zh-CN';

/** Every word that the pages of this package can show, by section. */
export const dictionaries = extendDictionaries({ 'zh-CN': zhCN, en });

export type Dictionary = (typeof dictionaries)['zh-CN'];
