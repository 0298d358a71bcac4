import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { preferences, session } from '../../stores/index';
import { dictionaries, type Dictionary } from '../i18n/index';
import { StoresPage } from './stores-page';
import { StoresStore } from './stores-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

export const stores = new StoresStore({ call, clock });
export const storesPage = new StoresPage({ stores, session, clock, words });
