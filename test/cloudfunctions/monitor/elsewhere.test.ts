import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, dataOf, ELSEWHERE, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  chain.driver.allowElsewhere();
  const instance = rig.startInstance();
  const ask = async (person: string = PERSONAS.staffA, more: object = {}) =>
    instance.call(person, 'live.elsewhere', { channelId: chain.channels.a1, ...more });
  return { rig, chain, instance, ask };
}

test('the way names the vendor’s app and page, for the one camera, and is on record', async () => {
  const { rig, chain, ask } = await start();
  expect(dataOf('live.elsewhere', await ask())).toEqual(ELSEWHERE);
  expect(chain.driver.asked).toEqual(['elsewhere a1']);
  expect(rig.database.all('audit')).toMatchObject([
    {
      at: NOON,
      person: PERSONAS.staffA,
      action: 'live.elsewhere',
      channelId: chain.channels.a1,
      storeId: chain.stores.A,
      result: 'ok',
      requestId: 'request-1',
    },
  ]);
});

test('a warm way takes two operations', async () => {
  const { rig, ask } = await start();
  await ask();
  rig.database.takeOperations();
  await ask();
  expect(rig.database.takeOperations()).toEqual(['members.get', 'audit.add']);
});

test('its token lies in no collection and no log', async () => {
  const { rig, ask } = await start();
  await ask();
  const kept = JSON.stringify((['audit', 'tokens', 'channels'] as const).map((name) => rig.database.all(name)));
  for (const place of [kept, rig.log.join()]) expect(place).not.toContain('viewer-secret');
});

test('an account without a sub-account is unsupported, whatever the phone believes', async () => {
  const { rig, chain, ask } = await start();
  delete chain.driver.vendorApp;
  await rig.database.collection('channels').update({}, { elsewhere: true });
  expect(outcomeOf(await ask())).toBe('unsupported');
  expect(rig.database.all('audit')).toMatchObject([{ action: 'live.elsewhere', result: 'unsupported' }]);
});

test('a vendor’s refusal is told as it is and recorded', async () => {
  const { rig, chain, ask } = await start();
  chain.driver.failure = new CallError('vendor-quota', 'too many sub-accounts');
  expect(outcomeOf(await ask())).toBe('vendor-quota');
  expect(rig.database.all('audit')).toMatchObject([{ action: 'live.elsewhere', result: 'vendor-quota' }]);
});

test('nobody gets a way that could not be recorded', async () => {
  const { rig, ask } = await start();
  rig.database.failing = 'audit.add';
  expect(outcomeOf(await ask())).toBe('internal');
});

test('a way cannot be closed like a watching', async () => {
  const { rig, instance, ask } = await start();
  await ask();
  const [entry] = rig.database.all('audit');
  expect(outcomeOf(await instance.call(PERSONAS.staffA, 'live.close', { openId: entry!._id }))).toBe('not-found');
});

test('the list offers it where there is one, at no further operation', async () => {
  const { rig, chain, instance } = await start();
  const list = async () => dataOf('channel.list', await instance.call(PERSONAS.owner, 'channel.list'));
  await list();
  rig.database.takeOperations();
  await rig.database.collection('channels').update({ _id: chain.channels.a1 }, { elsewhere: true });
  const { channels } = await list();
  expect(channels.filter(({ elsewhere }) => elsewhere).map(({ id }) => id)).toEqual([chain.channels.a1]);
  expect(rig.database.takeOperations()).toEqual(['channels.update', 'members.get', 'channels.find']);
  expect(chain.driver.asked).toEqual([]);
});

const PAST = { place: 'device', from: NOON - 60_000, to: NOON } as const;

test.each([
  { sees: 'a camera as it is now', past: null },
  { sees: 'a stretch of its past', past: PAST },
])('a guest who sees $sees is not led there: the way in would outlast the share', async ({ past }) => {
  const { rig, chain, instance } = await start();
  await rig.database.collection('channels').update({}, { elsewhere: true });
  const channelIds = [chain.channels.a1];
  const share = { by: PERSONAS.owner, channelIds, storeIds: [chain.stores.A], until: NOON + 1, guests: ['visitor'] };
  const shareId = await rig.setup.createShare(share);
  await rig.database.collection('shares').update({ _id: shareId }, { past });
  const grants = [{ role: 'guest', shareId }] as const;
  await rig.setup.createMember({ openid: 'visitor', name: '访客', grants });
  const { channels } = dataOf('channel.list', await instance.call('visitor', 'channel.list'));
  expect(channels.map(({ elsewhere }) => elsewhere)).toEqual([false]);
  const input = { channelId: chain.channels.a1 };
  expect(outcomeOf(await instance.call('visitor', 'live.elsewhere', input))).toBe('permission-denied');
});
