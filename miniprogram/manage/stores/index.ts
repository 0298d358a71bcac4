import { preferences } from '../../stores/index';
import { dictionaries, type Dictionary } from '../i18n/index';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];
