import { appearance } from '../services/appearance';
import { call } from '../services/call';
import { clock } from '../services/clock';
import { covers } from '../services/covers';
import { openMiniProgram } from '../services/elsewhere';
import { createNetwork } from '../services/network';
import { readEnvironment } from '../services/player-environment';
import { storage } from '../services/storage';
import { CamerasStore } from './cameras-store';
import { DevicesView } from './devices-view';
import { LiveElsewhere } from './live-elsewhere';
import { LivePage } from './live-page';
import { LiveStore } from './live-store';
import { PreferencesStore } from './preferences-store';
import { SessionStore } from './session-store';

/*
 * The one place where stores meet the phone.
 */
export const network = createNetwork();
const screen = { ...appearance.window(), typeScale: appearance.typeScale() };

export const preferences = new PreferencesStore({ storage, phoneLanguage: appearance.language() });
export const session = new SessionStore({ call });
export const cameras = new CamerasStore({ call, clock, storage });
export const devices = new DevicesView({ call, clock, network, cameras, preferences, session, covers, screen });
export const live = new LiveStore({
  call,
  clock,
  network,
  readEnvironment,
  find: (id) => cameras.find(id),
  saveCover: covers.saveCover,
});
export const elsewhere = new LiveElsewhere({ call, live, openMiniProgram });
export const livePage = new LivePage({ live, elsewhere, clock, words: () => preferences.words });
