import fc from 'fast-check';
import { CallError } from '../../../cloudfunctions/core/errors';
import type { Database } from '../../../cloudfunctions/core/database';
import { syncAccounts } from '../../../cloudfunctions/timer/handlers/sync-accounts';
import type { OfferDocument } from '../../../cloudfunctions/core/imports/documents';
import { makeCode } from '../../../cloudfunctions/core/tickets/code';
import { dataOf, makeListed, NOON, PERSONAS, SETTINGS, type Chain } from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { makeShare } from '../../support/make-share';
import { MemoryDatabase } from '../../support/memory-database';
import { ScheduledDatabase } from '../../support/scheduled-database';
import { startStores } from '../../support/store-rig';

const start = () => startStores(new MemoryDatabase());
const down = new CallError('vendor-unavailable', 'the vendor is down');

describe('renaming', () => {
  test('the vendor hears of it, and lists and searches follow', async () => {
    const { chain, asOwner, camera } = await start();
    await asOwner('camera.rename', { channelId: chain.channels.a1, name: ' 后门 ' });
    expect(chain.driver.asked).toEqual(['name 后门 a1']);
    expect(await camera(chain.channels.a1)).toMatchObject({ name: '后门', vendorName: '后门' });
    const { channels } = await asOwner('channel.list', { query: '后门' });
    expect(channels.map(({ id }) => id)).toEqual([chain.channels.a1]);
    expect((await asOwner('channel.list', { storeId: chain.stores.A })).channels.map(({ name }) => name)).toEqual([
      '后门',
      '大门',
    ]);
  });

  test.each([
    ['that takes no names', null],
    ['that does not take this one', new CallError('invalid-argument', 'too long for this vendor')],
  ])('at a vendor %s the name is ours, and the next listing leaves it', async (_, refusal) => {
    const { rig, chain, vendor, asOwner, camera } = await start();
    const channelId = chain.channels.a1;
    if (refusal) vendor.failure = refusal;
    else delete chain.driver.devices;
    await asOwner('camera.rename', { channelId, name: '后门' });
    expect(await camera(channelId)).toMatchObject({ name: '后门', vendorName: '收银台' });
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'camera.rename', kind: 'store', channelId, cameraName: '收银台', detail: '后门', result: 'ok' },
    ]);
  });

  test('a vendor that is down leaves the old name', async () => {
    const { rig, chain, vendor, outcome, camera } = await start();
    const rename = { channelId: chain.channels.a1, name: '后门' };
    vendor.failure = down;
    expect(await outcome(PERSONAS.managerA, 'camera.rename', rename)).toBe('vendor-unavailable');
    expect(await camera(chain.channels.a1)).toMatchObject({ name: '收银台' });
    expect(rig.database.all('audit')).toMatchObject([{ action: 'camera.rename', result: 'vendor-unavailable' }]);
  });

  test('an offer of another name has lost its ground', async () => {
    const { rig, chain, asOwner } = await start();
    const { accountId, channels } = chain;
    const offer: OfferDocument = {
      ...{ _id: channels.a1, accountId, kind: 'renamed', name: '收银台', newName: '收银台 2', group: null },
      ...{ label: 'a1', reachability: 'online', told: null, sort: 'a1', listedAt: NOON },
    };
    await rig.database.collection('offers').add([offer]);
    await asOwner('camera.rename', { channelId: chain.channels.a1, name: '后门' });
    expect(rig.database.all('offers')).toEqual([]);
  });

  test('named and moved at once, it has its name and hangs where it was moved', async () => {
    const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const { chain, outcome } = await startStores(database);
      const channelId = chain.channels.a1;
      database.orderBy(scheduler);
      const naming = outcome(PERSONAS.owner, 'camera.rename', { channelId, name: '后门' });
      const moving = outcome(PERSONAS.owner, 'camera.move', { channelId, storeId: chain.stores.B });
      expect(await scheduler.waitFor(Promise.all([naming, moving]))).toEqual(['ok', 'ok']);
      const camera = await database.memory.collection('channels').get(channelId);
      expect(camera).toMatchObject({ name: '后门', storeId: chain.stores.B, storeName: '北京王府井店' });
      expect(camera?.search).toBe('后门\n北京王府井店');
      expect(camera?.sort).toMatch(new RegExp(`^000001 ${chain.stores.B} 后门 `));
    });
    await fc.assert(check, { numRuns: 50 });
  });
});

describe('moving', () => {
  test('it hangs in the other store, where others see it now, and its code still leads to it', async () => {
    const { rig, chain, asOwner, outcome } = await start();
    const [channelId, code] = [chain.channels.b1, makeCode('camera')];
    await rig.database.collection('codes').add([{ _id: channelId, code }]);
    expect(await outcome(PERSONAS.staffA, 'entry.look', { code })).toBe('not-found');
    await asOwner('camera.move', { channelId, storeId: chain.stores.A });
    const { channels } = await asOwner('channel.list', { storeId: chain.stores.A });
    expect(channels.map(({ name, storeName }) => [name, storeName])).toContainEqual(['收银台', '上海南京路店']);
    expect(await outcome(PERSONAS.staffA, 'entry.look', { code })).toBe('ok');
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'camera.move', channelId, storeId: chain.stores.B, storeName: '北京王府井店' },
      { action: 'camera.move', channelId, storeId: chain.stores.A, storeName: '上海南京路店' },
    ]);
  });

  test('its shares end, and no other', async () => {
    const { rig, chain, asOwner, outcome } = await start();
    const { a1, b1 } = chain.channels;
    await rig.database.collection('shares').add([makeShare({ _id: 'other', channelIds: [a1], code: 's-other' })]);
    const watch = { channelId: b1, quality: 'sub' } as const;
    expect(await outcome(PERSONAS.guest, 'live.open', watch)).toBe('ok');
    await asOwner('camera.move', { channelId: b1, storeId: chain.stores.A });
    expect(await outcome(PERSONAS.guest, 'live.open', watch)).toBe('permission-denied');
    const revoked = rig.database.all('shares').map(({ _id, until, revokedAt }) => [_id === 'other', until, revokedAt]);
    expect(revoked).toContainEqual([false, NOON + 3_600_000, NOON]);
    expect(revoked).toContainEqual([true, NOON + 3_600_000, 0]);
  });

  test('to where it is, nothing happens', async () => {
    const { rig, chain, asOwner } = await start();
    await asOwner('camera.move', { channelId: chain.channels.b1, storeId: chain.stores.B });
    expect(rig.database.writes).toEqual([]);
  });

  test('cut off at any operation and asked for again, it has moved and no share of it is left', async () => {
    let wasCut = true;
    for (let operations = 1; wasCut; operations += 1) {
      const { chain, database, outcome, camera } = await startStores(new CutDatabase());
      const move = { channelId: chain.channels.b1, storeId: chain.stores.A };
      database.cutAfter(operations);
      const first = await outcome(PERSONAS.owner, 'camera.move', move);
      wasCut = database.mend();
      if (wasCut) expect([first, await outcome(PERSONAS.owner, 'camera.move', move)]).toEqual(['internal', 'ok']);
      expect(await camera(move.channelId)).toMatchObject({ storeId: chain.stores.A, storeName: '上海南京路店' });
      const alive = database.memory.all('shares').filter(({ until, revokedAt }) => until > NOON && revokedAt === 0);
      expect(alive).toEqual([]);
    }
  });
});

describe('hiding', () => {
  test('takes it away from all who do not manage it, as if it were not there, until it is shown again', async () => {
    const { chain, asOwner, outcome } = await start();
    const watch = { channelId: chain.channels.a1, quality: 'sub' } as const;
    await asOwner('camera.hide', { channelId: watch.channelId, hidden: true });
    expect(await outcome(PERSONAS.staffA, 'live.open', watch)).toBe('not-found');
    expect(await outcome(PERSONAS.staffA, 'channel.status', { ids: [watch.channelId] })).toBe('not-found');
    expect(await outcome(PERSONAS.managerA, 'live.open', watch)).toBe('ok');
    await asOwner('camera.hide', { channelId: watch.channelId, hidden: false });
    expect(await outcome(PERSONAS.staffA, 'live.open', watch)).toBe('ok');
  });

  test('leaves its shares with nothing to show, and lets nobody make another', async () => {
    const { rig, chain, asOwner, outcome } = await start();
    const { a1, a2 } = chain.channels;
    const wish = { view: { kind: 'live' }, until: NOON + 3_600_000, most: null, watermark: false } as const;
    const make = { ...wish, channelIds: [a1, a2], requestKey: 'request-1' } as const;
    const { code } = await asOwner('share.make', make);
    const open = { code, notice: SETTINGS.notice.version };
    await asOwner('camera.hide', { channelId: a1, hidden: true });
    const again = { ...make, requestKey: 'request-2' };
    expect(await outcome(PERSONAS.managerA, 'share.make', again)).toBe('conflict');
    const { call } = rig.startInstance();
    const shown = dataOf('share.open', await call(PERSONAS.stranger, 'share.open', open));
    expect(shown.channelIds).toEqual([a2]);
    await asOwner('camera.hide', { channelId: a2, hidden: true });
    expect(await outcome('openid-late', 'share.open', open)).toBe('revoked');
  });

  test('tells the audit which way', async () => {
    const { rig, chain, asOwner } = await start();
    for (const hidden of [true, false]) await asOwner('camera.hide', { channelId: chain.channels.a1, hidden });
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'camera.hide', detail: 'hidden' },
      { action: 'camera.hide', detail: 'shown' },
    ]);
  });
});

/** Everything that may hang on a camera. */
async function hangOn(database: Database, { chain, channelId }: { chain: Chain; channelId: string }) {
  const [accountId, storeId] = [chain.accountId, chain.stores.B];
  await database.collection('codes').add([{ _id: channelId, code: makeCode('camera') }]);
  await database.collection('presets').add([{ _id: `${channelId}/1`, channelId, presetId: '1', name: '门' }]);
  await database.collection('placements').add([{ _id: channelId, accountId, storeId, notedAt: 0 }]);
  const seen = { person: PERSONAS.guest, kind: 'live', since: NOON, seenAt: NOON } as const;
  await database.collection('watchings').add([{ _id: 'watching', channelId, storeId, ...seen }]);
}

describe('removing', () => {
  const removal = (channelId: string, name = '收银台') => ({ channelId, name });

  test('takes it out of its account and from here, with all that hangs on it', async () => {
    const { rig, chain, asOwner, outcome } = await start();
    const [channelId, storeId] = [chain.channels.b1, chain.stores.B];
    await hangOn(rig.database, { chain, channelId });
    await asOwner('camera.remove', removal(channelId, ' 收银台 '));
    expect(chain.driver.asked).toEqual(['remove b1']);
    for (const name of ['codes', 'presets', 'placements', 'watchings', 'offers'] as const) {
      expect([name, rig.database.all(name)]).toEqual([name, []]);
    }
    expect(rig.database.all('channels').map(({ _id }) => _id)).not.toContain(channelId);
    expect(await outcome(PERSONAS.guest, 'live.open', { channelId, quality: 'sub' })).toBe('permission-denied');
    expect(await outcome(PERSONAS.owner, 'live.open', { channelId, quality: 'sub' })).toBe('not-found');
    expect(rig.database.all('audit')).toMatchObject([
      { action: 'camera.remove', kind: 'store', channelId, storeId, cameraName: '收银台', result: 'ok' },
    ]);
  });

  test('with another name typed, nothing happens', async () => {
    const { rig, chain, outcome } = await start();
    for (const name of ['收银', '大门', '']) {
      expect(await outcome(PERSONAS.owner, 'camera.remove', removal(chain.channels.b1, name))).toBe('conflict');
    }
    expect([chain.driver.asked, rig.database.writes]).toEqual([[], []]);
  });

  test('at a vendor that takes none out it is refused, and stays', async () => {
    const { rig, chain, outcome, camera } = await start();
    delete chain.driver.devices;
    expect(await outcome(PERSONAS.owner, 'camera.remove', removal(chain.channels.b1))).toBe('unsupported');
    expect(await camera(chain.channels.b1)).not.toBeNull();
    expect(rig.database.all('shares').map(({ revokedAt }) => revokedAt)).toEqual([0, 0]);
  });

  test('while the vendor is down nothing is lost, and it can be asked for again', async () => {
    const { chain, vendor, outcome, camera } = await start();
    vendor.failure = down;
    expect(await outcome(PERSONAS.owner, 'camera.remove', removal(chain.channels.b1))).toBe('vendor-unavailable');
    expect(await outcome(PERSONAS.guest, 'live.open', { channelId: chain.channels.b1, quality: 'sub' })).toBe('ok');
    vendor.failure = null;
    expect(await outcome(PERSONAS.owner, 'camera.remove', removal(chain.channels.b1))).toBe('ok');
    expect(await camera(chain.channels.b1)).toBeNull();
  });

  test('one that the vendor does not know any more goes from here', async () => {
    const { chain, vendor, outcome, camera } = await start();
    vendor.gone.add('b1');
    expect(await outcome(PERSONAS.owner, 'camera.remove', removal(chain.channels.b1))).toBe('ok');
    expect(await camera(chain.channels.b1)).toBeNull();
  });

  test('cut off at any operation and asked for again, nothing of it is left', async () => {
    let wasCut = true;
    for (let operations = 1; wasCut; operations += 1) {
      const { chain, database, outcome } = await startStores(new CutDatabase());
      const channelId = chain.channels.b1;
      await hangOn(database, { chain, channelId });
      const before = database.memory.all('channels').length;
      database.cutAfter(operations);
      const first = await outcome(PERSONAS.owner, 'camera.remove', removal(channelId));
      wasCut = database.mend();
      // Only the line of the audit may have been lost: then it is gone, and nobody finds it any more.
      const isGone = (await database.collection('channels').get(channelId)) === null;
      if (wasCut) expect(first).toBe('internal');
      if (wasCut && !isGone) expect(await outcome(PERSONAS.owner, 'camera.remove', removal(channelId))).toBe('ok');
      for (const name of ['codes', 'presets', 'placements', 'watchings'] as const) {
        expect([name, database.memory.all(name)]).toEqual([name, []]);
      }
      expect(database.memory.all('channels')).toHaveLength(before - 1);
    }
  });
});

test('a camera’s new name, place and hiding outlive the next listing', async () => {
  const { rig, chain, asOwner, camera } = await start();
  const channelId = chain.channels.a1;
  delete chain.driver.devices;
  await asOwner('camera.rename', { channelId, name: '后门' });
  await asOwner('camera.move', { channelId, storeId: chain.stores.B });
  await asOwner('camera.hide', { channelId, hidden: true });
  const names = { a1: '收银台', a2: '大门', b1: '收银台' };
  chain.driver.listed = Object.entries(names).map(([id, name]) => makeListed(id, { name, reachability: 'offline' }));
  rig.clock.advance(60_000);
  await syncAccounts(rig.startInstance().services, NOON + 3_600_000);
  expect(await camera(channelId)).toMatchObject({
    ...{ name: '后门', storeId: chain.stores.B, storeName: '北京王府井店', hidden: true, reachability: 'offline' },
  });
});
