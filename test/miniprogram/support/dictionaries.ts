import { dictionaries as care } from '../../../miniprogram/care/i18n/index';
import { dictionaries as live } from '../../../miniprogram/live/i18n/index';
import { dictionaries as manage } from '../../../miniprogram/manage/i18n/index';
import { dictionaries as playback } from '../../../miniprogram/playback/i18n/index';
import { dictionaries as records } from '../../../miniprogram/records/i18n/index';
import { dictionaries as tools } from '../../../miniprogram/tools/i18n/index';
import { dictionaries as upkeep } from '../../../miniprogram/upkeep/i18n/index';

/** The sub-packages with words of their own. */
export const PACKAGES = ['care', 'live', 'manage', 'playback', 'records', 'tools', 'upkeep'];

/** The sections of the main package and of every sub-package. */
export const everyWord = {
  'zh-CN': {
    ...care['zh-CN'],
    ...live['zh-CN'],
    ...manage['zh-CN'],
    ...playback['zh-CN'],
    ...records['zh-CN'],
    ...tools['zh-CN'],
    ...upkeep['zh-CN'],
  },
  en: { ...care.en, ...live.en, ...manage.en, ...playback.en, ...records.en, ...tools.en, ...upkeep.en },
};
