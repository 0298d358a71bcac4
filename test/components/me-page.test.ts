import { FakeCloud, makeSessionMember } from '../miniprogram/support/cloud';
import { makeGrant } from '../miniprogram/support/people';
import { serveCalls } from '../miniprogram/support/serve-calls';
import { mount, restartApp, settle, textOf, unmountAll, type Mounted } from '../support/mount';
import { elementOf, hear } from '../support/screen-reader';

const copied: string[] = [];
const opened: string[] = [];
const tabs: string[] = [];

beforeEach(() => {
  for (const list of [copied, opened, tabs]) list.length = 0;
  Object.assign(wx, {
    setClipboardData: ({ data }: { data: string }) => copied.push(data),
    navigateTo: ({ url }: { url: string }) => opened.push(url),
    setTabBarItem: ({ text }: { text: string }) => tabs.push(text),
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'dark', fontSizeScaleFactor: 1 }),
    getAccountInfoSync: () => ({ miniProgram: { version: '1.4.0' } }),
    onThemeChange: () => undefined,
    offThemeChange: () => undefined,
    getStorageSync: () => '',
    setStorageSync: () => undefined,
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
});

async function open(cloud: FakeCloud): Promise<Mounted> {
  serveCalls(cloud);
  const page = mount('pages/me/me');
  (page.instance as { onShow(): void }).onShow();
  await settle(60);
  return page;
}

test('I see who I am, what I may, how I look and which version this is', async () => {
  const text = textOf(await open(new FakeCloud([])));

  for (const part of ['小周', '店长', 'K7M2QX', '跟随手机 · 深色', '版本 1.4.0']) expect(text).toContain(part);
});

test('the visitor code is copied with one tap', async () => {
  const page = await open(new FakeCloud([]));

  hear(page, 'button', '复制 访客码 K7M2QX').fire('tap');

  expect(copied).toEqual(['K7M2QX']);
});

test('a language is chosen by its own name, and page and tabs change at once', async () => {
  const page = await open(new FakeCloud([]));
  hear(page, 'button', '语言 跟随手机').fire('tap');
  await settle(60);
  elementOf(page, 'van-action-sheet').fire('select', { choice: 'en', name: 'English' });
  await settle(60);

  expect(textOf(page)).toContain('Visitor code');
  expect(tabs.slice(-3)).toEqual(['Stores', 'Scan', 'Me']);
});

test('the last diagnosis is one tap away', async () => {
  const page = await open(new FakeCloud([]));

  hear(page, 'button', '播放诊断').fire('tap');

  expect(opened).toEqual(['/live/pages/diagnosis/diagnosis']);
});

test('an owner finds the accounts at the vendors, a manager does not', async () => {
  const cloud = new FakeCloud([]);
  expect(textOf(await open(cloud))).not.toContain('云平台账号');
  cloud.session = { ...cloud.session, member: makeSessionMember({ role: 'owner' }) };
  restartApp();

  const page = await open(cloud);
  hear(page, 'button', '云平台账号').fire('tap');

  expect(opened).toEqual(['/upkeep/pages/accounts/accounts']);
});

test('what WeChat tells me of is one tap away', async () => {
  const page = await open(new FakeCloud([]));

  hear(page, 'button', '掉线通知').fire('tap');

  expect(opened).toEqual(['/care/pages/notices/notices']);
});

test('an owner whose account has tools finds them, and a manager is not even asked about', async () => {
  const cloud = new FakeCloud([]);
  cloud.tools = [{ id: 'a0', name: '总部' }];
  expect(textOf(await open(cloud))).not.toContain('OneNET 工具');
  expect(cloud.inputs('tool.accounts')).toEqual([]);
  cloud.session = { ...cloud.session, member: makeSessionMember({ role: 'owner' }) };
  restartApp();

  const page = await open(cloud);
  hear(page, 'button', 'OneNET 工具').fire('tap');

  expect(opened).toEqual(['/tools/pages/tools/tools']);
});

test('my clips are one tap away', async () => {
  const page = await open(new FakeCloud([]));

  hear(page, 'button', '我的剪辑').fire('tap');

  expect(opened).toEqual(['/playback/pages/clips/clips']);
});

test.each([
  ['a guest', makeSessionMember({ role: 'guest', rights: ['view'] })],
  ['a stranger', null],
])('%s, who can make none, is offered no clips', async (_, member) => {
  const cloud = new FakeCloud([]);
  cloud.session = { ...cloud.session, member };

  expect(textOf(await open(cloud))).not.toContain('我的剪辑');
});

test('a stranger learns what to do with the code', async () => {
  const cloud = new FakeCloud([]);
  cloud.session = { ...cloud.session, member: null };

  const text = textOf(await open(cloud));

  expect(text).toContain('未加入');
  expect(text).toContain('请店长或老板发一个邀请');
});

test('what I may where stands on my page, and the ways that are open to me', async () => {
  const cloud = new FakeCloud([]);
  const grants = [
    { storeId: 's1', storeName: '南京路店', role: 'staff', rights: ['view', 'talk'], hours: { from: 540, to: 1080 } },
  ] as const;
  cloud.session = { ...cloud.session, member: makeSessionMember({ role: 'staff', rights: ['view', 'talk'], grants }) };
  const page = await open(cloud);

  expect(textOf(page)).toContain('南京路店店员 09:00–18:00看直播，对讲');
  expect(textOf(page)).not.toContain('成员');
  hear(page, 'button', '我的记录').fire('tap');
  expect(opened).toEqual(['/records/pages/audit/audit']);
});

test('what I may in however many stores keeps none of the ways from the screen', async () => {
  const text = textOf(await open(answerMany(40)));

  const places = ['操作记录', '语言', '我的门店'].map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});

function answerMany(stores: number): FakeCloud {
  const cloud = new FakeCloud([]);
  const grants = Array.from({ length: stores }, (_, index) => makeGrant(`s${index}`));
  return Object.assign(cloud, { session: { ...cloud.session, member: makeSessionMember({ grants }) } });
}

test.each([
  ['门店与摄像头', '/upkeep/pages/stores/stores'],
  ['成员', '/manage/pages/members/members'],
  ['邀请', '/manage/pages/invites/invites'],
  ['分享', '/manage/pages/shares/shares'],
  ['摄像头的码', '/manage/pages/codes/codes'],
  ['操作记录', '/records/pages/audit/audit'],
  ['隐私说明', '/manage/pages/privacy/privacy'],
])('who manages gets to %s', async (title, address) => {
  const page = await open(new FakeCloud([]));
  hear(page, 'button', title).fire('tap');

  expect(opened).toEqual([address]);
});

test('a stranger can claim a new installation, and read the notice', async () => {
  const cloud = new FakeCloud([]);
  cloud.session = { ...cloud.session, member: null };
  const page = await open(cloud);
  hear(page, 'button', '我有启用码').fire('tap');

  expect(opened).toEqual(['/manage/pages/claim/claim']);
  expect(textOf(page)).toContain('隐私说明');
});
