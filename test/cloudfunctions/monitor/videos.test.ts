import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { offerVideos } from '../../support/fake-past';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The first day that a list without days covers, in the store's zone: a year and a day back. */
const YEAR_AGO = Date.UTC(2024, 11, 31, 16);

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
  const page = { name: ' 开店 ', page: 2 };
  const offsets = [{ from: YEAR_AGO, minutes: 480 }];
  expect(await call('video.list', page)).toEqual({ ok: true, data: { videos: [], pages: 1, offsets } });
  rig.database.takeOperations();
  await call('video.list', page);
  expect(chain.driver.asked).toEqual(['videos a1 2', 'videos a1 2']);
  expect(rig.database.takeOperations()).toEqual(['members.get']);
});

test.each([
  ['whole days of the store', { first: '2025-12-30', last: '2025-12-31' }, Date.UTC(2025, 11, 29, 16), 2 * DAY],
  ['today as far as it has come', { first: '2026-01-01', last: '2026-01-03' }, Date.UTC(2025, 11, 31, 16), 20 * HOUR],
  ['a year and a day', undefined, YEAR_AGO, 365 * DAY + 20 * HOUR],
])('the vendor is asked for %s', async (_, days, from, ms) => {
  const { chain, call } = await start();
  const asked: object[] = [];
  chain.driver.videos!.list = async (_address, query) => {
    asked.push(query);
    return { videos: [], pages: 1 };
  };
  expect(await call('video.list', { ...(days && { days }), page: 1 })).toMatchObject({
    data: { offsets: [{ from, minutes: 480 }] },
  });
  expect(asked).toEqual([{ from, to: from + ms, page: 1 }]);
});

test('naming a recording anew and removing recordings are on record, with which', async () => {
  const { rig, chain, call } = await start();
  expect(await call('video.rename', { id: 'v1', name: '开店' })).toEqual({ ok: true, data: null });
  expect(await call('video.remove', { ids: ['v1', 'v2', 'v1'] })).toEqual({ ok: true, data: null });
  expect(chain.driver.asked).toEqual(['rename v1 开店', 'remove v1 v2']);
  expect(rig.database.all('audit')).toMatchObject([
    { action: 'video.rename', vendorIds: ['v1'], person: PERSONAS.managerA, result: 'ok' },
    { action: 'video.remove', vendorIds: ['v1', 'v2'], storeId: chain.stores.A, result: 'ok' },
  ]);
});

test('a removal that the vendor refuses is on record, too', async () => {
  const { rig, chain, call } = await start();
  chain.driver.failure = new CallError('vendor-unavailable', 'down');
  expect(outcomeOf(await call('video.remove', { ids: ['v1'] }))).toBe('vendor-unavailable');
  expect(rig.database.all('audit')).toMatchObject([{ action: 'video.remove', result: 'vendor-unavailable' }]);
});

test.each<[string, object]>([
  ['video.list', { page: 1 }],
  ['video.rename', { id: 'v1', name: '开店' }],
  ['video.remove', { ids: ['v1'] }],
])('%s is unsupported where the vendor keeps none, and leaves no record', async (action, data) => {
  const { rig, chain, call } = await start();
  delete chain.driver.videos;
  expect(outcomeOf(await call(action, data))).toBe('unsupported');
  expect(rig.database.writes).toEqual([]);
});

test.each<[string, string, object]>([
  ['page 0', 'video.list', { page: 0 }],
  ['half a page', 'video.list', { page: 1.5 }],
  ['an end before the beginning', 'video.list', { days: { first: '2025-12-02', last: '2025-12-01' }, page: 1 }],
  ['more than a year', 'video.list', { days: { first: '2024-01-01', last: '2025-01-01' }, page: 1 }],
  ['the future', 'video.list', { days: { first: '2026-01-03', last: '2026-01-04' }, page: 1 }],
  ['a day of no calendar', 'video.list', { days: { first: '2025-02-29', last: '2025-03-01' }, page: 1 }],
  ['a name of blanks', 'video.list', { page: 1, name: '  ' }],
  ['a name of two lines', 'video.rename', { id: 'v1', name: 'a\nb' }],
  ['a name of 41 characters', 'video.rename', { id: 'v1', name: 'x'.repeat(41) }],
  ['no ids', 'video.remove', { ids: [] }],
  ['21 ids', 'video.remove', { ids: Array.from({ length: 21 }, (_, index) => `v${index}`) }],
])('%s is refused without a vendor call', async (_, action, data) => {
  const { chain, call } = await start();
  expect(outcomeOf(await call(action, data))).toBe('invalid-argument');
  expect(chain.driver.asked).toEqual([]);
});
