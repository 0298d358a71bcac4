import { Answers } from '../../miniprogram/support/answers';
import { makeSession, staff } from '../../miniprogram/support/entry-rig';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, settle, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear } from '../../support/screen-reader';

const gone: string[] = [];
const toasts: string[] = [];
const removed: string[] = [];
let questions: WechatMiniprogram.ShowModalOption[] = [];
let says = true;

beforeEach(() => {
  gone.length = toasts.length = removed.length = 0;
  questions = [];
  says = true;
  const go = ({ url = 'back', success }: { url?: string; success?: () => void }) => {
    gone.push(url);
    success?.();
  };
  Object.assign(wx, {
    navigateBack: go,
    navigateTo: go,
    switchTab: go,
    showToast: ({ title }: { title: string }) => toasts.push(title),
    showModal: (question: WechatMiniprogram.ShowModalOption) => {
      questions.push(question);
      question.success?.({ confirm: says, cancel: !says, content: '', errMsg: '' });
    },
    openPrivacyContract: ({ success }: WechatMiniprogram.OpenPrivacyContractOption) => {
      gone.push('contract');
      success?.({ errMsg: '' });
    },
    setNavigationBarTitle: () => undefined,
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    removeStorageSync: (key: string) => removed.push(key),
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
});

async function open(cloud: Answers, path: string): Promise<Mounted> {
  serveCalls(cloud);
  const page = mount(path);
  const methods = page.instance as { onLoad?(query: object): void; onShow(): void };
  methods.onLoad?.({});
  methods.onShow();
  await settle(200);
  return page;
}

/** The field of the code lies in a slot, where the kit finds it last. */
function fillIn(page: Mounted, code: string): void {
  (page.instance as { onCode(event: object): void }).onCode({ detail: { value: code } });
  elementOf(page, 'wx-input').fire('input', { value: '老王' });
}

const PRIVACY = 'manage/pages/privacy/privacy';
const CLAIM = 'manage/pages/claim/claim';
const member = (agreed: boolean) => () => makeSession({ member: { ...staff, agreed } });

test('the notice names purposes, who processes, how long, and WeChat’s own guide', async () => {
  const page = await open(new Answers().on('session.start', member(true)), PRIVACY);
  for (const text of ['麦克风', '相册', '剪贴板', '萤石', '180 天', '版本 2026-01'])
    expect(textOf(page)).toContain(text);
  expect(textOf(page)).not.toContain('我已阅读并同意');

  hear(page, 'link', '微信的《小程序用户隐私保护指引》').fire('tap');
  expect(gone).toEqual(['contract']);
});

test('who agreed to another notice agrees to this one, and is back where they were', async () => {
  const cloud = new Answers().on('session.start', member(false)).on('privacy.agree', () => null);
  const page = await open(cloud, PRIVACY);
  cloud.on('session.start', member(true));
  elementOf(page, 'wx-button').fire('tap');
  await settle(200);

  expect(cloud.inputs('privacy.agree')).toEqual([{ notice: '2026-01' }]);
  expect([gone, toasts]).toEqual([['back'], ['已同意']]);
});

test('an account is deleted only after its consequences were read', async () => {
  const cloud = new Answers().on('session.start', member(true)).on('account.delete', () => null);
  const page = await open(cloud, PRIVACY);
  says = false;
  tapOn(page, '删除账号');
  await settle(200);
  expect(questions[0]?.content).toContain('操作记录不带名字再留 180 天');
  expect(cloud.inputs('account.delete')).toEqual([]);

  says = true;
  cloud.on('session.start', () => makeSession());
  tapOn(page, '删除账号');
  await settle(300);
  expect(cloud.inputs('account.delete')).toHaveLength(1);
  expect(removed).toEqual(expect.arrayContaining(['cameras', 'covers', 'preferences']));
  expect([gone, toasts]).toEqual([['/pages/devices/devices'], ['账号已删除']]);
});

test('a stranger may read it, and has nothing to delete', async () => {
  const page = await open(
    new Answers().on('session.start', () => makeSession()),
    PRIVACY,
  );

  expect(textOf(page)).toContain('麦克风');
  expect(textOf(page)).not.toContain('删除账号？');
  expect(() => elementOf(page, 'wx-button')).toThrow();
});

test('the first owner comes to be on a page of their own', async () => {
  const cloud = new Answers().on('session.start', () => makeSession()).on('owner.claim', () => null);
  const page = await open(cloud, CLAIM);
  elementOf(page, 'wx-button').fire('tap');
  expect(toasts).toEqual(['请填写启用码']);

  const fields = page.dom?.querySelectorAll('wx-input') ?? [];
  expect(fields).toHaveLength(2);
  fillIn(page, 'r76r-pjxv-28m3-sj7t');
  hear(page, 'checkbox', '我已阅读并同意 隐私说明').fire('tap');
  await settle(60);
  elementOf(page, 'wx-button').fire('tap');
  await settle(200);

  expect(cloud.inputs('owner.claim')).toMatchObject([{ code: 'r76r-pjxv-28m3-sj7t', name: '老王' }]);
  expect([gone, toasts.at(-1)]).toEqual([['/pages/devices/devices'], '你现在是老板了，可以邀请同事']);
});

test('too many wrong codes are told with the time from which to try again', async () => {
  const at = new Date(Date.now() + 1_800_000);
  const cloud = new Answers().on('session.start', () => makeSession());
  cloud.refuse('owner.claim', 'rate-limited', at.getTime());
  const page = await open(cloud, CLAIM);
  fillIn(page, 'wrong');
  hear(page, 'checkbox', '我已阅读并同意 隐私说明').fire('tap');
  await settle(60);
  elementOf(page, 'wx-button').fire('tap');
  await settle(200);

  expect(textOf(page)).toMatch(/错的次数太多，\S* ?\d\d:\d\d 以后再试/);
});
