import type { ChannelDocument, Grant } from '../../cloudfunctions/core/documents';
import type { Database } from '../../cloudfunctions/core/database';
import type { SubscriberDocument } from '../../cloudfunctions/core/notices/documents';
import type { Settings } from '../../cloudfunctions/core/settings';
import { runNotices } from '../../cloudfunctions/timer/handlers/run-notices';
import { createRig, PERSONAS, seedChain, SETTINGS } from './cloud-rig';
import { MemoryDatabase } from './memory-database';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const createNoticeRig = async (settings?: Settings) => createNoticeRigOn(new MemoryDatabase(), settings);

/** The chain, where some have allowed WeChat to tell them of cameras that are gone. */
export async function createNoticeRigOn<D extends Database>(database: D, settings: Settings = SETTINGS) {
  const rig = createRig(database, settings);
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const channels = database.collection('channels');
  const set = (camera: string, state: Partial<ChannelDocument>) => channels.update({ _id: camera }, state);
  const now = () => rig.clock.now();
  return {
    rig,
    chain,
    instance,
    /** Lets somebody be told this often of each kind. */
    async subscribe(person: string, more: Partial<SubscriberDocument> = {}) {
      const subscriber = { offline: 5, back: 5, quietFrom: 0, quietTo: 0, counted: [], revision: 0, ...more };
      await database.collection('subscribers').add([{ _id: person, ...subscriber }]);
    },
    async join(person: string, ...grants: Grant[]) {
      await rig.setup.createMember({ openid: person, name: '某人', grants });
    },
    /** A camera has been gone for so long, and was seen so twice. */
    async lose(camera: string, forMs: number = 10 * MINUTE) {
      const outageFrom = now() - forMs;
      await set(camera, { reachability: 'offline', seenFrom: outageFrom, outageState: 'new', outageFrom });
    },
    /** A camera is back, and was seen so twice; of one that nobody was told of there is nothing to tell. */
    async regain(camera: string, since: number | null = null) {
      const known = await channels.get(camera);
      const isAnnounced = known?.outageState === 'announced';
      const outage = isAnnounced
        ? ({ outageState: 'over' } as const)
        : ({ outageState: 'none', outageFrom: 0 } as const);
      await set(camera, { reachability: 'online', since, seenFrom: now(), ...outage });
    },
    set,
    run: async (on = instance) => runNotices(on.services, now() + MINUTE),
    sent: () => rig.messages.sent.map(({ to, template }) => `${template} to ${to}`),
    subscriber: (person: string) => database.collection('subscribers').get(person),
  };
}

export { PERSONAS };
