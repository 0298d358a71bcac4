import type { CoverDocument } from '../../cloudfunctions/core/covers/documents';
import type { Database } from '../../cloudfunctions/core/database';
import type { Services } from '../../cloudfunctions/core/services';
import { jobs } from '../../cloudfunctions/timer/handlers/index';
import { createRig, NOON, PERSONAS, seedChain, SETTINGS, type Rig } from './cloud-rig';
import { MemoryDatabase } from './memory-database';

export const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9);

const urlOf = (deviceId: string): string => `https://pictures.test/${deviceId}.jpg`;

/** A chain whose vendor takes pictures, and what covers of it are taken, asked for and kept. */
export async function startCovers<D extends Database = MemoryDatabase>(
  database: D = new MemoryDatabase() as never,
  settings = SETTINGS,
) {
  const rig: Rig<D> = createRig<D>(database, settings);
  const chain = await seedChain(rig);
  const { driver } = chain;
  const state: { bytes: Uint8Array } = { bytes: JPEG };
  driver.snapshots = {
    countedByDay: true,
    async take({ deviceId }) {
      driver.asked.push(`capture ${deviceId}`);
      if (driver.failure) throw driver.failure;
      rig.storage.web.set(urlOf(deviceId), state.bytes);
      return { name: deviceId, takenAt: rig.clock.now(), bytes: null, url: urlOf(deviceId) };
    },
  };
  const instance = rig.startInstance();
  const call = async (action: string, data: object, person: string = PERSONAS.owner) =>
    instance.call(person, action, data);
  const want = async (ids: readonly string[] = [chain.channels.a1], person: string = PERSONAS.owner) =>
    call('cover.list', { channelIds: ids }, person);
  const run = async (services: Services = rig.startInstance().services, endAt = Infinity) =>
    jobs['cover.run']!(services, endAt);
  const shots = () => driver.asked.filter((asked) => asked.startsWith('capture')).map((asked) => asked.slice(8));
  return { rig, chain, driver, instance, state, call, want, run, shots };
}

export const makeCover = (_id: string, change: Partial<CoverDocument> = {}): CoverDocument => ({
  _id,
  accountId: 'account',
  fileId: `cloud://env.files/covers/${_id}.jpg`,
  takenAt: NOON - 60_000,
  wantedAt: NOON,
  dueAt: NOON + 540_000,
  claimedUntil: 0,
  failures: 0,
  nextPath: '',
  oldFileId: '',
  untidySince: 0,
  removedAt: 0,
  ...change,
});
