import { dictionaries } from '../../../miniprogram/i18n/index';
import { FakeCloud, makeChain, makeChannel, makeSessionMember, makeStatus } from '../support/cloud';
import { cardsOf, headingsOf, makeDevices } from '../support/devices-rig';
import { makeStorage, NOON, settled } from '../support/phone';

const words = dictionaries['zh-CN'];

const names = (rig: ReturnType<typeof makeDevices>) => cardsOf(rig.view).map(({ name }) => name);

test('stores show as sections with counts, their cameras below', async () => {
  const rig = makeDevices(makeChain([7, 2]));
  rig.view.show();
  await settled();

  expect(rig.view.screen).toEqual({ kind: 'list' });
  expect(headingsOf(rig.view)).toEqual(['门店 0 6 在线 · 1 离线', '门店 1 2 在线']);
  expect(names(rig)).toHaveLength(9);
});

test('a card says the state, since when, and how old its picture is', async () => {
  const offline = makeStatus('b', { reachability: 'offline', since: NOON - 3_600_000 });
  const masked = makeStatus('c', { condition: 'masked' });
  const rig = makeDevices([
    makeChannel('a', { name: '收银台' }),
    makeChannel('b', { name: '后门', status: offline }),
    makeChannel('c', { name: '仓库', status: masked }),
  ]);
  rig.covers.set('a', { path: '/covers/a.jpg', at: NOON - 120_000 });
  rig.view.show();
  await settled();

  const [till, door, stock] = cardsOf(rig.view);
  expect(till).toMatchObject({ caption: '在线', cover: '/covers/a.jpg', age: '2 分钟前' });
  expect(till?.label).toBe('收银台，在线，2 分钟前的画面，南京路店');
  expect(door).toMatchObject({ tone: 'offline', caption: '离线 · 今天 13:05 起', cover: '', age: '' });
  expect(stock).toMatchObject({ tone: 'warning', caption: '镜头已遮蔽' });
});

test('ages grow older while the page is shown', async () => {
  const rig = makeDevices([makeChannel('a')]);
  rig.covers.set('a', { path: '/a.jpg', at: NOON });
  rig.view.show();
  await settled();
  expect(cardsOf(rig.view)[0]?.age).toBe('刚刚');

  await rig.clock.pass(5 * 60_000);

  expect(cardsOf(rig.view)[0]?.age).toBe('5 分钟前');
});

test('a short wait shows nothing, a longer one the shape of the page, a long one words and a way out', async () => {
  const rig = makeDevices(makeChain([4]));
  rig.cloud.held = true;
  rig.view.show();
  await rig.clock.pass(299);
  expect(rig.view.screen).toEqual({ kind: 'blank' });

  await rig.clock.pass(1);
  expect(rig.view.screen).toEqual({ kind: 'skeleton', slow: false });
  expect(cardsOf(rig.view).every(({ id }) => id === '')).toBe(true);

  await rig.clock.pass(4_700);
  expect(rig.view.screen).toEqual({ kind: 'skeleton', slow: true });

  rig.cloud.release();
  await settled();
  expect(rig.view.screen).toEqual({ kind: 'list' });
});

test('a stranger sees the code to hand on, no camera, and leaves none on the phone', async () => {
  const storage = makeStorage();
  storage.write('cameras', { version: 2, at: NOON, stores: [], channels: [makeChannel('a')] });
  const rig = makeDevices(makeChain([4]), undefined, storage);
  rig.cloud.session = { ...rig.cloud.session, member: null };
  rig.covers.set('c0-0', { path: '/a.jpg', at: NOON });
  rig.view.show();
  await settled();

  expect(rig.view.screen).toMatchObject({ kind: 'card', action: 'scan', title: words.devices.strangerTitle });
  expect(JSON.stringify(rig.view.screen)).toContain('K7M2QX');
  expect(rig.view.rows).toEqual([]);
  expect(storage.kept.has('cameras')).toBe(false);
  expect(rig.covers.size).toBe(0);
});

test('whoever may see nothing at this hour reads from when, and the list comes by itself then', async () => {
  const rig = makeDevices(makeChain([2]));
  const member = makeSessionMember({ role: 'staff', closedUntil: NOON + 3_600_000 });
  rig.cloud.session = { ...rig.cloud.session, member };
  rig.view.show();
  await rig.clock.pass(1_000);
  expect(rig.view.screen).toMatchObject({
    kind: 'card',
    action: 'retry',
    detail: '今天 15:05 起可以看。到时间会自动刷新',
  });

  rig.cloud.session = { ...rig.cloud.session, member: { ...member, closedUntil: null } };
  await rig.clock.pass(3_603_000);
  expect(rig.view.screen.kind).toBe('list');
});

test('a member who agreed to another notice sees no camera before this one', async () => {
  const rig = makeDevices(makeChain([2]));
  rig.cloud.session = { ...rig.cloud.session, member: makeSessionMember({ agreed: false }) };
  rig.view.show();
  await rig.clock.pass(1_000);

  expect(rig.view.screen).toMatchObject({ kind: 'card', action: 'read-notice' });
});

test('what changed elsewhere is asked for anew when the page comes to the front, once', async () => {
  const rig = makeDevices(makeChain([2]));
  rig.view.show();
  await rig.clock.pass(1_000);
  rig.view.hide();
  rig.view.outdate();
  const asked = () => rig.cloud.inputs('store.list').length;
  expect(asked()).toBe(1);

  rig.view.show();
  await rig.clock.pass(1_000);
  rig.view.hide();
  rig.view.show();
  expect(asked()).toBe(2);
});

test('what changed while the page is in front is asked for at once: nobody looks at an empty page', async () => {
  const rig = makeDevices(makeChain([2]));
  const { session } = rig.cloud;
  rig.cloud.session = { ...session, member: null };
  rig.view.show();
  await rig.clock.pass(1_000);
  expect(rig.view.screen).toMatchObject({ action: 'scan' });

  rig.cloud.session = session;
  rig.view.outdate();
  await rig.clock.pass(1_000);
  expect(rig.view.screen.kind).toBe('list');
});

test('without a network the last list shows with its age, and the network’s return brings the new one', async () => {
  const storage = makeStorage();
  const before = makeDevices(makeChain([4]), undefined, storage);
  before.view.show();
  await settled();
  before.view.hide();

  const rig = makeDevices(makeChain([5]), undefined, storage);
  rig.cloud.failure = 'no-network';
  rig.view.show();
  await settled();
  expect(rig.view.screen).toEqual({ kind: 'list' });
  expect(rig.view.notice).toBe('没有网络，这是今天 14:05 的列表');
  expect(cardsOf(rig.view)).toHaveLength(4);
  expect(cardsOf(rig.view)[0]?.caption).toBe('状态未知');

  rig.cloud.failure = null;
  rig.network.become({ connected: true, kind: 'cellular' });
  await settled();
  expect(rig.view.notice).toBe('');
  expect(cardsOf(rig.view)).toHaveLength(5);
});

test('a failure with nothing to show says what, what next, and the reference', async () => {
  const rig = makeDevices(makeChain([4]));
  rig.cloud.failure = 'internal';
  rig.view.show();
  await settled();

  const { title, next } = words.errors.internal;
  expect(rig.view.screen).toMatchObject({ kind: 'card', action: 'retry', title, detail: next, note: '编号 R1' });

  rig.cloud.failure = null;
  rig.view.retry();
  await settled();
  expect(rig.view.screen).toEqual({ kind: 'list' });
});

test('no camera yet is a state with words of its own', async () => {
  const rig = makeDevices([]);
  rig.view.show();
  await settled();

  expect(rig.view.screen).toMatchObject({ kind: 'card', action: 'retry', title: words.devices.emptyTitle });
});

test('an owner without cameras is led to the accounts, for nobody else connects them', async () => {
  const rig = makeDevices([]);
  rig.cloud.session = { ...rig.cloud.session, member: makeSessionMember({ role: 'owner' }) };
  rig.view.show();
  await settled();

  const { emptyTitle: title, connect: button } = words.devices;
  expect(rig.view.screen).toMatchObject({ kind: 'card', action: 'connect', title, button });
});

test('a filter shows the stores that have such cameras, and none is said in words', async () => {
  const rig = makeDevices(makeChain([7, 2]));
  rig.view.show();
  await settled();

  rig.view.choose('offline');
  await settled();
  expect(names(rig)).toEqual(['摄像头 0-6']);

  rig.cloud.channels = makeChain([2, 2]);
  await rig.view.refresh();
  await rig.clock.pass(500);
  expect(rig.view.screen).toMatchObject({ kind: 'card', action: 'show-all', title: words.devices.noneOffline });
});

test('favourites show in their own order, at once, and go when they are no favourites any more', async () => {
  const rig = makeDevices(makeChain([7, 3]));
  rig.view.show();
  await settled();
  for (const id of ['c1-2', 'c0-0']) rig.view.toggleFavourite(id);

  rig.view.choose('favourites');
  expect(names(rig)).toEqual(['摄像头 1-2', '摄像头 0-0']);
  expect(cardsOf(rig.view)[0]?.caption).toBe('门店 1 · 在线');

  rig.view.toggleFavourite('c1-2');
  await rig.clock.pass(1_000);
  expect(names(rig)).toEqual(['摄像头 0-0']);
});

test('favourites never loaded before are fetched by id', async () => {
  const storage = makeStorage();
  storage.write('preferences', { languageChoice: 'auto', favourites: ['c1-150'], sound: false });
  const rig = makeDevices(makeChain([120, 200]), undefined, storage);
  rig.view.show();
  await settled();

  rig.view.choose('favourites');
  await settled();

  expect(names(rig)).toEqual(['摄像头 1-150']);
});

test('typing asks once, after it rested, and shows loaded names before the cloud answers', async () => {
  const rig = makeDevices(makeChain([60, 100]));
  rig.view.show();
  await settled();
  rig.cloud.held = true;
  for (const text of ['摄', '摄像', '摄像头 0-5']) {
    rig.view.searchBox.type(text);
    await rig.clock.pass(200);
  }
  await rig.clock.pass(100);
  expect(names(rig).slice(0, 2)).toEqual(['摄像头 0-5', '摄像头 0-50']);

  rig.cloud.release();
  await settled();
  const queries = rig.cloud.inputs('channel.list').flatMap(({ query }) => query ?? []);
  expect(queries).toEqual(['摄像头 0-5']);
  expect(names(rig)).toHaveLength(11);
});

test('a search with no answer says so and offers the way back', async () => {
  const rig = makeDevices(makeChain([4]));
  rig.view.show();
  await settled();
  rig.view.searchBox.type('冰箱');
  rig.view.searchBox.submit();
  await settled();

  expect(rig.view.screen).toMatchObject({ action: 'clear-search', title: '没有找到“冰箱”' });
  rig.view.searchBox.clear();
  expect(names(rig)).toHaveLength(4);
});

test('a search that the cloud could not answer is a failure, not an empty answer, and is told once', async () => {
  const rig = makeDevices(makeChain([4]));
  rig.view.show();
  await settled();
  rig.cloud.failure = 'timeout';
  rig.view.searchBox.type('冰箱');
  rig.view.searchBox.submit();
  await settled();

  expect(rig.view.screen).toMatchObject({ action: 'retry', title: words.errors.timeout.title });
  expect(rig.view.notice).toBe('');
});

test('only cameras on the screen are asked for their state, and hiding the page ends it', async () => {
  const rig = makeDevices(makeChain([90]));
  rig.view.show();
  await settled();
  await rig.clock.pass(1_000);
  const [first] = rig.cloud.inputs('channel.status');
  expect(first?.ids.length).toBeLessThanOrEqual(12);
  expect(first?.ids[0]).toBe('c0-0');

  rig.view.hide();
  const asked = rig.cloud.made.length;
  await rig.clock.pass(60_000);
  expect(rig.cloud.made).toHaveLength(asked);
  expect(rig.clock.waiting).toBe(0);
});

test('a state that changes is shown on its card and counted in its heading', async () => {
  const rig = makeDevices(makeChain([3]));
  rig.view.show();
  await settled();
  rig.cloud.channels = rig.cloud.channels.map((channel) => {
    return { ...channel, status: makeStatus(channel.id, { reachability: 'offline', since: NOON }) };
  });

  await rig.clock.pass(1_000);

  expect(cardsOf(rig.view)[0]?.caption).toBe('离线 · 今天 14:05 起');
  expect(headingsOf(rig.view)).toEqual(['门店 0 0 在线 · 3 离线']);
});

test('a list that stays open without a network says so at once, with its age, and is of now again when the network is back', async () => {
  const rig = makeDevices(makeChain([3]));
  rig.view.show();
  await settled();
  await rig.clock.pass(1_000);
  expect(rig.view.notice).toBe('');

  rig.cloud.failure = 'no-network';
  rig.network.become({ connected: false, kind: 'none' });
  expect(rig.view.notice).toBe('没有网络，这是今天 14:05 的列表');
  await rig.clock.pass(120_000);
  expect(rig.view.notice).toBe('没有网络，这是今天 14:05 的列表');

  rig.cloud.failure = null;
  rig.network.become({ connected: true, kind: 'wifi' });
  await rig.clock.pass(1_000);
  expect(rig.view.notice).toBe('');
});

test('a cloud that says no more how cameras are is named, with the age of what is shown', async () => {
  const rig = makeDevices(makeChain([3]));
  rig.view.show();
  await settled();
  await rig.clock.pass(1_000);
  rig.cloud.failure = 'timeout';
  await rig.clock.pass(20_000);
  expect(rig.view.notice).toContain(words.errors.timeout.title);
  expect(rig.view.notice).toContain('今天 14:05');
});

test('a jump into the depth of ten thousand fetches what lies there, not what lies between', async () => {
  const rig = makeDevices(makeChain(Array.from({ length: 200 }, () => 50)));
  rig.view.show();
  await settled();
  const before = rig.cloud.inputs('channel.list').length;
  const { height } = rig.view.list.layout;

  for (let step = 1; step <= 40; step += 1) {
    rig.view.scrolled((height * step) / 50);
    await rig.clock.pass(20);
  }
  await rig.clock.pass(500);

  const asked = rig.cloud.inputs('channel.list').slice(before);
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(asked[0]?.storeId).toMatch(/^s1[56]\d$/);
  expect(cardsOf(rig.view).every(({ id }) => id !== '')).toBe(true);
});

test('a camera that vanished from the screen makes the list look again, once a minute at most', async () => {
  const rig = makeDevices(makeChain([4]));
  rig.view.show();
  await settled();
  await rig.clock.pass(61_000);
  rig.cloud.channels = makeChain([3]);

  await rig.clock.pass(15_000);
  expect(cardsOf(rig.view)).toHaveLength(3);
  expect(rig.cloud.inputs('store.list')).toHaveLength(2);
});

test('a pull shows its sign until the answer', async () => {
  const rig = makeDevices(makeChain([4]));
  rig.view.show();
  await settled();
  rig.cloud.held = true;
  const pulled = rig.view.pull();
  expect(rig.view.pulling).toBe(true);
  rig.cloud.release();
  await pulled;
  expect(rig.view.pulling).toBe(false);
});

test('a change of language changes every word on the page', async () => {
  const rig = makeDevices(makeChain([7]));
  rig.view.show();
  await settled();
  rig.preferences.chooseLanguage('en');

  expect(headingsOf(rig.view)).toEqual(['门店 0 6 online · 1 offline']);
  expect(cardsOf(rig.view)[0]?.caption).toBe('Online');
});

test('ten thousand loaded names are searched in one pass', async () => {
  const cloud = new FakeCloud(makeChain([10_000]));
  const rig = makeDevices(cloud.channels);
  rig.view.show();
  await settled();
  for (let page = 0; page < 100; page += 1) {
    rig.cameras.want([{ kind: 'store', storeId: 's0', filter: 'all' }]);
    await settled();
  }

  expect(rig.cameras.search('0-9999')).toEqual(['c0-9999']);
});

test('the still that all share shows with its age, and goes with the rights', async () => {
  const rig = makeDevices([makeChannel('a', { name: '收银台' })]);
  rig.cloud.covers = [{ channelId: 'a', url: 'https://files.test/a', takenAt: NOON - 120_000 }];
  rig.view.show();
  await rig.clock.pass(1_000);
  expect(cardsOf(rig.view)[0]).toMatchObject({ cover: 'https://files.test/a', age: '2 分钟前' });

  rig.cloud.session = { ...rig.cloud.session, member: null };
  await rig.view.refresh();
  rig.cloud.session = { ...rig.cloud.session, member: makeSessionMember() };
  rig.cloud.covers = [];
  await rig.view.refresh();
  expect(cardsOf(rig.view)[0]).toMatchObject({ cover: '', age: '' });
});

test('covers are asked for of the cameras on the screen only, and the list does not wait for them', async () => {
  const rig = makeDevices(makeChain([90]));
  rig.view.show();
  await settled();
  expect(rig.cloud.inputs('cover.list')).toEqual([]);
  expect(rig.view.screen).toEqual({ kind: 'list' });
  await rig.clock.pass(1_000);
  const [first, ...more] = rig.cloud.inputs('cover.list');
  expect(first?.channelIds.length).toBeLessThanOrEqual(12);
  expect(more).toEqual([]);

  rig.view.scrolled(3_000);
  await rig.clock.pass(1_000);
  const [, second] = rig.cloud.inputs('cover.list');
  expect(second?.channelIds.some((id) => first?.channelIds.includes(id))).toBe(false);
});
