import type { Clip } from '../../../typings/contract/domain';
import { Answers } from '../../miniprogram/support/answers';
import { makeClip, makeParts, MINUTE } from '../../miniprogram/support/clips';
import { NOON } from '../../miniprogram/support/phone';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
}
interface Modal {
  readonly title: string;
  readonly content: string;
  readonly success: (answer: { readonly confirm: boolean }) => void;
}
interface Order {
  readonly url: string;
  readonly success: (result: { readonly statusCode: number; readonly tempFilePath: string }) => void;
  readonly fail: (failure: { readonly errMsg: string }) => void;
}
interface Told {
  readonly totalBytesWritten: number;
  readonly totalBytesExpectedToWrite: number;
}

const titles: string[] = [];
const toasts: string[] = [];
const modals: Modal[] = [];
const copied: string[] = [];
const shared: string[] = [];
let agree = true;
let backs = 0;
let orders: (Order & { readonly tell: (told: Told) => void; aborted: boolean })[] = [];
/** What the album answers; null when it takes the file. */
let albumFailure: string | null = null;
let allowed = false;
const album: string[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  for (const list of [titles, toasts, modals, copied, shared, album]) list.length = 0;
  orders = [];
  agree = true;
  backs = 0;
  albumFailure = null;
  allowed = false;
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    showToast: ({ title }: { title: string }) => toasts.push(title),
    navigateBack: () => (backs += 1),
    showModal(modal: Modal) {
      modals.push(modal);
      modal.success({ confirm: agree });
    },
    setClipboardData({ data, success }: { data: string; success: () => void }) {
      copied.push(data);
      success();
    },
    shareFileMessage({ fileName, success }: { fileName: string; success: () => void }) {
      shared.push(fileName);
      success();
    },
    downloadFile(order: Order) {
      let tell: (told: Told) => void = () => undefined;
      const kept = { ...order, tell: (told: Told) => tell(told), aborted: false };
      orders.push(kept);
      return {
        onProgressUpdate: (listener: (told: Told) => void) => (tell = listener),
        abort() {
          kept.aborted = true;
          order.fail({ errMsg: 'downloadFile:fail abort' });
        },
      };
    },
    saveVideoToPhotosAlbum({
      filePath,
      success,
      fail,
    }: { filePath: string } & Pick<Order, 'fail'> & { success: () => void }) {
      if (albumFailure !== null) {
        fail({ errMsg: albumFailure });
        return;
      }
      album.push(filePath);
      success();
    },
    getSetting: ({ success }: { success: (answer: object) => void }) => success({ authSetting: {} }),
    openSetting({ success }: { success: (answer: object) => void }) {
      allowed = true;
      albumFailure = null;
      success({ authSetting: { 'scope.writePhotosAlbum': true } });
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

async function open(clips: readonly Clip[], query: object = {}, answers = new Answers()) {
  answers.on('clip.list', () => ({ clips }));
  answers.on('clip.check', ({ id }) => clips.find((clip) => clip.id === id)!);
  answers.on('clip.open', ({ id, part }) => ({ url: `https://files/${id}/${part}`, expiresAt: NOON + 60 * MINUTE }));
  serveCalls(answers);
  const page = mount('playback/pages/clips/clips');
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  await pass(1_000);
  return { page, instance, answers };
}

async function press(page: Mounted, label: string | RegExp): Promise<void> {
  const button = rolesOf(page).find(({ role, label: each }) => role === 'button' && new RegExp(label).test(each));
  if (button === undefined) throw new Error(`no button ${label} among ${JSON.stringify(rolesOf(page))}`);
  button.fire('tap');
  await pass(300);
}

async function finish(part: number, path: string): Promise<void> {
  orders[part]!.success({ statusCode: 200, tempFilePath: path });
  await pass(300);
}

/** Twenty-five minutes, as a recorder hands them out. */
const long = makeClip('long', { parts: makeParts({}, {}, {}) });

test('each clip reads as camera, span, how it stands and its parts, by the store’s clocks', async () => {
  const { page } = await open([long]);
  const text = textOf(page);
  for (const part of ['收银台 · 南京路店', '13:00:00 — 13:30:00', '3 个文件', '第 1 段 13:00:00 — 13:10:00', '第 3 段'])
    expect(text).toContain(part);
  expect(titles.at(-1)).toBe('我的剪辑');
});

test('a page of one camera asks for its clips only, and bears its name', async () => {
  const { answers } = await open([long], { channel: 'gate' });
  expect(answers.inputs('clip.list')).toEqual([{ channelId: 'gate' }]);
  expect(titles.at(-1)).toBe('收银台 · 剪辑');
});

test('three parts are loaded one after the other with one tap', async () => {
  const { page } = await open([long]);
  await press(page, '^下载全部');
  expect(orders.map(({ url }) => url)).toEqual(['https://files/long/0']);
  expect(textOf(page)).toContain('等前面的文件下载完');
  for (const part of [0, 1, 2]) await finish(part, `${part}.flv`);
  expect(orders.map(({ url }) => url.at(-1))).toEqual(['0', '1', '2']);
  expect(textOf(page)).not.toContain('下载全部');
});

test('progress has a bar only where the length is known', async () => {
  const { page } = await open([makeClip('a')]);
  await press(page, '^下载 ');
  orders[0]!.tell({ totalBytesWritten: 700 * 1_024, totalBytesExpectedToWrite: -1 });
  await pass(300);
  expect(textOf(page)).toContain('已下载 700 KB');
  expect(rolesOf(page).some(({ role }) => role === 'progressbar')).toBe(false);

  orders[0]!.tell({ totalBytesWritten: 5_242_880, totalBytesExpectedToWrite: 10_485_760 });
  await pass(300);
  expect(textOf(page)).toContain('已下载 5.0 MB，共 10.0 MB');
  expect(
    hear(page, 'progressbar', '下载进度 收银台 今天 11月20日 13:00:00 — 13:10:00').attribute('aria-valuenow'),
  ).toBe(50);
});

test('a download is given up with one tap, and can be begun again', async () => {
  const { page } = await open([makeClip('a')]);
  await press(page, '^下载 ');
  await press(page, '^取消下载');
  expect(orders[0]!.aborted).toBe(true);
  await press(page, '^下载 ');
  expect(orders).toHaveLength(2);
});

test('an flv is forwarded under a name that tells camera and time, or its link copied with its end', async () => {
  const { page } = await open([makeClip('a')]);
  await press(page, '^下载 ');
  await finish(0, 'a.flv');
  expect(textOf(page)).toContain('相册放不下');
  await press(page, '^转发');
  expect(shared).toEqual(['收银台 2026-11-20 13.00.00.flv']);
  expect(textOf(page)).toContain('已转发');

  await press(page, '^复制链接');
  expect(copied).toEqual(['https://files/a/0']);
  expect(textOf(page)).toMatch(/链接已复制，今天 \d\d:05 之前有效/);
});

test('an mp4 goes to the album; without the permission, by way of the settings', async () => {
  albumFailure = 'saveVideoToPhotosAlbum:fail auth deny';
  const { page } = await open([makeClip('a', { format: 'mp4' })]);
  await press(page, '^下载到相册');
  await finish(0, 'a.mp4');
  expect(textOf(page)).toContain('没有相册权限');

  await press(page, '^去设置');
  expect(allowed).toBe(true);
  expect(album).toEqual(['a.mp4']);
  expect(textOf(page)).toContain('已存到相册');
});

test('a failure says why, and offers to make it anew', async () => {
  const parts = makeParts({ state: 'failed', reason: 'recorder-offline' }, {});
  const { page, answers } = await open([makeClip('a', { parts, state: 'failed' })]);
  expect(textOf(page)).toContain('录像机离线。检查它的电源和网络，再次生成');
  answers.on('clip.retry', () => makeClip('a', { parts: makeParts({ state: 'queued' }, {}), state: 'queued' }));
  answers.on('clip.check', () => makeClip('a', { parts: makeParts({ state: 'preparing' }, {}), state: 'preparing' }));
  await press(page, '^再次生成');
  await pass(1_000);
  expect(textOf(page)).toContain('制作中');
});

test('a clip that is made while somebody looks becomes ready before their eyes', async () => {
  const { page, answers } = await open([makeClip('a', { parts: makeParts({ state: 'queued' }), state: 'queued' })]);
  expect(textOf(page)).toContain('排队中');
  answers.on('clip.check', () => makeClip('a'));
  await pass(5_000);
  expect(textOf(page)).toContain('可以下载');
});

test('a hidden page asks for nothing', async () => {
  const { instance, answers } = await open([makeClip('a', { parts: makeParts({ state: 'queued' }), state: 'queued' })]);
  const before = answers.made.length;
  instance.onHide();
  await pass(10 * MINUTE);
  expect(answers.made).toHaveLength(before);
});

test('a clip is deleted after a question that names it', async () => {
  const { page, answers } = await open([makeClip('a'), makeClip('b', { cameraName: '后门' })]);
  answers.on('clip.remove', () => null);
  agree = false;
  await press(page, '^删除剪辑 收银台');
  expect(answers.inputs('clip.remove')).toEqual([]);

  agree = true;
  await press(page, '^删除剪辑 收银台');
  expect(modals[1]?.content).toContain('收银台');
  expect(answers.inputs('clip.remove')).toEqual([{ id: 'a' }]);
  expect(textOf(page)).not.toContain('收银台');
  expect(toasts).toEqual(['已删除']);
});

test('without clips the page says how one is made, and leads back', async () => {
  const { page } = await open([]);
  expect(textOf(page)).toContain('还没有剪辑');
  tapOn(page, '返回');
  await pass(0);
  expect(backs).toBe(1);
});

test('a list that cannot be had says why, and its button asks again', async () => {
  const { page, instance, answers } = await open([]);
  answers.refuse('clip.list', 'vendor-unavailable');
  instance.onLoad({ channel: 'gate' });
  instance.onShow();
  await pass(1_000);
  for (const part of ['云平台没有回应', '编号 R1']) expect(textOf(page)).toContain(part);

  answers.on('clip.list', () => ({ clips: [makeClip('a')] }));
  tapOn(page, '重试');
  await pass(1_000);
  expect(textOf(page)).toContain('收银台');
});
