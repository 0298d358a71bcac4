import { appearance } from '../services/appearance';
import { call } from '../services/call';
import { clock } from '../services/clock';
import { covers } from '../services/covers';
import { toast } from '../services/feedback';
import { openPage, replacePage, showTab } from '../services/navigation';
import { createNetwork } from '../services/network';
import { routes } from '../services/routes';
import { scanCode } from '../services/scanner';
import { storage } from '../services/storage';
import { CamerasStore } from './cameras-store';
import { DevicesView } from './devices-view';
import { EntryStore } from './entry-store';
import type { Destination } from './entry-ways';
import { waysOf } from './own-rights';
import { PreferencesStore } from './preferences-store';
import { ScanStore } from './scan-store';
import { SessionStore } from './session-store';
import { ToolAccounts } from './tool-accounts';
import { fill } from '../utils/fill';
import { Trace } from './watching/trace';

/*
 * The one place where stores meet the phone.
 */
export const network = createNetwork();
const screen = { ...appearance.window(), typeScale: appearance.typeScale() };

export const preferences = new PreferencesStore({ storage, phoneLanguage: appearance.language() });
export const session = new SessionStore({ call });
export const toolAccounts = new ToolAccounts({ call, clock });
export const cameras = new CamerasStore({ call, clock, storage });
export const devices = new DevicesView({ call, clock, network, cameras, preferences, session, covers, screen });
export const entry = new EntryStore({ call, clock, session, go, onChanged: () => devices.outdate() });
export const scan = new ScanStore({
  scanCode,
  open: (code) => openPage(routes.entry(code)),
  adds: () => waysOf(session.state).includes('stores'),
  add: () => openPage(routes.addCamera()),
});
/** Of live watching and of looking back: a diagnosis has both in order. */
export const trace = new Trace();

/** Leaves nothing on this phone of a person who is forgotten. */
export async function forgetPerson(): Promise<void> {
  cameras.forget();
  preferences.forget();
  trace.clear();
  await devices.forgetPictures();
  storage.remove('covers');
}

/** The words under the tabs, in the order of app.json. */
export function tabWords(): readonly string[] {
  const { tabStores, tabScan, tabMe } = preferences.words.common;
  return [tabStores, tabScan, tabMe];
}

/** Where a code leads. */
function go(destination: Destination): void {
  const { joinedAll, joinedStores, opened } = preferences.words.entry;
  switch (destination.kind) {
    case 'live':
      replacePage(routes.live(destination.channelId));
      break;
    case 'past':
      replacePage(routes.playback(destination.channelId, destination.at, destination.place));
      break;
    case 'joined': {
      const { stores } = destination;
      showTab(routes.devices(), () => toast(stores === 0 ? joinedAll : fill(joinedStores, { n: stores })));
      break;
    }
    case 'shared':
      showTab(routes.devices(), () => toast(fill(opened, { n: destination.cameras })));
      break;
  }
}
