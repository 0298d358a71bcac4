import type { SessionMember } from '../../../typings/contract/domain';
import type { Invite } from '../../../typings/contract/codes';
import type { Member } from '../../../typings/contract/people';
import { Answers } from '../../miniprogram/support/answers';
import { NOTICE } from '../../miniprogram/support/cloud';
import {
  aManager,
  anOwner,
  FakePeople,
  makeGrant,
  makeInvite,
  makeMember,
  OWN_CODE,
} from '../../miniprogram/support/people';
import { NOON } from '../../miniprogram/support/phone';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onShareAppMessage(): { readonly title: string; readonly path: string; readonly imageUrl: string };
}
interface Modal {
  readonly title: string;
  readonly content: string;
  readonly editable?: boolean;
  readonly success: (answer: { readonly confirm: boolean; readonly content: string }) => void;
}

const titles: string[] = [];
const toasts: string[] = [];
const opened: string[] = [];
const modals: Modal[] = [];
const menus: string[] = [];
const saved: string[] = [];
/** What WeChat would ask before the page is left, now; empty for nothing. */
let leaving = '';
let typed = '';
let agree = true;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  for (const list of [titles, toasts, opened, modals, menus, saved]) list.length = 0;
  typed = '';
  leaving = '';
  agree = true;
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    showToast: ({ title }: { title: string }) => toasts.push(title),
    showShareMenu: () => menus.push('shown'),
    hideShareMenu: () => menus.push('hidden'),
    pageScrollTo: () => undefined,
    enableAlertBeforeUnload: ({ message }: { message: string }) => (leaving = message),
    disableAlertBeforeUnload: () => (leaving = ''),
    navigateBack: () => opened.push('back'),
    navigateTo({ url, complete }: { url: string; complete: () => void }) {
      opened.push(url);
      complete();
    },
    env: { USER_DATA_PATH: 'usr:' },
    getFileSystemManager: () => ({
      writeFile: ({ success }: { success: () => void }) => success(),
      copyFile: ({ success }: { success: () => void }) => success(),
      unlink: () => undefined,
    }),
    saveImageToPhotosAlbum({ filePath, success }: { filePath: string; success: () => void }) {
      saved.push(filePath);
      success();
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

interface Given {
  readonly members?: readonly Member[];
  readonly invites?: readonly Invite[];
  readonly caller?: SessionMember;
}

async function open(name: string, { members = [], invites = [], caller = anOwner() }: Given, query: object = {}) {
  const people = new FakePeople(members);
  people.invites = invites;
  const answers = people
    .serve(new Answers())
    .on('session.start', () => ({ visitorCode: OWN_CODE, member: caller, notice: NOTICE, now: NOON }))
    .on('code.styles', () => ({ styles: ['mini-program', 'link'] }))
    .on('invite.image', ({ style }) => ({ png: style }));
  serveCalls(answers);
  const page = mount(`manage/pages/${name}/${name}`);
  const instance = page.instance as unknown as Page;
  if ('onLoad' in instance) instance.onLoad(query);
  instance.onShow();
  await pass();
  return { page, instance, answers, people };
}

async function pass(): Promise<void> {
  await jest.advanceTimersByTimeAsync(1_000);
}

async function press(page: Mounted, role: string, label: string): Promise<void> {
  hear(page, role, label).fire('tap');
  await pass();
}

const labels = (page: Mounted, role: string) => rolesOf(page).flatMap((each) => (each.role === role ? each.label : []));

describe('the page of people', () => {
  const members = [makeMember('a', { name: '小李' }), makeMember('b', { name: '小王', grants: [makeGrant('s1')] })];

  test('lists them, and each leads to a page of their own', async () => {
    const { page } = await open('members', { members, invites: [makeInvite('i0')] });
    expect(titles.at(-1)).toBe('同事');
    expect(textOf(page)).toContain('共 2 人');
    await press(page, 'button', '小李 南京路店 · 店员');
    await press(page, 'button', '邀请记录 1 个还没人用');
    await press(page, 'button', '邀请同事');
    expect(opened).toEqual([
      '/manage/pages/member/member?member=a',
      '/manage/pages/invites/invites',
      '/manage/pages/invite/invite',
    ]);
  });

  test('is filtered by store, searched, and asked for again by pulling', async () => {
    const { page, answers } = await open('members', { members });
    elementOf(page, 'wx-picker').fire('change', { value: '2' });
    await pass();
    expect(labels(page, 'button')).toContain('小王 店员');
    expect(textOf(page)).not.toContain('小李');
    elementOf(page, 'wx-input').fire('input', { value: '小李' });
    await pass();
    expect(textOf(page)).toContain('没有符合的人');
    const asked = answers.inputs('member.list').length;
    elementOf(page, 'wx-scroll-view').fire('refresherrefresh');
    await pass();
    expect(answers.inputs('member.list')).toHaveLength(asked + 1);
  });

  test('stay, with their age and a button, when they cannot be read anew', async () => {
    const { page, answers, people, instance } = await open('members', { members });
    answers.refuse('member.list', 'timeout');
    instance.onShow();
    await pass();
    expect(textOf(page)).toMatch(/等了 8 秒没有回应，下面是 今天 \d\d:\d\d 的/);
    expect(labels(page, 'button')).toContain('小李 南京路店 · 店员');
    people.serve(answers);
    await press(page, 'button', '重试');
    expect(textOf(page)).not.toContain('没有回应');
  });

  test('leads whoever may not see them back, not to asking in vain', async () => {
    const { page, answers, instance } = await open('members', { members });
    answers.refuse('member.list', 'permission-denied');
    instance.onShow();
    await pass();
    expect(textOf(page)).toContain('你没有管理同事的权限');
    tapOn(page, '返回');
    await pass();
    expect(opened).toEqual(['back']);
  });

  test('without anybody offers to invite', async () => {
    const { page } = await open('members', {});
    expect(textOf(page)).toContain('这里还没有同事');
  });
});

describe('the page of one person', () => {
  test('switches a right, says what that changes, and saves it', async () => {
    const { page, answers } = await open('member', { members: [makeMember('a', { name: '小李' })] }, { member: 'a' });
    expect(titles.at(-1)).toBe('小李');
    const share = () => rolesOf(page).find(({ role, label }) => role === 'switch' && label.trim() === '分享');
    expect(share()?.attribute('aria-checked')).toBe(false);
    share()?.fire('tap');
    await pass();
    expect(share()?.attribute('aria-checked')).toBe(true);
    expect(textOf(page)).toContain('加上：分享');
    await press(page, 'button', '保存');
    expect(answers.inputs('member.grant')).toMatchObject([{ memberId: 'a', storeId: 's0' }]);
    expect(toasts).toEqual(['已保存，马上生效']);
    expect(labels(page, 'button')).not.toContain('保存');
  });

  test('is not left with something unsaved before WeChat has asked', async () => {
    const { page, instance } = await open('member', { members: [makeMember('a')] }, { member: 'a' });
    const share = rolesOf(page).find(({ role, label }) => role === 'switch' && label.trim() === '分享');
    share?.fire('tap');
    await pass();
    expect(leaving).toBe('改动还没保存，离开就没有了');
    instance.onHide();
    expect(leaving).toBe('');
    instance.onShow();
    expect(leaving).toBe('改动还没保存，离开就没有了');
    await press(page, 'button', '保存');
    expect(leaving).toBe('');
  });

  test('says on the page that an answer was lost, and checks what became of it', async () => {
    const members = [makeMember('a', { name: '小李', grants: [makeGrant('s0'), makeGrant('s1')] })];
    const { page, answers, people } = await open('member', { members }, { member: 'a' });
    answers.refuse('member.remove', 'internal').refuse('member.list', 'internal');
    await press(page, 'button', '移出这些门店');
    expect(toasts).toEqual([]);
    hear(page, 'alert', '小程序出错了，可能已经改好，还没核对到');
    expect(labels(page, 'button')).toContain('南京路店 还没核对');
    people.serve(answers);
    await press(page, 'button', '核对');
    expect(textOf(page)).not.toContain('还没核对');
    expect(labels(page, 'button')).toContain('南京路店 店员');
  });

  test('does not switch what is locked, and tells why', async () => {
    const { page } = await open('member', { members: [makeMember('a')] }, { member: 'a' });
    const view = hear(page, 'switch', '看直播 在门店里总能看直播');
    expect(view.attribute('aria-disabled')).toBe(true);
    view.fire('tap');
    await pass();
    expect(hear(page, 'switch', '看直播 在门店里总能看直播').attribute('aria-checked')).toBe(true);
    expect(textOf(page)).not.toContain('保存后');
  });

  test('limits the hours with two time pickers, over midnight in words', async () => {
    const { page } = await open('member', { members: [makeMember('a')] }, { member: 'a' });
    const limited = rolesOf(page).find(({ role, label }) => role === 'radio' && label.trim() === '限定时间');
    limited?.fire('tap');
    await pass();
    elementOf(page, 'wx-picker').fire('change', { value: '20:00' });
    await pass();
    expect(textOf(page)).toContain('每天 20:00–次日 18:00，按门店当地时间');
    expect(labels(page, 'button')).toEqual(expect.arrayContaining(['开始时间 20:00', '结束时间 18:00']));
  });

  test('removes somebody after a question that names what ends, and not without a yes', async () => {
    const members = [makeMember('a', { name: '小李' })];
    const { page, answers } = await open('member', { members }, { member: 'a' });
    agree = false;
    await press(page, 'button', '移出 南京路店');
    expect(modals[0]).toMatchObject({ title: '把 小李 移出 南京路店？' });
    expect(modals[0]?.content).toContain('发出的分享和邀请也会结束');
    expect(answers.inputs('member.remove')).toEqual([]);
    agree = true;
    await press(page, 'button', '移出 南京路店');
    expect(toasts).toEqual(['已移出']);
    expect(textOf(page)).toContain('这位同事已不在名单里');
  });

  test('renames, makes an owner, and adds to a store', async () => {
    const { page, answers } = await open('member', { members: [makeMember('a')] }, { member: 'a' });
    typed = '小李';
    await press(page, 'button', '改名');
    expect(answers.inputs('member.rename')).toEqual([{ memberId: 'a', name: '小李' }]);
    await press(page, 'button', '加到门店');
    expect(hear(page, 'button', '徐家汇店').attribute('aria-checked')).toBeUndefined();
    await press(page, 'button', '徐家汇店');
    await press(page, 'button', '保存');
    expect(answers.inputs('member.grant')).toMatchObject([{ storeId: 's2', role: 'staff' }]);
    await press(page, 'button', '设为老板');
    expect(answers.inputs('member.own')).toEqual([{ memberId: 'a', owner: true }]);
    expect(textOf(page)).toContain('老板有所有门店的所有权限');
  });

  test('of the caller can only be read', async () => {
    const me = makeMember('me', { self: true, grants: [makeGrant('s0', { role: 'manager' })] });
    const { page } = await open('member', { members: [me], caller: aManager() }, { member: 'me' });
    expect(textOf(page)).toContain('这是你自己');
    expect(labels(page, 'switch')).toEqual([]);
  });

  test('without a person in its address says so', async () => {
    const { page } = await open('member', {});
    expect(textOf(page)).toContain('这位同事已不在名单里');
  });
});

describe('the page that invites', () => {
  test('makes an invitation, hands it on as a card, as a code and into the album', async () => {
    const { page, instance, answers } = await open('invite', {});
    expect(menus).toEqual(['hidden']);
    expect(hear(page, 'button', '生成邀请').attribute('aria-disabled')).toBe(true);
    expect(hear(page, 'checkbox', '南京路店').attribute('aria-checked')).toBe(false);
    await press(page, 'checkbox', '南京路店');
    expect(hear(page, 'checkbox', '南京路店').attribute('aria-checked')).toBe(true);
    await press(page, 'button', '生成邀请');
    expect(answers.inputs('invite.make')).toMatchObject([{ role: 'staff', storeIds: ['s0'] }]);
    expect(textOf(page)).toContain('发给微信好友');
    expect(menus.at(-1)).toBe('shown');
    expect(instance.onShareAppMessage()).toEqual({
      title: '邀请你加入看店',
      path: '/pages/entry/entry?code=code-i0',
      imageUrl: '/manage/images/share-invite.png',
    });
    expect(hear(page, 'img', '邀请的码，给对方扫').attribute('src')).toBe('data:image/png;base64,mini-program');
    await press(page, 'button', '存到相册');
    expect(saved).toEqual(['usr:/邀请 店员 · 南京路店.png']);
  });

  test('takes it back after a question; then there is nothing to forward', async () => {
    const { page, answers, instance } = await open('invite', { invites: [makeInvite('i7')] }, { invite: 'i7' });
    expect(instance.onShareAppMessage().path).toBe('/pages/entry/entry?code=code-i7');
    await press(page, 'button', '收回这个邀请');
    expect(modals).toMatchObject([{ title: '收回这个邀请？' }]);
    expect(answers.inputs('invite.revoke')).toEqual([{ id: 'i7' }]);
    expect(textOf(page)).toContain('已收回');
    expect(menus.at(-1)).toBe('hidden');
    expect(instance.onShareAppMessage().path).toBe('/pages/devices/devices');
  });
});

describe('the page of invitations', () => {
  test('tells how each stands, and hands one’s own on again', async () => {
    const { page } = await open('invites', { invites: [makeInvite('i0'), makeInvite('i1', { state: 'revoked' })] });
    expect(textOf(page)).toContain('等人加入');
    await press(page, 'button', '再给一次：店员 · 南京路店');
    expect(opened).toEqual(['/manage/pages/invite/invite?invite=i0']);
  });

  test('takes one back after a question', async () => {
    const { page, answers } = await open('invites', { invites: [makeInvite('i0')] });
    agree = false;
    await press(page, 'button', '收回：店员 · 南京路店');
    expect(answers.inputs('invite.revoke')).toEqual([]);
    agree = true;
    await press(page, 'button', '收回：店员 · 南京路店');
    expect(answers.inputs('invite.revoke')).toEqual([{ id: 'i0' }]);
    expect(toasts).toEqual(['已收回，不能再用了']);
  });
});
