import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { offerVideos } from '../../support/fake-past';

const DAY = 86_400_000;
const WEEK = { from: NOON - 7 * DAY, to: NOON };

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  offerVideos(chain.driver);
  const instance = rig.startInstance();
  const call = async (action: string, data: object, person: string = PERSONAS.managerA) =>
    instance.call(person, action, { channelId: chain.channels.a1, ...data });
  return { rig, chain, call };
}

test('a page of the recordings is one vendor call', async () => {
  const { rig, chain, call } = await start();
  const page = { ...WEEK, name: ' 开店 ', page: 2 };
  expect(await call('video.list', page)).toEqual({ ok: true, data: { videos: [], pages: 1 } });
  rig.database.takeOperations();
  await call('video.list', page);
  expect(chain.driver.asked).toEqual(['videos a1 2', 'videos a1 2']);
  expect(rig.database.takeOperations()).toEqual(['members.get']);
});

test('naming a recording anew and removing recordings are on record, with which', async () => {
  const { rig, chain, call } = await start();
  expect(await call('video.rename', { id: 'v1', name: '开店' })).toEqual({ ok: true, data: null });
  expect(await call('video.remove', { ids: ['v1', 'v2', 'v1'] })).toEqual({ ok: true, data: null });
  expect(chain.driver.asked).toEqual(['rename v1 开店', 'remove v1 v2']);
  expect(rig.database.all('audit')).toMatchObject([
    { action: 'video.rename', videos: ['v1'], person: PERSONAS.managerA, result: 'ok' },
    { action: 'video.remove', videos: ['v1', 'v2'], storeId: chain.stores.A, result: 'ok' },
  ]);
});

test('a removal that the vendor refuses is on record, too', async () => {
  const { rig, chain, call } = await start();
  chain.driver.failure = new CallError('vendor-unavailable', 'down');
  expect(outcomeOf(await call('video.remove', { ids: ['v1'] }))).toBe('vendor-unavailable');
  expect(rig.database.all('audit')).toMatchObject([{ action: 'video.remove', result: 'vendor-unavailable' }]);
});

test.each<[string, object]>([
  ['video.list', { ...WEEK, page: 1 }],
  ['video.rename', { id: 'v1', name: '开店' }],
  ['video.remove', { ids: ['v1'] }],
])('%s is unsupported where the vendor keeps none, and leaves no record', async (action, data) => {
  const { rig, chain, call } = await start();
  delete chain.driver.videos;
  expect(outcomeOf(await call(action, data))).toBe('unsupported');
  expect(rig.database.writes).toEqual([]);
});

test.each<[string, string, object]>([
  ['page 0', 'video.list', { ...WEEK, page: 0 }],
  ['half a page', 'video.list', { ...WEEK, page: 1.5 }],
  ['an end before the beginning', 'video.list', { from: NOON, to: NOON - 1, page: 1 }],
  ['more than a year', 'video.list', { from: NOON - 367 * DAY, to: NOON, page: 1 }],
  ['the future', 'video.list', { from: NOON + DAY, to: NOON + 2 * DAY, page: 1 }],
  ['a name of blanks', 'video.list', { ...WEEK, page: 1, name: '  ' }],
  ['a name of two lines', 'video.rename', { id: 'v1', name: 'a\nb' }],
  ['a name of 41 characters', 'video.rename', { id: 'v1', name: 'x'.repeat(41) }],
  ['no ids', 'video.remove', { ids: [] }],
  ['21 ids', 'video.remove', { ids: Array.from({ length: 21 }, (_, index) => `v${index}`) }],
])('%s is refused without a vendor call', async (_, action, data) => {
  const { chain, call } = await start();
  expect(outcomeOf(await call(action, data))).toBe('invalid-argument');
  expect(chain.driver.asked).toEqual([]);
});
