import { CamerasStore } from '../../../miniprogram/stores/cameras-store';
import type { ListingQuery } from '../../../miniprogram/stores/listing';
import { FakeCloud, makeChain, makeChannel, makeStatus } from '../support/cloud';
import { FakeClock, makeStorage, NOON, settled } from '../support/phone';

function make(cloud: FakeCloud, storage = makeStorage()) {
  return new CamerasStore({ call: cloud.call, clock: new FakeClock(), storage });
}

const store = (storeId: string, filter: 'all' | 'online' | 'offline' = 'all'): ListingQuery => ({
  kind: 'store',
  storeId,
  filter,
});

test('one page fills the small stores and begins the large one', async () => {
  const cameras = make(new FakeCloud(makeChain([40, 50, 200])));

  await cameras.refresh();

  expect(cameras.state).toEqual({ kind: 'ready' });
  expect(cameras.listing(store('s0'))?.complete).toBe(true);
  expect(cameras.listing(store('s1'))?.ids).toHaveLength(50);
  expect(cameras.listing(store('s2'))).toMatchObject({ complete: false });
  expect(cameras.lacks(store('s0'), 40)).toBe(false);
  expect(cameras.lacks(store('s2'), 10)).toBe(false);
  expect(cameras.lacks(store('s2'), 11)).toBe(true);
});

test('a large store is read page by page until it is whole, each camera once', async () => {
  const cloud = new FakeCloud(makeChain([250]));
  const cameras = make(cloud);
  await cameras.refresh();

  for (let page = 0; page < 3; page += 1) {
    cameras.want([store('s0')]);
    await settled();
  }

  const ids = cameras.listing(store('s0'))?.ids ?? [];
  expect(cameras.listing(store('s0'))?.complete).toBe(true);
  expect(new Set(ids).size).toBe(250);
  expect(ids).toHaveLength(250);
});

test('at most three lists are fetched at a time, and a new wish replaces what has not begun', async () => {
  const cloud = new FakeCloud(makeChain([10, 10, 10, 10, 10, 10]));
  const cameras = make(cloud);
  await cameras.refresh();
  cloud.held = true;
  const before = cloud.inputs('channel.list').length;

  cameras.want(['s0', 's1', 's2', 's3'].map((id) => store(id, 'online')));
  cameras.want([store('s5', 'online')]);
  const begun = cloud.inputs('channel.list').slice(before);
  cloud.release();
  await settled();

  expect(begun.map(({ storeId }) => storeId)).toEqual(['s0', 's1', 's2']);
  expect(cloud.inputs('channel.list').at(-1)?.storeId).toBe('s5');
  expect(cameras.listing(store('s3', 'online'))).toBeUndefined();
});

test('a page that was asked for before a refresh does not mix with what came after it', async () => {
  const cloud = new FakeCloud(makeChain([150]));
  const cameras = make(cloud);
  await cameras.refresh();
  cloud.held = true;
  cameras.want([store('s0')]);
  const refreshed = cameras.refresh();
  cloud.channels = makeChain([3]);
  cloud.release();
  await refreshed;
  await settled();

  expect(cameras.listing(store('s0'))?.ids).toHaveLength(3);
});

test('of two refreshes the earlier answer is dropped', async () => {
  const cloud = new FakeCloud(makeChain([3]));
  const cameras = make(cloud);
  cloud.held = true;
  const slow = cameras.refresh();
  const later = cameras.refresh();
  cloud.release();
  await Promise.all([slow, later]);

  expect(cameras.state).toEqual({ kind: 'ready' });
  expect(cameras.stores).toHaveLength(1);
});

test('a part that failed waits for a retry and is not asked for again and again', async () => {
  const cloud = new FakeCloud(makeChain([10, 10]));
  const cameras = make(cloud);
  await cameras.refresh();
  cloud.failure = 'vendor-unavailable';
  cameras.want([store('s0', 'online')]);
  await settled();
  const asked = cloud.made.length;

  cameras.want([store('s0', 'online'), store('s1', 'online')]);
  await settled();
  expect(cloud.made).toHaveLength(asked);
  expect(cameras.partFailure?.code).toBe('vendor-unavailable');

  cloud.failure = null;
  cameras.retryParts();
  await settled();
  expect(cameras.partFailure).toBeNull();
  expect(cameras.listing(store('s0', 'online'))?.complete).toBe(true);
});

test('without a network the last list is there with its age, and nobody’s state is claimed', async () => {
  const storage = makeStorage();
  await make(new FakeCloud(makeChain([4, 3])), storage).refresh();
  const cloud = new FakeCloud([]);
  cloud.failure = 'no-network';
  const cameras = make(cloud, storage);

  await cameras.refresh();

  expect(cameras.state.kind).toBe('failed');
  expect(cameras.asOf).toBe(NOON);
  expect(cameras.stores.map(({ channels, online, offline }) => [channels, online, offline])).toEqual([
    [4, 0, 0],
    [3, 0, 0],
  ]);
  expect(cameras.find('c0-0')?.status.reachability).toBe('unknown');
});

test('a failed refresh leaves what was shown', async () => {
  const cloud = new FakeCloud(makeChain([4]));
  const cameras = make(cloud);
  await cameras.refresh();

  cloud.failure = 'timeout';
  await cameras.refresh();

  expect(cameras.state).toMatchObject({ kind: 'failed', failure: { code: 'timeout' } });
  expect(cameras.find('c0-0')?.status.reachability).toBe('online');
  expect(cameras.lacks(store('s0'), 4)).toBe(false);
});

test('forgetting leaves nothing, neither here nor on the phone', async () => {
  const storage = makeStorage();
  const cameras = make(new FakeCloud(makeChain([4])), storage);
  await cameras.refresh();

  cameras.forget();

  expect(cameras.stores).toEqual([]);
  expect(cameras.find('c0-0')).toBeUndefined();
  expect(storage.kept.has('cameras')).toBe(false);
});

test('a new state replaces the old one and leaves the rest of the record', async () => {
  const cameras = make(new FakeCloud([makeChannel('gate', { name: '大门' })]));
  await cameras.refresh();

  cameras.applyStatuses([makeStatus('gate', { reachability: 'offline', since: NOON }), makeStatus('other')]);

  expect(cameras.find('gate')).toMatchObject({ name: '大门', status: { reachability: 'offline', since: NOON } });
  expect(cameras.find('other')).toBeUndefined();
});

test('loaded names are searched by part, whatever their case, the store’s name counting too', async () => {
  const cloud = new FakeCloud([
    makeChannel('a', { name: 'Gate 1', storeName: '南京路店' }),
    makeChannel('b', { name: '收银台', storeName: 'Gateway' }),
    makeChannel('c', { name: '后门', storeName: '南京路店' }),
  ]);
  const cameras = make(cloud);
  await cameras.refresh();

  expect(cameras.search('gate')).toEqual(['a', 'b']);
  expect(cameras.search('南京')).toEqual(['a', 'c']);
});
