import { appearance } from '../services/appearance';
import { call } from '../services/call';
import { clock } from '../services/clock';
import { covers } from '../services/covers';
import { createNetwork } from '../services/network';
import { storage } from '../services/storage';
import { CamerasStore } from './cameras-store';
import { DevicesView } from './devices-view';
import { PreferencesStore } from './preferences-store';
import { SessionStore } from './session-store';
import { Trace } from './watching/trace';

/*
 * The one place where stores meet the phone.
 */
export const network = createNetwork();
const screen = { ...appearance.window(), typeScale: appearance.typeScale() };

export const preferences = new PreferencesStore({ storage, phoneLanguage: appearance.language() });
export const session = new SessionStore({ call });
export const cameras = new CamerasStore({ call, clock, storage });
export const devices = new DevicesView({ call, clock, network, cameras, preferences, session, covers, screen });
/** Of live watching and of looking back: a diagnosis has both in order. */
export const trace = new Trace();
