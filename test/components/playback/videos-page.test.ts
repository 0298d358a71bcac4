import type { CloudVideo, Right } from '../../../typings/contract/domain';
import { Answers } from '../../miniprogram/support/answers';
import { makeChannel } from '../../miniprogram/support/cloud';
import { NOON } from '../../miniprogram/support/phone';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { FakeShelf, makeVideo, makeVideos } from '../../miniprogram/support/videos';
import { mount, restartApp, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onReachBottom(): void;
  setData(data: object, drawn?: () => void): void;
}
interface Modal {
  readonly title: string;
  readonly content: string;
  readonly success: (answer: { readonly confirm: boolean; readonly content: string }) => void;
}

const titles: string[] = [];
const toasts: string[] = [];
const opened: string[] = [];
const modals: Modal[] = [];
let typed = '';
let agree = true;
let sent: object[] = [];
let below: readonly string[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  for (const list of [titles, toasts, opened, modals]) list.length = 0;
  typed = '';
  agree = true;
  sent = [];
  below = [];
  Object.assign(globalThis, { getCurrentPages: () => [...below, 'videos'].map((route) => ({ route })) });
  Object.assign(wx, {
    navigateBack: () => opened.push('back'),
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    vibrateShort: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    showToast: ({ title }: { title: string }) => toasts.push(title),
    navigateTo({ url, complete }: { url: string; complete: () => void }) {
      opened.push(url);
      complete();
    },
    showModal(modal: Modal) {
      modals.push(modal);
      modal.success({ confirm: agree, content: typed });
    },
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

async function open(videos: readonly CloudVideo[], rights: readonly Right[] = ['playback', 'manage']) {
  const answers = new FakeShelf(videos).serve(new Answers());
  answers.on('channel.list', () => ({ channels: [makeChannel('gate', { name: '收银台', rights })], next: null }));
  serveCalls(answers);
  const page = mount('playback/pages/videos/videos', {}, (component) => {
    const instance = component.instance as unknown as Page;
    const setData = instance.setData.bind(instance);
    instance.setData = (data, drawn) => {
      sent.push(data);
      setData(data, drawn);
    };
  });
  const instance = page.instance as unknown as Page;
  instance.onLoad({ channel: 'gate' });
  instance.onShow();
  await pass(1_000);
  return { page, instance, answers };
}

const labels = (page: Mounted, role: string) => rolesOf(page).flatMap((each) => (each.role === role ? each.label : []));

test('each recording reads as name, span, length and size, and a tap plays it from its beginning in the cloud', async () => {
  const { page } = await open([makeVideo('v1')]);
  for (const part of ['录像 v1', '今天 11月20日 12:05:00 — 13:05:00', '1 小时 0 分 · 48.0 MB'])
    expect(textOf(page)).toContain(part);
  expect(titles.at(-1)).toBe('收银台 · 云端录像');

  const row = labels(page, 'button').find((label) => label.startsWith('播放 录像 v1'));
  hear(page, 'button', row ?? '').fire('tap');
  await pass(0);
  expect(opened).toEqual([`/playback/pages/playback/playback?channel=gate&at=${NOON - 7_200_000}&place=cloud`]);
});

test('a recording plays on the page that leads here, where there is one', async () => {
  below = ['live/pages/live/live', 'playback/pages/playback/playback'];
  const { page, answers } = await open([makeVideo('v1')]);
  const row = labels(page, 'button').find((label) => label.startsWith('播放 录像 v1'));
  hear(page, 'button', row ?? '').fire('tap');
  await pass(0);
  expect(opened).toEqual(['back']);
  expect(answers.inputs('playback.day')).toMatchObject([{ channelId: 'gate', place: 'cloud' }]);
});

test('the end of the page fetches more, of which only what is near the screen is drawn', async () => {
  const { page, instance } = await open(makeVideos(3_000));
  const listed = () => labels(page, 'button').filter((label) => label.startsWith('播放')).length;
  expect(listed()).toBe(20);
  sent = [];
  for (let times = 0; times < 20; times += 1) {
    instance.onReachBottom();
    await pass(100);
  }
  expect(listed()).toBe(20);
  expect(sent.flatMap((data) => Object.keys(data)).filter((path) => path.startsWith('rows'))).toEqual([]);
  expect(page.data).toMatchObject({ above: 0, below: (21 * 30 - 20) * 80 });
});

test('the last page says that there are no more', async () => {
  const { page, instance } = await open(makeVideos(45));
  instance.onReachBottom();
  await pass(100);
  expect(textOf(page)).toContain('共 45 个，没有更多了');
});

test('who may not manage is offered neither a new name nor removal', async () => {
  const { page } = await open(makeVideos(2), ['playback']);
  expect(labels(page, 'button').filter((label) => label.startsWith('更多'))).toEqual([]);
  expect(textOf(page)).not.toContain('选择');
});

test('a recording is named anew', async () => {
  const { page, answers } = await open(makeVideos(2));
  hear(page, 'button', '更多操作 录像 v1').fire('tap');
  await pass(300);
  typed = '开店';
  elementOf(page, 'van-action-sheet').fire('select', { name: '重命名' });
  await pass(300);
  expect(modals).toMatchObject([{ title: '录像的新名称', content: '录像 v1', editable: true }]);
  expect(answers.inputs('video.rename')).toEqual([{ channelId: 'gate', id: 'v1', name: '开店' }]);
  expect(textOf(page)).toContain('开店');
  expect(toasts).toEqual(['已改名']);
});

test('one is removed after a question that names it', async () => {
  const { page, answers } = await open(makeVideos(2));
  const choose = async () => {
    hear(page, 'button', '更多操作 录像 v1').fire('tap');
    await pass(300);
    elementOf(page, 'van-action-sheet').fire('select', { name: '删除' });
    await pass(300);
  };
  agree = false;
  await choose();
  expect(answers.inputs('video.remove')).toEqual([]);
  agree = true;
  await choose();
  expect(modals[1]).toMatchObject({ title: '删除「录像 v1」？' });
  expect(answers.inputs('video.remove')).toEqual([{ channelId: 'gate', ids: ['v1'] }]);
  expect(textOf(page)).not.toContain('录像 v1');
});

test('several are chosen by their rows and removed together', async () => {
  const { page, answers } = await open(makeVideos(3));
  tapOn(page, '选择');
  await pass(300);
  const ticks = () => rolesOf(page).filter(({ role }) => role === 'checkbox');
  ticks()[0]!.fire('tap');
  ticks()[2]!.fire('tap');
  await pass(300);
  expect(ticks().map((tick) => tick.attribute('aria-checked'))).toEqual([true, false, true]);
  expect(textOf(page)).toContain('已选 2 个');

  tapOn(page, '删除 2 个');
  await pass(300);
  expect(answers.inputs('video.remove')).toEqual([{ channelId: 'gate', ids: ['v0', 'v2'] }]);
  expect(toasts).toEqual(['已删除 2 个录像']);
  expect(ticks()).toEqual([]);
});

test('a name is searched for once typing rests', async () => {
  const { page, answers } = await open(makeVideos(12));
  elementOf(page, 'wx-input').fire('input', { value: '像 v1' });
  await pass(1_000);
  expect(answers.inputs('video.list').at(-1)).toMatchObject({ name: '像 v1' });
  expect(labels(page, 'button').filter((label) => label.startsWith('播放'))).toHaveLength(3);
});

test('days are chosen with the phone’s own picker, none later than today', async () => {
  const { page, answers } = await open(makeVideos(1));
  hear(page, 'tab', '选日期').fire('tap');
  await pass(300);
  const picker = elementOf(page, 'wx-picker');
  expect(picker.attribute('end')).toBe('2026-11-20');
  picker.fire('change', { value: '2026-11-01' });
  await pass(300);
  expect(answers.inputs('video.list').at(-1)?.days).toEqual({ first: '2026-11-01', last: '2026-11-20' });
  expect(textOf(page)).toContain('从 11月1日 周日');
});

test('nothing that fits offers to show all', async () => {
  const { page } = await open(makeVideos(2));
  elementOf(page, 'wx-input').fire('input', { value: '仓库' });
  await pass(1_000);
  expect(textOf(page)).toContain('没有符合的录像');
  tapOn(page, '看全部');
  await pass(1_000);
  expect(textOf(page)).toContain('录像 v1');
});

test('a failure says why, and its button asks again', async () => {
  const { page, answers } = await open([]);
  answers.refuse('video.list', 'no-network');
  hear(page, 'tab', '近 7 天').fire('tap');
  await pass(1_000);
  expect(textOf(page)).toContain('网络连接不上');
  new FakeShelf(makeVideos(2)).serve(answers);
  tapOn(page, '重试');
  await pass(1_000);
  expect(textOf(page)).toContain('录像 v1');
});

test('an address that names no camera says so', () => {
  const page = mount('playback/pages/videos/videos');
  (page.instance as unknown as Page).onLoad({});
  expect(textOf(page)).toContain('找不到这个摄像头');
});
