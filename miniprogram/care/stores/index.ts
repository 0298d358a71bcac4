import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { subscribe } from '../../services/subscriptions';
import { cameras, preferences, session } from '../../stores/index';
import { Ticking } from '../../stores/ticking';
import { phoneZone } from '../../utils/time-words';
import { dictionaries, type Dictionary } from '../i18n/index';
import { HealthPage } from './health-page';
import { HealthStore } from './health-store';
import { NoticesPage } from './notices-page';
import { NoticesStore } from './notices-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

export const health = new HealthStore({ call, clock, find: (id) => cameras.find(id) });
export const healthPage = new HealthPage({
  ...{ health, session, words },
  ticking: new Ticking(clock),
  zone: phoneZone,
});

export const notices = new NoticesStore({ call, clock, subscribe });
export const noticesPage = new NoticesPage({ notices, clock, words });
