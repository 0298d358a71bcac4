import { forgetCameras } from '../../../cloudfunctions/core/cameras/forget-cameras';
import { CallError } from '../../../cloudfunctions/core/errors';
import { dataOf, NOON, outcomeOf, PERSONAS, SETTINGS, type RigReply } from '../../support/cloud-rig';
import { makeCover, startCovers } from '../../support/cover-rig';
import { MemoryDatabase } from '../../support/memory-database';

const MINUTE = 60_000;

const shown = (reply: RigReply) => dataOf('cover.list', reply).covers.map(({ channelId }) => channelId);

/** Every camera has a cover. */
async function startCovered() {
  const started = await startCovers();
  const { rig, chain } = started;
  const { a1, a2, b1 } = chain.channels;
  await rig.database.collection('covers').add([a1, a2, b1].map((id) => makeCover(id)));
  for (const { fileId } of rig.database.all('covers')) rig.storage.files.set(fileId, Uint8Array.of(1));
  rig.database.takeOperations();
  return { ...started, a1, a2, b1 };
}

describe('the covers of a list', () => {
  test('come with their age and an address good for minutes, for one read and one request', async () => {
    const { rig, want, a1, a2, b1, driver } = await startCovered();
    const { covers } = dataOf('cover.list', await want([a1, b1, a2, a1]));
    expect(covers.map(({ channelId, takenAt }) => [channelId, takenAt])).toEqual(
      [a1, a2, b1].map((id) => [id, NOON - MINUTE]),
    );
    expect(covers[0]?.url).toMatch(/^https:\/\/files\.test\/.*life=600$/);
    expect(rig.storage.asked).toBe(1);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'channels.find', 'covers.find']);
    expect(driver.asked).toEqual([]);
  });

  test('are of cameras that the caller may view now, and of no other', async () => {
    const { want, a1, a2, b1 } = await startCovered();
    const all = [a1, a2, b1, 'no-such-camera'];
    expect(shown(await want(all, PERSONAS.staffA))).toEqual([a1, a2]);
    expect(shown(await want(all, PERSONAS.guest))).toEqual([b1]);
    expect(outcomeOf(await want(all, PERSONAS.expired))).toBe('permission-denied');
  });

  test.each<[string, object]>([
    ['by a share of the past', { past: { place: 'device', from: NOON - MINUTE, to: NOON } }],
    ['by a share whose pictures bear the viewer’s name', { watermark: true }],
  ])('are nothing for who comes %s', async (_, change) => {
    const { rig, want, b1 } = await startCovered();
    await rig.database.collection('shares').update({}, change);
    expect(shown(await want([b1], PERSONAS.guest))).toEqual([]);
    expect(rig.database.writes).toEqual(['shares.update']);
  });

  test('leave out a hidden camera, also for who manages it', async () => {
    const { rig, want, a1, a2 } = await startCovered();
    await rig.database.collection('channels').update({ _id: a1 }, { hidden: true });
    expect(shown(await want([a1, a2], PERSONAS.managerA))).toEqual([a2]);
  });

  test('leave out one whose file is not there, and none at all are asked for where there are none', async () => {
    const { rig, want, a1, a2 } = await startCovered();
    rig.storage.files.delete(makeCover(a1).fileId);
    expect(shown(await want([a1, a2]))).toEqual([a2]);
    const other = await startCovers();
    await other.want();
    expect(other.rig.storage.asked).toBe(0);
  });

  test('note once a minute that they are wanted, in one write', async () => {
    const { rig, want, a1, a2 } = await startCovered();
    const writes = () => rig.database.takeOperations().filter((operation) => /\.(add|update)$/.test(operation));
    rig.clock.advance(MINUTE - 1);
    await want([a1, a2]);
    expect(writes()).toEqual([]);
    rig.clock.advance(1);
    await want([a1, a2]);
    await want([a1, a2]);
    expect(writes()).toEqual(['covers.update']);
    expect(rig.database.all('covers').filter(({ wantedAt }) => wantedAt === NOON + MINUTE)).toHaveLength(2);
  });

  test('of cameras that nobody wanted before are begun, by two phones at once, too', async () => {
    const { rig, chain, want } = await startCovers();
    const { a1, a2, b1 } = chain.channels;
    const both = await Promise.all([want([a1, a2]), want([a2, a1, b1])]);
    expect(both.map(outcomeOf)).toEqual(['ok', 'ok']);
    rig.clock.advance(MINUTE);
    await want([a1, a2, b1]);
    const begun = rig.database.all('covers').map(({ _id, wantedAt }) => `${_id} ${wantedAt}`);
    expect(begun.sort()).toEqual([a1, a2, b1].map((id) => `${id} ${NOON + MINUTE}`).sort());
  });

  test.each<[string, object]>([
    ['offline', { reachability: 'offline' }],
    ['encrypted', { condition: 'encrypted' }],
    ['masked', { condition: 'masked' }],
    ['disabled', { condition: 'disabled' }],
  ])('are still shown of a camera that is %s, but not wanted anew', async (_, change) => {
    const { rig, want, a1 } = await startCovered();
    await rig.database.collection('channels').update({ _id: a1 }, change);
    rig.clock.advance(MINUTE);
    expect(shown(await want([a1]))).toEqual([a1]);
    expect(rig.database.all('covers').map(({ wantedAt }) => wantedAt)).toEqual([NOON, NOON, NOON]);
  });

  test.each([
    ['no camera', []],
    ['more than thirty', Array.from({ length: 31 }, (_, index) => `c${index}`)],
  ])('of %s are refused', async (_, ids) => {
    const { rig, want } = await startCovered();
    expect(outcomeOf(await want(ids))).toBe('invalid-argument');
    expect(rig.database.operations).toEqual([]);
  });
});

describe('a cover of now', () => {
  const refresh = ({ call, chain }: Awaited<ReturnType<typeof startCovers>>, person: string = PERSONAS.staffA) =>
    call('cover.refresh', { channelId: chain.channels.a1 }, person);

  test('is taken, shown to all and on record, and the one before goes', async () => {
    const started = await startCovers();
    const { rig, chain, want, shots } = started;
    const first = dataOf('cover.refresh', await refresh(started));
    expect(first).toMatchObject({ channelId: chain.channels.a1, takenAt: NOON });
    rig.clock.advance(MINUTE);
    const second = dataOf('cover.refresh', await refresh(started));
    expect(second.takenAt).toBe(NOON + MINUTE);
    expect(second.url).not.toBe(first.url);
    expect(shots()).toEqual(['a1', 'a1']);
    expect([...rig.storage.files.keys()]).toEqual([
      expect.stringMatching(/^cloud:\/\/env\.files\/covers\/[\w-]{36}\.jpg$/),
    ]);
    expect(dataOf('cover.list', await want()).covers).toEqual([second]);
    expect(rig.database.all('audit').map(({ action, result }) => `${action} ${result}`)).toEqual([
      'cover.refresh ok',
      'cover.refresh ok',
    ]);
    expect(rig.database.all('covers')).toMatchObject([{ nextPath: '', oldFileId: '', untidySince: 0 }]);
  });

  test('costs one vendor call and thirteen operations', async () => {
    const started = await startCovers();
    await refresh(started);
    started.rig.clock.advance(MINUTE);
    started.rig.database.takeOperations();
    await refresh(started);
    expect(started.shots()).toHaveLength(2);
    expect(started.rig.database.takeOperations()).toEqual([
      ...['members.get', 'channels.get', 'covers.get', 'leases.get', 'covers.update', 'accounts.get', 'leases.update'],
      ...['limits.get', 'limits.update', 'covers.update', 'covers.update', 'covers.update', 'audit.add'],
    ]);
  });

  test('of the last minute serves whoever asks next', async () => {
    const started = await startCovers();
    const first = dataOf('cover.refresh', await refresh(started));
    started.rig.clock.advance(MINUTE - 1);
    expect(dataOf('cover.refresh', await refresh(started, PERSONAS.managerA))).toEqual(first);
    expect(started.shots()).toEqual(['a1']);
  });

  test('is taken once for two who ask at once: the other may look again', async () => {
    const started = await startCovers();
    const both = await Promise.all([refresh(started), refresh(started, PERSONAS.owner)]);
    expect(both.map(outcomeOf).sort()).toEqual(['ok', 'rate-limited']);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { retryAt: NOON + 4_000 } });
    expect(started.shots()).toEqual(['a1']);
    expect(started.rig.storage.files.size).toBe(1);
  });

  test('is not for guests to ask for: it may cost one of few', async () => {
    const { call, chain, shots } = await startCovers();
    const wish = { channelId: chain.channels.b1 };
    expect(outcomeOf(await call('cover.refresh', wish, PERSONAS.guest))).toBe('permission-denied');
    expect(shots()).toEqual([]);
  });

  test.each<[string, string, object]>([
    ['offline', 'device-offline', { reachability: 'offline' }],
    ['encrypted', 'device-encrypted', { condition: 'encrypted' }],
    ['masked', 'device-masked', { condition: 'masked' }],
    ['disabled', 'device-disabled', { condition: 'disabled' }],
    ['hidden', 'unsupported', { hidden: true }],
  ])('is not tried of a camera that is %s', async (_, code, change) => {
    const started = await startCovers();
    const { rig, chain, call, shots } = started;
    await rig.database.collection('channels').update({ _id: chain.channels.a1 }, change);
    const wish = { channelId: chain.channels.a1 };
    expect(outcomeOf(await call('cover.refresh', wish, PERSONAS.managerA))).toBe(code);
    expect(shots()).toEqual([]);
  });

  test('is unsupported where the vendor takes none', async () => {
    const started = await startCovers();
    delete started.driver.snapshots;
    expect(outcomeOf(await refresh(started))).toBe('unsupported');
  });

  test('is what the vendor has at hand, where it has one: that counts as no capture', async () => {
    const started = await startCovers();
    const { rig, driver, state, shots } = started;
    driver.readThumbnail = async ({ deviceId }) => {
      driver.asked.push(`thumbnail ${deviceId}`);
      return state.bytes;
    };
    expect(outcomeOf(await refresh(started))).toBe('ok');
    expect(driver.asked).toEqual(['thumbnail a1']);
    expect(shots()).toEqual([]);
    expect(rig.database.all('limits')).toEqual([]);
  });

  test.each<[string, string, Uint8Array]>([
    ['a page of HTML', 'vendor-protocol', Buffer.from('<html>')],
    ['nothing', 'vendor-protocol', new Uint8Array()],
    [
      'more than a megabyte',
      'vendor-protocol',
      Buffer.concat([Uint8Array.of(0xff, 0xd8, 0xff), Buffer.alloc(1_048_576)]),
    ],
  ])('that is %s is none: the one before stays', async (_, code, bytes) => {
    const started = await startCovers();
    await refresh(started);
    const [before] = started.rig.storage.files.keys();
    started.rig.clock.advance(MINUTE);
    started.state.bytes = bytes;
    expect(outcomeOf(await refresh(started))).toBe(code);
    expect([...started.rig.storage.files.keys()]).toEqual([before]);
    expect(started.rig.database.all('covers')).toMatchObject([{ fileId: before, takenAt: NOON, failures: 1 }]);
  });

  test('may be a PNG', async () => {
    const started = await startCovers();
    started.state.bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
    expect(outcomeOf(await refresh(started))).toBe('ok');
    expect([...started.rig.storage.files.keys()][0]).toMatch(/\.png$/);
  });

  test('is refused until tomorrow once the day’s captures are used up, and other accounts go on', async () => {
    const settings = { ...SETTINGS, capturesPerDay: 1 };
    const started = await startCovers(new MemoryDatabase(), settings);
    const { rig, chain, call, shots } = started;
    await refresh(started);
    const other = { channelId: chain.channels.a2 };
    const midnight = Date.UTC(2026, 0, 1, 16);
    expect(await call('cover.refresh', other)).toMatchObject({ error: { code: 'vendor-quota', retryAt: midnight } });
    rig.clock.advance(midnight - NOON - 1);
    expect(outcomeOf(await call('cover.refresh', other))).toBe('vendor-quota');
    rig.clock.advance(1);
    expect(outcomeOf(await call('cover.refresh', other))).toBe('ok');
    expect(shots()).toEqual(['a1', 'a2']);
  });

  test('is not asked of a vendor that wanted no more, for an hour where it names no time', async () => {
    const started = await startCovers();
    const { rig, driver, chain, call, shots } = started;
    driver.failure = new CallError('vendor-quota', 'too many pictures', { vendor: 'fake', vendorCode: '10028' });
    expect(outcomeOf(await refresh(started))).toBe('vendor-quota');
    driver.failure = null;
    const other = { channelId: chain.channels.a2 };
    expect(await call('cover.refresh', other)).toMatchObject({ error: { retryAt: NOON + 60 * MINUTE } });
    expect(shots()).toEqual(['a1']);
    rig.clock.advance(60 * MINUTE);
    expect(outcomeOf(await refresh(started))).toBe('ok');
  });

  test('leaves no address, key or serial in what the log says', async () => {
    const started = await startCovers();
    await refresh(started);
    started.driver.failure = new CallError('vendor-unavailable', 'https://pictures.test/secret');
    started.rig.clock.advance(MINUTE);
    await refresh(started);
    expect(started.rig.log.join()).not.toMatch(/https?:|cloud:|secret|pictures/);
  });
});

test('a cover goes with its camera: it is shown no more at once, and its file goes with the timer', async () => {
  const started = await startCovers();
  const { rig, chain, call, want, run, driver } = started;
  await call('cover.refresh', { channelId: chain.channels.a1 });
  driver.devices = { add: fail, find: fail, rename: fail, remove: () => Promise.resolve() };
  expect(outcomeOf(await call('camera.remove', { channelId: chain.channels.a1, name: '收银台' }))).toBe('ok');
  expect(shown(await want())).toEqual([]);
  rig.clock.advance(10 * MINUTE + 1);
  expect(await run()).toMatchObject({ removed: 1 });
  expect(rig.storage.files.size).toBe(0);
  expect(rig.database.all('covers')).toEqual([]);
});

test('covers go with their account', async () => {
  const { rig, chain, call, want, run } = await startCovers();
  await want(Object.values(chain.channels));
  await run();
  expect(rig.storage.files.size).toBe(3);
  expect(outcomeOf(await call('account.remove', { accountId: chain.accountId, name: '总部' }))).toBe('ok');
  rig.clock.advance(10 * MINUTE + 1);
  await run();
  expect([rig.storage.files.size, rig.database.all('covers')]).toEqual([0, []]);
});

test('a camera that went and came back shows nothing of before, and gets a cover anew', async () => {
  const { rig, chain, want, run, shots } = await startCovers();
  await want();
  await run();
  const [camera] = await rig.database.collection('channels').find({ where: { _id: chain.channels.a1 }, limit: 1 });
  await forgetCameras(rig.database, [chain.channels.a1], NOON);
  await rig.database.collection('channels').add([camera!]);
  expect(shown(await want())).toEqual([]);
  rig.clock.advance(10 * MINUTE + 1);
  await run();
  await want();
  await run();
  expect(shown(await want())).toEqual([chain.channels.a1]);
  expect(shots()).toHaveLength(2);
  expect(rig.storage.files.size).toBe(1);
});

const fail = (): never => {
  throw new Error('not asked for');
};
