import type { Viewer } from '../../../typings/contract/audit';
import { dictionaries } from '../../../miniprogram/records/i18n/index';
import { ViewersPage } from '../../../miniprogram/records/stores/viewers-page';
import { ViewersStore } from '../../../miniprogram/records/stores/viewers-store';
import { Answers } from '../support/answers';
import { WU, ZHOU } from '../support/audit';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { makeChannel, makeSessionMember, NOTICE } from '../support/cloud';
import { FakeClock, NOON, SHANGHAI } from '../support/phone';

const LOOKING: Viewer = { ...WU, kind: 'live', role: 'staff', since: NOON - 190_000 };

async function openViewers(viewers: readonly Viewer[], vendorCount: number | null = null) {
  const clock = new FakeClock();
  const answers = new Answers();
  const told = { viewers, vendorCount };
  answers.on('watching.list', () => ({ ...told }));
  const find = () => makeChannel('gate', { name: '收银台' });
  const store = new ViewersStore({ call: answers.call, clock, find });
  const words = () => dictionaries['zh-CN'];
  const member = makeSessionMember();
  answers.on('session.start', () => ({ visitorCode: ZHOU.visitorCode, member, notice: NOTICE, now: NOON }));
  const session = new SessionStore({ call: answers.call });
  const page = new ViewersPage({ viewers: store, session, zone: SHANGHAI, words });
  page.open('gate');
  store.show();
  await clock.pass(0);
  return { clock, answers, told, store, page };
}

test('each viewer reads with role, what they watch and since when', async () => {
  const { page } = await openViewers([LOOKING, { ...ZHOU, kind: 'playback', role: 'owner', since: NOON }]);
  expect(page.title).toBe('收银台 · 谁在观看');
  expect(page.summary).toBe('2 人正在观看');
  expect(page.rows).toMatchObject([
    { name: '小吴', what: '店员 · 看直播', since: '今天 14:01 开始，看了 3 分钟' },
    { name: '我', what: '老板 · 看回放', since: '今天 14:05 开始，看了不到 1 分钟' },
  ]);
  expect(page.vendorLine).toBe('');
  expect(page.freshness).toEqual({ line: '今天 14:05 更新，每 15 秒自动更新', isStale: false });
});

test('one person who watches live and looks back is two rows of one name', async () => {
  const { page } = await openViewers([LOOKING, { ...LOOKING, kind: 'playback' }]);
  expect(page.rows.map(({ name }) => name)).toEqual(['小吴', '小吴']);
  expect(new Set(page.rows.map(({ key }) => key)).size).toBe(2);
});

test('the vendor’s own count stands beside ours, also when we know of nobody', async () => {
  const { page } = await openViewers([], 3);
  expect(page.screen.kind).toBe('content');
  expect(page.summary).toBe('现在没有人在看店里观看');
  expect(page.vendorLine).toBe('云平台统计 3 人，包括不用看店、直接在云平台上看的');
});

test('it is asked again every 15 s while it is shown, and not after', async () => {
  const { page, store, told, clock, answers } = await openViewers([LOOKING]);
  told.viewers = [];
  await clock.pass(15_000);
  expect(page.screen).toMatchObject({ title: '现在没有人在观看', act: 'refresh', button: '刷新' });
  store.hide();
  await clock.pass(60_000);
  expect(answers.inputs('watching.list')).toHaveLength(2);
  store.show();
  await clock.pass(0);
  expect(answers.inputs('watching.list')).toHaveLength(3);
  expect(clock.waiting).toBe(1);
});

test('by hand it is asked at once, once at a time', async () => {
  const { store, answers, clock } = await openViewers([LOOKING]);
  await Promise.all([store.refresh(), store.refresh()]);
  expect(answers.inputs('watching.list')).toHaveLength(2);
  expect(clock.waiting).toBe(1);
});

test('without a network the last answer stays, and says of when it is', async () => {
  const { page, answers, clock } = await openViewers([LOOKING]);
  answers.refuse('watching.list', 'no-network');
  await clock.pass(15_000);
  expect(page.rows).toHaveLength(1);
  expect(page.freshness).toEqual({ line: '网络连接不上，下面是 今天 14:05 的', isStale: true });
  answers.on('watching.list', () => ({ viewers: [LOOKING], vendorCount: null }));
  await clock.pass(15_000);
  expect(page.freshness.isStale).toBe(false);
});

test('who may not know is told so, sees nothing of before, and is not asked for again', async () => {
  const { page, answers, clock } = await openViewers([LOOKING]);
  answers.refuse('watching.list', 'permission-denied');
  await clock.pass(15_000);
  expect(page.screen).toMatchObject({ kind: 'card', title: '只有店长和老板能看谁在观看', act: 'back' });
  expect(page.rows).toEqual([]);
  expect(clock.waiting).toBe(0);
});

test('a camera that is gone leads back, for asking again would not help', async () => {
  const { page, answers, clock } = await openViewers([]);
  answers.refuse('watching.list', 'not-found');
  await clock.pass(15_000);
  expect(page.screen).toMatchObject({ title: '找不到这个摄像头', act: 'back' });
  expect(clock.waiting).toBe(0);
});

test('an address without a camera says so', () => {
  const words = () => dictionaries['zh-CN'];
  const answers = new Answers();
  const store = new ViewersStore({ call: answers.call, clock: new FakeClock(), find: () => undefined });
  store.show();
  const page = new ViewersPage({ viewers: store, session: new SessionStore(answers), zone: SHANGHAI, words });
  expect(page.screen).toMatchObject({ title: '没有这个摄像头', act: 'back' });
  expect(answers.made).toEqual([]);
});

test('the name of a camera that no list has loaded is asked for', async () => {
  const answers = new Answers().on('watching.list', () => ({ viewers: [], vendorCount: null }));
  answers.on('channel.list', () => ({ channels: [makeChannel('gate', { name: '后门' })], next: null }));
  const store = new ViewersStore({ call: answers.call, clock: new FakeClock(), find: () => undefined });
  await store.open('gate');
  expect(store.name).toBe('后门');
});
