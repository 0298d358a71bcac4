import type { Channel } from '../../../typings/contract/domain';
import type { Cover } from '../../../miniprogram/services/covers';
import { CamerasStore } from '../../../miniprogram/stores/cameras-store';
import { DevicesView } from '../../../miniprogram/stores/devices-view';
import { PreferencesStore } from '../../../miniprogram/stores/preferences-store';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import type { Screen } from '../../../miniprogram/utils/grid-metrics';
import type { CardView } from '../../../miniprogram/utils/row-patch';
import { FakeCloud } from './cloud';
import { FakeClock, makeNetwork, makeStorage, SHANGHAI } from './phone';

const PHONE: Screen = { width: 375, height: 600, typeScale: 1 };

/** The page of stores on a phone of memory, with everything behind it. */
export function makeDevices(channels: readonly Channel[], screen: Screen = PHONE, storage = makeStorage()) {
  const clock = new FakeClock();
  const cloud = new FakeCloud(channels);
  const network = makeNetwork();
  const covers = new Map<string, Cover>();
  const { call } = cloud;
  const preferences = new PreferencesStore({ storage, phoneLanguage: 'zh_CN' });
  const session = new SessionStore({ call });
  const cameras = new CamerasStore({ call, clock, storage });
  const view = new DevicesView({
    call,
    clock,
    network,
    cameras,
    preferences,
    session,
    covers: { coverOf: (id) => covers.get(id) ?? null, clear: async () => covers.clear() },
    screen,
    zone: SHANGHAI,
  });
  return { clock, cloud, network, storage, covers, preferences, session, cameras, view };
}

/** The cards in the window, placeholders included. */
export function cardsOf(view: DevicesView): readonly CardView[] {
  return view.rows.flatMap((row) => (row.kind === 'cards' ? row.cards : []));
}

/** The headings in the window: title and counts. */
export function headingsOf(view: DevicesView): readonly string[] {
  return view.rows.flatMap((row) => (row.kind === 'header' ? `${row.title} ${row.detail}`.trim() : []));
}
