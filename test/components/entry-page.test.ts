import { CallFailed } from '../../miniprogram/utils/call-failed';
import { Answers } from '../miniprogram/support/answers';
import { INVITE_CODE, makeInvitation, makeSession, makeShared, staff } from '../miniprogram/support/entry-rig';
import { serveCalls } from '../miniprogram/support/serve-calls';
import { mount, restartApp, settle, textOf, unmountAll, type Mounted } from '../support/mount';
import { elementOf, hear } from '../support/screen-reader';

interface Page {
  onLoad(query: Record<string, string>): void;
  onShow(): void;
  onUnload(): void;
}

const gone: string[] = [];
const toasts: string[] = [];

beforeEach(() => {
  for (const list of [gone, toasts]) list.length = 0;
  const go = (options: { url: string; success?: () => void; complete?: () => void }) => {
    gone.push(options.url);
    options.success?.();
    options.complete?.();
  };
  Object.assign(wx, {
    navigateTo: go,
    redirectTo: go,
    switchTab: go,
    showToast: ({ title }: { title: string }) => toasts.push(title),
    setNavigationBarTitle: () => undefined,
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
});

async function open(cloud: Answers, query: Record<string, string>): Promise<Mounted> {
  serveCalls(cloud);
  const page = mount('pages/entry/entry');
  const methods = page.instance as Page;
  methods.onLoad(query);
  methods.onShow();
  await settle(200);
  return page;
}

const strangersCloud = () => new Answers().on('session.start', () => makeSession());

test('an invitation is read, filled in and taken up', async () => {
  const cloud = strangersCloud()
    .on('entry.look', () => makeInvitation())
    .on('invite.accept', () => ({ stores: 1 }));
  const page = await open(cloud, { scene: INVITE_CODE });
  for (const text of ['邀请你加入', '南京路店', '店员 · 观看自己的门店', '小周']) expect(textOf(page)).toContain(text);

  elementOf(page, 'wx-button').fire('tap');
  expect(toasts).toEqual(['请填写名字']);
  elementOf(page, 'wx-input').fire('input', { value: '小王' });
  await settle(60);
  elementOf(page, 'wx-button').fire('tap');
  expect(toasts.at(-1)).toBe('请先阅读并勾选同意');
  hear(page, 'checkbox', '我已阅读并同意 隐私说明').fire('tap');
  await settle(60);
  expect(hear(page, 'checkbox', '我已阅读并同意 隐私说明').attribute('aria-checked')).toBe(true);
  elementOf(page, 'wx-button').fire('tap');
  await settle(200);

  expect(cloud.inputs('invite.accept')).toMatchObject([{ code: INVITE_CODE, name: '小王' }]);
  expect(gone).toEqual(['/pages/devices/devices']);
  expect(toasts.at(-1)).toBe('已加入 1 家门店');
});

test('who took an invitation up and taps its card again is told so, and goes to the stores', async () => {
  const cloud = new Answers()
    .on('session.start', () => makeSession({ member: staff }))
    .on('entry.look', () => makeInvitation({ state: 'used', stores: [], accepted: true }));
  const page = await open(cloud, { code: INVITE_CODE });
  expect(textOf(page)).toContain('你已经加入');
  expect(textOf(page)).not.toContain('有人用过');

  elementOf(page, 'wx-button').fire('tap');
  expect(gone).toEqual(['/pages/devices/devices']);
});

test('the notice can be read before anything is agreed to', async () => {
  const page = await open(
    strangersCloud().on('entry.look', () => makeShared()),
    { code: 'sAAAAAAAAAAAAAAAAAAAAAAAA' },
  );
  hear(page, 'link', '隐私说明').fire('tap');

  expect(gone).toEqual(['/manage/pages/privacy/privacy']);
});

test('a member who scans a camera’s code sees its picture in this page’s place', async () => {
  const cloud = new Answers()
    .on('session.start', () => makeSession({ member: staff }))
    .on('entry.look', () => ({ kind: 'camera', channelId: 'gate' }));
  await open(cloud, { q: encodeURIComponent('https://kandian.example/k/cAAAAAAAAAAAAAAAAAAAAAAAA') });

  expect(gone).toEqual(['/live/pages/live/live?channel=gate']);
});

test('a foreign code says so, with the way to the stores', async () => {
  const cloud = strangersCloud();
  const page = await open(cloud, { q: encodeURIComponent('https://example.com/pay') });
  expect(textOf(page)).toContain('这不是看店的码');
  expect(cloud.made).toEqual([]);

  elementOf(page, 'wx-button').fire('tap');
  expect(gone).toEqual(['/pages/devices/devices']);
});

test('an unknown code does not say whether there is such a camera', async () => {
  const cloud = strangersCloud().refuse('entry.look', 'not-found');
  const page = await open(cloud, { scene: 'cAAAAAAAAAAAAAAAAAAAAAAAA' });

  expect(textOf(page)).toContain('这个码打不开');
  expect(textOf(page)).not.toContain('摄像头');
});

test('without a network it is tried again', async () => {
  const cloud = strangersCloud().on('entry.look', () => Promise.reject(new CallFailed('no-network', '', null)));
  const page = await open(cloud, { code: INVITE_CODE });
  expect(textOf(page)).toContain('网络连接不上');

  cloud.on('entry.look', () => makeInvitation());
  elementOf(page, 'wx-button').fire('tap');
  await settle(200);
  expect(textOf(page)).toContain('邀请你加入');
});

test('an answer for a page that is gone leads nowhere', async () => {
  const cloud = new Answers().on('session.start', () => makeSession({ member: staff }));
  let answer: () => void = () => undefined;
  cloud.on('entry.look', () => {
    return new Promise((resolve) => (answer = () => resolve({ kind: 'camera', channelId: 'gate' })));
  });
  const page = await open(cloud, { code: 'cAAAAAAAAAAAAAAAAAAAAAAAA' });
  (page.instance as Page).onUnload();
  answer();
  await settle(200);

  expect(gone).toEqual([]);
});
