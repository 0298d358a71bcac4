import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const input = { channelId: chain.channels.a1, quality: 'sub' };
  const open = async (person: string = PERSONAS.staffA, more: object = {}) =>
    instance.call(person, 'live.open', { ...input, ...more });
  return { rig, chain, instance, open };
}

test('a warm open is one vendor call and two operations', async () => {
  const { rig, chain, open } = await start();
  await open();
  rig.database.takeOperations();
  chain.driver.asked.length = 0;

  await open();

  expect(chain.driver.asked).toEqual(['live a1 sub']);
  expect(rig.database.takeOperations()).toEqual(['members.get', 'audit.add']);
});

test('the vendor’s addresses reach the phone byte for byte, and what it cannot play reaches the vendor', async () => {
  const { chain, open } = await start();
  const { sources } = dataOf('live.open', await open(PERSONAS.staffA, { avoid: ['flv'] }));
  expect(sources).toEqual(chain.driver.sources);
  expect(chain.driver.lastAvoid).toEqual(['flv']);
});

test('a camera with one stream is shown by that one, whichever was asked for', async () => {
  const { rig, chain, open } = await start();
  await rig.database.collection('channels').update({ _id: chain.channels.a1 }, { qualities: ['main'] });
  await open(PERSONAS.staffA, { quality: 'sub' });
  expect(chain.driver.asked).toEqual(['live a1 main']);
});

test('every open is on record, with who, what, where and when', async () => {
  const { rig, chain, open } = await start();
  const { openId } = dataOf('live.open', await open());
  expect(rig.database.all('audit')).toEqual([
    {
      _id: openId,
      at: NOON,
      kind: 'live',
      cameraName: '收银台',
      storeName: '上海南京路店',
      person: PERSONAS.staffA,
      action: 'live.open',
      channelId: chain.channels.a1,
      storeId: chain.stores.A,
      result: 'ok',
      requestId: 'request-1',
    },
  ]);
});

test('nobody watches what could not be recorded', async () => {
  const { rig, open } = await start();
  rig.database.failing = 'audit.add';
  const reply = await open();
  expect(reply).toEqual({ ok: false, error: { code: 'internal', message: 'internal error', requestId: 'request-1' } });
});

test('a vendor’s refusal is told as it is and recorded', async () => {
  const { rig, chain, open } = await start();
  chain.driver.failure = new CallError('device-encrypted', 'the picture is encrypted', { vendorCode: '60019' });

  expect(outcomeOf(await open())).toBe('device-encrypted');

  expect(rig.database.all('audit')).toMatchObject([{ action: 'live.open', result: 'device-encrypted' }]);
  expect(rig.log.at(-1)).toContain('"vendorCode":"60019"');
});

test('the vendor’s reason is told even when it cannot be recorded', async () => {
  const { rig, chain, open } = await start();
  chain.driver.failure = new CallError('device-offline', 'offline');
  rig.database.failing = 'audit.add';
  expect(outcomeOf(await open())).toBe('device-offline');
});

test('a fault of ours leaves without words of its own', async () => {
  const { rig, chain, open } = await start();
  chain.driver.failure = new TypeError('cannot read rtmp://media.test/live?token=secret');
  const reply = await open();
  expect(reply).toMatchObject({ error: { code: 'internal', message: 'internal error' } });
  expect(rig.log.join()).not.toContain('secret');
  expect(rig.log.at(-1)).toContain('"fault":"TypeError"');
});

test('new credentials are in use within a minute, with a driver of their own', async () => {
  const { rig, chain, open } = await start();
  await open();
  await rig.setup.replaceCredentials(chain.accountId, { appSecret: 'newer' });
  await open();
  expect(rig.opened).toHaveLength(1);
  rig.clock.advance(60_001);
  await open();
  expect(rig.opened).toHaveLength(2);
});

test('who works by the hour is given addresses that need to live no longer than the hours', async () => {
  const { rig, chain, open } = await start();
  await open();
  expect(chain.driver.lastUntil).toBeUndefined();
  const hours = { from: 8 * 60, to: 21 * 60, zone: 'Asia/Shanghai' };
  const grants = [{ role: 'staff', storeId: chain.stores.A, hours }] as const;
  await rig.database.collection('members').update({ _id: PERSONAS.staffA }, { grants });
  expect(outcomeOf(await open())).toBe('ok');
  expect(chain.driver.lastUntil).toBe(NOON + 3_600_000); // 21:00 in Shanghai
});

test('a member removed just now opens nothing more', async () => {
  const { rig, chain, open } = await start();
  await open();
  await rig.database.collection('members').remove({ _id: PERSONAS.staffA });
  chain.driver.asked.length = 0;
  expect(outcomeOf(await open())).toBe('permission-denied');
  expect(chain.driver.asked).toEqual([]);
});

test('closing adds how long it was watched; closing again adds nothing', async () => {
  const { rig, instance, open } = await start();
  const { openId } = dataOf('live.open', await open());
  rig.clock.advance(90_000);
  const close = async () => instance.call(PERSONAS.staffA, 'live.close', { openId });

  expect(await close()).toEqual({ ok: true, data: null });
  rig.clock.advance(60_000);
  expect(await close()).toEqual({ ok: true, data: null });

  const closings = rig.database.all('audit').filter(({ action }) => action === 'live.close');
  expect(closings).toMatchObject([{ person: PERSONAS.staffA, durationMs: 90_000, at: NOON + 90_000 }]);
});

test('what was never opened, failed to open, or is itself a closing cannot be closed', async () => {
  const { rig, chain, instance, open } = await start();
  const { openId } = dataOf('live.open', await open());
  await instance.call(PERSONAS.staffA, 'live.close', { openId });
  chain.driver.failure = new CallError('device-offline', 'offline');
  await open();
  const failed = rig.database.all('audit').find(({ result }) => result === 'device-offline');
  for (const id of ['unheard-of', `${openId}.close`, failed!._id]) {
    expect(outcomeOf(await instance.call(PERSONAS.staffA, 'live.close', { openId: id }))).toBe('not-found');
  }
});

test('phones that come back together share one vendor call a camera, whichever instances serve them', async () => {
  const { rig, chain } = await start();
  const instances = Array.from({ length: 8 }, () => rig.startInstance());
  const comeBack = (index: number) =>
    instances[index % instances.length]!.call(PERSONAS.staffA, 'live.open', {
      channelId: chain.channels.a1,
      quality: 'sub',
      resume: true,
    });

  const replies = await Promise.all(Array.from({ length: 32 }, (_, index) => comeBack(index)));

  expect(replies.map(outcomeOf)).toEqual(replies.map(() => 'ok'));
  expect(chain.driver.asked).toEqual(['live a1 sub']);
  expect(rig.database.all('audit')).toHaveLength(32);
});

test('an address shared long ago serves nobody: its channel may have closed', async () => {
  const { rig, chain, open } = await start();
  await open(PERSONAS.staffA, { resume: true });
  rig.clock.advance(20_000);
  await open(PERSONAS.staffA, { resume: true });
  expect(chain.driver.asked).toHaveLength(2);
});

test('a phone whose address failed gets one of its own, not the shared one', async () => {
  const { chain, open } = await start();
  await open(PERSONAS.staffA, { resume: true });
  await open(PERSONAS.staffA);
  expect(chain.driver.asked).toHaveLength(2);
});

test('shared addresses lie sealed in the database', async () => {
  const { rig, open } = await start();
  await open(PERSONAS.staffA, { resume: true });
  const kept = JSON.stringify(rig.database.all('tokens'));
  expect(kept).not.toContain('media.test');
  expect(kept).not.toContain('secret');
});
