import type { CallEvent } from '../../../typings/contract/calls';
import type { ErrorCode } from '../../../typings/contract/errors';
import { FakeCloud, makeChannel } from '../../miniprogram/support/cloud';
import { mount, restartApp, settle, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { hear } from '../../support/screen-reader';

interface LivePage {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onReady(): void;
  onUnload(): void;
}

const titles: string[] = [];
const screens: boolean[] = [];
const jumps: unknown[] = [];

beforeEach(() => {
  for (const list of [titles, screens, jumps]) list.length = 0;
  refusal = 'device-offline';
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    navigateToMiniProgram: (jump: { success: () => void }) => {
      jumps.push(jump);
      jump.success();
    },
    setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) => screens.push(keepScreenOn),
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
});

/** How every opening is refused. */
let refusal: ErrorCode;
const WAY = { appId: 'wx-of-the-vendor', path: 'pages/live/live?accessToken=viewer-secret' };

/** The page of a camera whose record has to be asked for first. */
function open(cloud: FakeCloud, query: object = { channel: 'gate' }): { page: Mounted; instance: LivePage } {
  wx.cloud.callFunction = (async ({ data: { action, data } }: { data: CallEvent }) => {
    if (action.endsWith('.elsewhere')) return { result: { ok: true, data: WAY } };
    if (action.startsWith('live.')) return { result: { ok: false, error: { code: refusal, requestId: 'R1' } } };
    return { result: { ok: true, data: await cloud.call(action, data) } };
  }) as unknown as typeof wx.cloud.callFunction;
  const page = mount('live/pages/live/live');
  const instance = page.instance as unknown as LivePage;
  instance.onLoad(query);
  instance.onShow();
  instance.onReady();
  return { page, instance };
}

const gate = makeChannel('gate', { name: '收银台' });

test('the bar names the camera and its store as soon as they are known', async () => {
  open(new FakeCloud([gate]));
  await settle(80);

  expect(titles[0]).toBe('直播');
  expect(titles.at(-1)).toBe('收银台 · 南京路店');
});

test('a page that is not in front names nothing: the bar is another page’s', async () => {
  const cloud = new FakeCloud([gate]);
  cloud.held = true;
  const { instance } = open(cloud);
  await settle(80);
  instance.onHide();
  titles.length = 0;
  cloud.release();
  await settle(80);
  expect(titles).toEqual([]);

  instance.onShow();
  await settle(80);
  expect(titles).toEqual(['收银台 · 南京路店']);
});

test('the screen stays on while somebody watches, and no longer', () => {
  const { instance } = open(new FakeCloud([gate]));
  instance.onHide();
  instance.onShow();
  instance.onUnload();

  expect(screens).toEqual([true, false, true, false]);
});

test('a refusal stands on the page in words, with its number', async () => {
  const { page } = open(new FakeCloud([gate]));
  await settle(80);

  for (const part of ['摄像头离线', '重试', '诊断', '编号 R1']) expect(textOf(page)).toContain(part);
});

test('a picture that failed leads to its likely causes, and to a diagnosis that knows the camera', async () => {
  const opened: string[] = [];
  Object.assign(wx, {
    navigateTo: ({ url, complete }: { url: string; complete: () => void }) => {
      opened.push(url);
      complete();
    },
  });
  const { page } = open(new FakeCloud([gate]));
  await settle(80);
  hear(page, 'button', '可能的原因').fire('tap');
  tapOn(page, '诊断');
  await settle(80);

  expect(opened).toEqual(['/care/pages/health/health?channel=gate', '/live/pages/diagnosis/diagnosis?channel=gate']);
});

test('a diagnosis leads on to the camera’s likely causes, where it knows the camera', async () => {
  const opened: string[] = [];
  Object.assign(wx, { navigateTo: ({ url }: { url: string }) => opened.push(url) });
  for (const query of [{ channel: 'gate' }, {}]) {
    const page = mount('live/pages/diagnosis/diagnosis');
    (page.instance as unknown as LivePage).onLoad(query);
    await settle(80);
    const isKnown = 'channel' in query;
    expect(textOf(page).includes('可能的原因')).toBe(isKnown);
    if (isKnown) hear(page, 'link', '可能的原因').fire('tap');
  }

  expect(opened).toEqual(['/care/pages/health/health?channel=gate']);
});

test('an address that names no camera says so and leads back', async () => {
  const { page } = open(new FakeCloud([gate]), {});
  await settle(80);

  for (const part of ['找不到这个摄像头', '返回列表']) expect(textOf(page)).toContain(part);
});

test('a tap on the last button leads to the vendor’s own mini-program, by the way that the cloud tells', async () => {
  refusal = 'device-encrypted';
  const { page } = open(new FakeCloud([{ ...gate, elsewhere: true }]));
  await settle(80);

  tapOn(page, '用萤石小程序看');
  await settle(80);

  expect(jumps).toMatchObject([WAY]);
  expect(textOf(page)).not.toContain('secret');
});

test('who may look back, or have clips, is led to the recordings of the camera being watched', async () => {
  const opened: string[] = [];
  Object.assign(wx, { navigateTo: ({ url }: { url: string }) => opened.push(url) });
  for (const rights of [['view'], ['view', 'playback'], ['view', 'capture']] as const) {
    const { page } = open(new FakeCloud([{ ...gate, rights }]));
    await settle(80);
    const shown = textOf(page).includes('回放');
    expect(shown).toBe(rights.length > 1);
    if (shown) hear(page, 'link', '回放').fire('tap');
    unmountAll();
    restartApp();
  }

  expect(opened).toEqual([
    '/playback/pages/playback/playback?channel=gate',
    '/playback/pages/playback/playback?channel=gate',
  ]);
});
