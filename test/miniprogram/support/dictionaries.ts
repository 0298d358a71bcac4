import { dictionaries as live } from '../../../miniprogram/live/i18n/index';
import { dictionaries as manage } from '../../../miniprogram/manage/i18n/index';
import { dictionaries as playback } from '../../../miniprogram/playback/i18n/index';
import { dictionaries as records } from '../../../miniprogram/records/i18n/index';
import { dictionaries as upkeep } from '../../../miniprogram/upkeep/i18n/index';

/** The sub-packages with words of their own. */
export const PACKAGES = ['live', 'manage', 'playback', 'records', 'upkeep'];

/** The sections of the main package and of every sub-package. */
export const everyWord = {
  'zh-CN': {
    ...live['zh-CN'],
    ...manage['zh-CN'],
    ...playback['zh-CN'],
    ...records['zh-CN'],
    ...upkeep['zh-CN'],
  },
  en: { ...live.en, ...manage.en, ...playback.en, ...records.en, ...upkeep.en },
};
