import { CallError } from '../../../cloudfunctions/core/errors';
import { channelIdOf } from '../../../cloudfunctions/core/channel-id';
import { dataOf, makeChannel, NOON, SETTINGS } from '../../support/cloud-rig';
import { JPEG, startCovers } from '../../support/cover-rig';
import { MemoryDatabase } from '../../support/memory-database';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type Started = Awaited<ReturnType<typeof startCovers>>;

/** More cameras of the same account in store A: `channels` of each of `devices`, all of them wanted. */
async function addCameras({ rig, chain, want }: Started, devices: readonly string[], channels = 1) {
  const store = { _id: chain.stores.A, order: 0, name: '上海南京路店' };
  const made = devices.flatMap((deviceId) =>
    Array.from({ length: channels }, (_, index) => {
      const address = { deviceId, channelId: String(index + 1), groupId: null };
      const camera = makeChannel(chain.accountId, deviceId, { store, name: `${deviceId}-${index}` });
      const _id = channelIdOf(chain.accountId, address);
      return { ...camera, _id, address, sort: `${camera.sort}/${index}` };
    }),
  );
  await rig.database.collection('channels').add(made);
  const ids = made.map(({ _id }) => _id);
  for (let at = 0; at < ids.length; at += 30) await want(ids.slice(at, at + 30));
  return ids;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `d${String(index).padStart(2, '0')}`);

test('a cover that somebody wants is taken with the next tick, and shown to all', async () => {
  const { rig, chain, want, run, shots } = await startCovers();
  expect(dataOf('cover.list', await want()).covers).toEqual([]);
  expect(await run()).toEqual({ accounts: 1, changed: 1, removed: 0 });
  expect(shots()).toEqual(['a1']);
  const { covers } = dataOf('cover.list', await want());
  expect(covers).toMatchObject([{ channelId: chain.channels.a1, takenAt: NOON }]);
  expect([...rig.storage.files.values()]).toEqual([JPEG]);
});

test('nobody wants any: one operation finds the work, two look for files, and no vendor is called', async () => {
  const { rig, run, driver } = await startCovers();
  rig.database.takeOperations();
  expect(await run()).toEqual({ accounts: 0, changed: 0, removed: 0 });
  expect(rig.database.takeOperations()).toEqual(['covers.countBy', 'covers.find', 'covers.find']);
  expect(driver.asked).toEqual([]);
});

test('one is taken again after ten minutes while somebody looks, and not once nobody does', async () => {
  const { rig, want, run, shots } = await startCovers();
  await want();
  await run();
  for (let minute = 1; minute < 10; minute += 1) {
    rig.clock.advance(MINUTE);
    await want();
    await run();
  }
  expect(shots()).toHaveLength(1);
  rig.clock.advance(MINUTE);
  await run();
  expect(shots()).toHaveLength(2);
  rig.clock.advance(20 * MINUTE);
  await run();
  expect(shots()).toHaveLength(2);
  expect(rig.storage.files.size).toBe(1);
});

test('a thousand phones that look at once cost no vendor call, and the timer one for each camera', async () => {
  const { rig, chain, want, run, shots } = await startCovers();
  const { a1, a2 } = chain.channels;
  await Promise.all(Array.from({ length: 1_000 }, () => want([a1, a2])));
  expect(shots()).toEqual([]);
  const writes = rig.database.writes.length;
  expect(writes).toBeLessThanOrEqual(1_000); // each found none, and tried to begin them
  await run();
  expect(shots().sort()).toEqual(['a1', 'a2']);
  rig.database.takeOperations();
  rig.clock.advance(MINUTE);
  await want([a1, a2]);
  await Promise.all(Array.from({ length: 1_000 }, () => want([a1, a2])));
  expect(rig.database.writes).toEqual(['covers.update']);
});

test('six of an account are taken in a run, those that waited longest first, until all are', async () => {
  const started = await startCovers();
  const { rig, run, shots } = started;
  await addCameras(started, many(14));
  const counts: unknown[] = [];
  for (let minute = 0; minute < 4; minute += 1) {
    counts.push((await run()).changed);
    rig.clock.advance(MINUTE);
  }
  expect(counts).toEqual([6, 6, 2, 0]);
  expect(new Set(shots()).size).toBe(14);
});

test('cameras that cannot be taken now keep no other from it', async () => {
  const started = await startCovers();
  const { rig, run, shots } = started;
  const ids = await addCameras(started, many(14));
  await rig.database.collection('channels').update({ _id: { in: ids.slice(0, 8) } }, { reachability: 'offline' });
  expect(await run()).toMatchObject({ changed: 6 });
  expect(shots().sort()).toEqual(many(14).slice(8));
});

test('captures of one device are four seconds apart; those of different devices need not be', async () => {
  const started = await startCovers();
  const { rig, driver, run } = started;
  const at: number[] = [];
  const { take } = driver.snapshots!;
  driver.snapshots = { ...driver.snapshots!, take: (address) => (at.push(rig.clock.now() - NOON), take(address)) };
  await addCameras(started, ['nvr'], 3);
  await run();
  expect(at).toEqual([0, 4_000, 8_000]);

  const other = await startCovers();
  await addCameras(other, many(3));
  await other.run();
  expect(other.rig.clock.now()).toBe(NOON);
});

test('pictures that the vendor has at hand need no pause', async () => {
  const started = await startCovers();
  started.driver.readThumbnail = async () => JPEG;
  await addCameras(started, ['nvr'], 6);
  expect(await started.run()).toMatchObject({ changed: 6 });
  expect(started.rig.clock.now()).toBe(NOON);
});

test('two timers at once take each camera once', async () => {
  const started = await startCovers();
  const { rig, run, shots } = started;
  await addCameras(started, many(5));
  const both = [rig.startInstance().services, rig.startInstance().services].map((services) => run(services));
  const counts = (await Promise.all(both)).map(({ changed = 0 }) => changed);
  expect(counts.reduce((total, count) => total + count)).toBe(5);
  expect(shots().sort()).toEqual(many(5));
  expect(rig.storage.files.size).toBe(5);
});

test('a vendor that wants no more is left alone until the time that it names, and other accounts are not', async () => {
  const started = await startCovers();
  const { rig, chain, driver, run, shots, want } = started;
  const ids = await addCameras(started, many(3));
  const until = NOON + 5 * MINUTE;
  driver.failure = new CallError('vendor-quota', 'too much', { vendor: 'fake', retryAt: until });
  expect(await run()).toMatchObject({ changed: 0 });
  expect(shots()).toHaveLength(1);
  driver.failure = null;
  rig.clock.advance(5 * MINUTE - 1);
  await run();
  expect(shots()).toHaveLength(1);
  await want([chain.channels.a1, ...ids]);
  rig.clock.advance(1);
  expect(await run()).toMatchObject({ changed: 4 });
});

test('the day’s captures of an account end at its share, and begin anew at midnight in China', async () => {
  const started = await startCovers(new MemoryDatabase(), { ...SETTINGS, capturesPerDay: 4 });
  const { rig, run, shots, want } = started;
  const ids = await addCameras(started, many(10));
  await run();
  rig.clock.advance(MINUTE);
  await run();
  expect(shots()).toHaveLength(4);
  rig.clock.advance(4 * 60 * MINUTE);
  await want(ids);
  await run();
  expect(shots()).toHaveLength(8);
});

test('what fails is tried again later and later, and keeps the others from nothing', async () => {
  const started = await startCovers();
  const { rig, chain, driver, run, want } = started;
  const { take } = driver.snapshots!;
  const tried: number[] = [];
  driver.snapshots = {
    ...driver.snapshots!,
    async take(address) {
      if (address.deviceId !== 'a1') return take(address);
      tried.push((rig.clock.now() - NOON) / MINUTE);
      throw new CallError('vendor-unavailable', 'no answer');
    },
  };
  for (let minute = 0; minute < 75; minute += 1) {
    await want([chain.channels.a1, chain.channels.a2]);
    await run();
    rig.clock.advance(MINUTE);
  }
  expect(tried).toEqual([0, 10, 30, 70]);
  expect(
    rig.database
      .all('covers')
      .map(({ failures }) => failures)
      .sort(),
  ).toEqual([0, 4]);
});

test('a job that has used up its share of the tick leaves the rest to the next', async () => {
  const started = await startCovers();
  const { rig, driver, run } = started;
  const { take } = driver.snapshots!;
  driver.snapshots = {
    ...driver.snapshots!,
    take: (address) => {
      rig.clock.advance(8 * SECOND);
      return take(address);
    },
  };
  await addCameras(started, many(6));
  expect(await run()).toMatchObject({ changed: 2 });
  expect(await run(undefined, rig.clock.now())).toMatchObject({ changed: 0 });
});

test('a cover whose file cannot go now is shown, and the file goes later', async () => {
  const { rig, want, run } = await startCovers();
  await want();
  await run();
  rig.clock.advance(10 * MINUTE);
  await want();
  const { remove } = rig.storage;
  rig.storage.remove = () => Promise.reject(new Error('the storage does not answer'));
  expect(await run()).toMatchObject({ changed: 1 });
  expect(rig.storage.files.size).toBe(2);
  rig.storage.remove = remove;
  rig.clock.advance(15 * MINUTE); // nobody wants it any more
  expect(await run()).toMatchObject({ removed: 1 });
  const [cover] = rig.database.all('covers');
  expect([...rig.storage.files.keys()]).toEqual([cover?.fileId]);
  expect(cover).toMatchObject({ untidySince: 0, takenAt: NOON + 10 * MINUTE });
});

test('a file that will not go keeps no other from going', async () => {
  const { rig, chain, want, run } = await startCovers();
  await want([chain.channels.a1, chain.channels.a2]);
  await run();
  await rig.database.collection('covers').update({}, { removedAt: NOON });
  const [stuck] = rig.storage.files.keys();
  rig.storage.files.set(stuck!, JPEG);
  const { remove } = rig.storage;
  rig.storage.remove = (id) => (id === stuck ? Promise.reject(new Error('stuck')) : remove.call(rig.storage, id));
  rig.clock.advance(10 * MINUTE + 1);
  expect(await run()).toMatchObject({ removed: 1 });
  expect([...rig.storage.files.keys()]).toEqual([stuck]);
  expect(rig.log.join()).toContain('"event":"fault","action":"cover.sweep"');
});
