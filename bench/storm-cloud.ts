import { randomBytes } from 'node:crypto';
import { CallError } from '../cloudfunctions/core/errors';
import type { Database } from '../cloudfunctions/core/database';
import { createLimiter } from '../cloudfunctions/core/limiter';
import type { Driver } from '../cloudfunctions/core/ports';
import { toChannel } from '../cloudfunctions/core/repository/channels';
import { createRouter, type Route } from '../cloudfunctions/core/router';
import { createSeals, type Keyring } from '../cloudfunctions/core/seal';
import { createServices } from '../cloudfunctions/core/services';
import { readSettings } from '../cloudfunctions/core/settings';
import { createSetup } from '../cloudfunctions/core/setup';
import { handlers } from '../cloudfunctions/monitor/handlers/index';
import { makeChannel } from '../test/support/cloud-rig';
import { FakeStorage } from '../test/support/fake-storage';
import { MemoryDatabase } from '../test/support/memory-database';
import type { Channel } from '../typings/contract/domain';
import type { VirtualTime } from './virtual-time';

const DATABASE_MS = 5;
const VENDOR_MS = 120;
/** Loading a new instance. */
const COLD_START_MS = 400;
const ADDRESS_LIFE_MS = 3_600_000;

/** The function `monitor` with as many instances as are called at once, as the platform starts them. */
export interface StormCloud {
  readonly channels: readonly Channel[];
  /** Every call to the vendor so far, of whatever kind. */
  readonly vendorCalls: () => number;
  readonly instances: () => number;
  /** From now on the vendor fails each call, or answers again. */
  setVendorDown(down: boolean): void;
  invoke(event: unknown, openid: string): Promise<unknown>;
}

/** A cloud on virtual time, with cameras and people who may see all of them. */
export async function startStormCloud(
  time: VirtualTime,
  { cameras, people }: { readonly cameras: number; readonly people: readonly string[] },
): Promise<StormCloud> {
  const memory = new MemoryDatabase();
  const keyring: Keyring = { current: 'storm', keys: new Map([['storm', randomBytes(32)]]) };
  const channels = await seed(memory, keyring, { cameras, people });
  const database = slowed(memory, time);
  const vendor = { calls: 0, down: false };
  const driver = createDriver(time, vendor);
  const factories = [
    { id: 'fake', adding: null, identity: ['key'] as const, fields: [], misfits: () => [], open: () => driver },
  ];
  const idle: Route[] = [];
  let instances = 0;
  const start = async (): Promise<Route> => {
    instances += 1;
    await time.sleep(COLD_START_MS);
    const http = () => Promise.reject(new Error('the storm has no network'));
    const wxaCodes = () => Promise.reject(new Error('nobody asks for a code here'));
    const sendMessage = () => Promise.reject(new Error('nobody is told anything here'));
    const surroundings = {
      ...{ wxaCodes, sendMessage, database, storage: new FakeStorage(), keyring, factories, http },
      ...{ clock: time, random: Math.random, log: () => undefined, settings: readSettings({}) },
    };
    const limiter = createLimiter({ burst: 40, everyMs: 100 });
    return createRouter({ handlers, services: createServices(surroundings), limiter });
  };
  return {
    channels,
    vendorCalls: () => vendor.calls,
    instances: () => instances,
    setVendorDown: (down) => void (vendor.down = down),
    async invoke(event, openid) {
      const instance = idle.pop() ?? (await start());
      try {
        return await instance(event, { person: openid, isUser: true, requestId: `storm-${time.now()}` });
      } finally {
        idle.push(instance); // one call at a time, then free for the next
      }
    },
  };
}

async function seed(
  database: MemoryDatabase,
  keyring: Keyring,
  { cameras, people }: { readonly cameras: number; readonly people: readonly string[] },
): Promise<readonly Channel[]> {
  const setup = createSetup(database, createSeals(keyring));
  const name = '南京路店';
  const storeId = await setup.createStore({ name, zone: 'Asia/Shanghai', order: 0 });
  const accountId = await setup.createAccount({ vendor: 'fake', name: '总部', credentials: {}, inboxStoreId: storeId });
  const store = { _id: storeId, order: 0, name };
  const documents = Array.from({ length: cameras }, (_, nth) => {
    return makeChannel(accountId, `camera-${nth}`, { store, name: `摄像头 ${nth}` });
  });
  await database.collection('channels').add(documents);
  for (const openid of people) await setup.createMember({ openid, name: openid, grants: [{ role: 'owner' }] });
  return documents.map((document) => toChannel(document, [{ role: 'owner' }]));
}

function createDriver(time: VirtualTime, vendor: { calls: number; down: boolean }): Driver {
  const call = async <T>(answer: () => T): Promise<T> => {
    vendor.calls += 1;
    await time.sleep(VENDOR_MS);
    if (vendor.down) throw new CallError('vendor-unavailable', 'the vendor is down');
    return answer();
  };
  return {
    id: 'fake',
    check: async () => null,
    listChannels: () => {
      throw new Error('nobody lists in the storm');
    },
    readStatus: (addresses) =>
      call(() => addresses.map((address) => ({ address, reachability: 'online', since: null, condition: 'clear' }))),
    openLive: ({ deviceId }) =>
      call(() => {
        const url = `https://media.test/${deviceId}.flv?n=${vendor.calls}`;
        return [{ protocol: 'flv', url, codec: 'h264', expiresAt: time.now() + ADDRESS_LIFE_MS }];
      }),
  };
}

/** Each operation takes its time, so that what runs beside it can come between. */
function slowed(database: Database, time: VirtualTime): Database {
  return {
    collection(name) {
      const collection = database.collection(name);
      const later = async <T>(work: () => Promise<T>): Promise<T> => {
        await time.sleep(DATABASE_MS);
        return work();
      };
      return {
        get: (id) => later(() => collection.get(id)),
        find: (query) => later(() => collection.find(query)),
        add: (documents) => later(() => collection.add(documents)),
        update: (where, change) => later(() => collection.update(where, change)),
        remove: (where) => later(() => collection.remove(where)),
        countBy: (filter, fields) => later(() => collection.countBy(filter, fields)),
      };
    },
  };
}
