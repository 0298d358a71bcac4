import type { SessionMember } from '../../../typings/contract/domain';
import { FakeAccounts, makeGone, makeNew, refusal, TAKEN } from '../../miniprogram/support/accounts';
import { anOwner } from '../../miniprogram/support/people';
import { makeAccount } from '../../miniprogram/support/upkeep-things';
import type { Answers } from '../../miniprogram/support/answers';
import { makeSessionMember, NOTICE } from '../../miniprogram/support/cloud';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { NOON } from '../../miniprogram/support/phone';
import { mount, restartApp, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, elementsOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad?(query: object): void;
  onShow(): void;
}
interface Modal {
  readonly title: string;
  readonly content: string;
  readonly success: (answer: { readonly confirm: boolean; readonly content: string }) => void;
}

let phone: ManagePhone;
let cloud: FakeAccounts;
let answers: Answers;
let typed = '';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  cloud = new FakeAccounts();
  answers = cloud.serve(phone.answers);
  typed = '';
  Object.assign(wx, {
    pageScrollTo: () => undefined,
    showModal: (modal: Modal) => {
      phone.modals.push({ ...modal, success: () => undefined });
      modal.success({ confirm: phone.agree, content: typed });
    },
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = () => jest.advanceTimersByTimeAsync(1_000);

async function open(name: string, query: object = {}, caller: SessionMember = anOwner()) {
  answers.on('session.start', () => ({ visitorCode: 'K7M2QX', member: caller, notice: NOTICE, now: NOON }));
  const page = mount(`upkeep/pages/${name}/${name}`);
  const instance = page.instance as unknown as Page;
  instance.onLoad?.(query);
  instance.onShow();
  await pass();
  return page;
}

async function press(page: Mounted, label: string, role = 'button'): Promise<void> {
  hear(page, role, label).fire('tap');
  await pass();
}

/** The field that reads so. */
function field(page: Mounted, label: string) {
  const input = elementsOf(page, 'wx-input').find((each) => each.attribute('aria-label') === label);
  if (input === undefined) throw new Error(`no field ${label}`);
  return input;
}

async function type(page: Mounted, label: string, value: string): Promise<void> {
  field(page, label).fire('input', { value });
  await pass();
}

const buttons = (page: Mounted) => rolesOf(page).flatMap(({ role, label }) => (role === 'button' ? [label] : []));

describe('the page of accounts', () => {
  test('lists them with how they stand, and leads to each and to a new one', async () => {
    cloud.accounts = [makeAccount('a', { name: '直营店', offers: 2, problem: 'vendor-auth' })];
    const page = await open('accounts');
    expect(phone.titles.at(-1)).toBe('云平台账号');
    await press(page, '直营店 萤石 · 12 个摄像头 · 2 个待处理 云平台不认这组密钥了。点开，换上新的密钥');
    await press(page, '添加账号');
    expect(phone.opened).toEqual(['/upkeep/pages/account/account?account=a', '/upkeep/pages/account/account']);
  });

  test('is asked for again by pulling', async () => {
    const page = await open('accounts');
    cloud.accounts = [makeAccount('a')];
    elementOf(page, 'wx-scroll-view').fire('refresherrefresh');
    await pass();
    expect(textOf(page)).toContain('共 1 个账号');
  });

  test('tells a manager that accounts are for owners', async () => {
    cloud.accounts = [makeAccount('a')];
    const page = await open('accounts', {}, makeSessionMember());
    expect(textOf(page)).toContain('只有老板能管账号');
    expect(textOf(page)).not.toContain('账号 a');
  });
});

describe('the page of an account', () => {
  test('adds one: what is wrong stands beside the line, what the vendor says below, then it is there', async () => {
    const page = await open('account');
    expect(phone.titles.at(-1)).toBe('添加账号');
    await type(page, '接口地址', 'open.ys7.com');
    await press(page, '添加');
    expect(phone.toasts).toEqual(['还有 4 处要改']);
    expect(textOf(page)).toContain('要填完整的网址，以 https:// 开头');
    await type(page, '接口地址', 'https://open.ys7.com');
    await type(page, '名称', '直营店');
    await type(page, 'AppKey', 'key');
    await type(page, 'Secret', 'wrong');
    cloud.check = refusal('vendor-auth', 'appSecret');
    await press(page, '先试一下');
    expect(textOf(page)).toContain('云平台说这里不对，核对后再试');
    expect(textOf(page)).toContain('云平台不认这组密钥');
    await type(page, 'Secret', 'right');
    cloud.check = TAKEN;
    await press(page, '添加');
    expect(phone.toasts.at(-1)).toBe('已添加，看看里面有什么');
    expect(textOf(page)).not.toContain('right');
    expect(textOf(page)).toContain('能用：读名单，看直播，云台');
    await press(page, '看看有什么');
    expect(phone.opened).toEqual(['/upkeep/pages/import/import?account=a0']);
  });

  test('covers secrets until asked to show them', async () => {
    const page = await open('account');
    const covered = () => field(page, 'Secret').attribute('password');
    expect(covered()).toBe(true);
    await press(page, '显示 Secret');
    expect(covered()).toBe(false);
    await press(page, '隐藏 Secret');
    expect(covered()).toBe(true);
    expect(field(page, 'AppKey').attribute('password')).toBe(false);
  });

  test('asks for what another vendor needs, choices among it', async () => {
    const page = await open('account');
    const tab = rolesOf(page).find(({ role, label }) => role === 'tab' && label === 'northcam');
    tab?.fire('tap');
    await pass();
    elementOf(page, 'wx-picker').fire('change', { value: '1' });
    await pass();
    await type(page, '名称', '北边的');
    await type(page, 'key', 'k');
    await press(page, '添加');
    expect(answers.inputs('account.add')).toMatchObject([
      { vendor: 'northcam', name: '北边的', credentials: { key: 'k', method: 'sha1' } },
    ]);
  });

  test('renames it, asks about it, changes its keys', async () => {
    cloud.accounts = [makeAccount('a', { name: '直营店' })];
    const page = await open('account', { account: 'a' });
    expect(phone.titles.at(-1)).toBe('直营店');
    typed = '加盟店';
    await press(page, '改名');
    expect(phone.titles.at(-1)).toBe('加盟店');
    await press(page, '再查一次');
    expect(textOf(page)).toContain('云平台认这组密钥');
    await press(page, '换密钥');
    expect(field(page, 'Secret').attribute('value')).toBe('');
    await type(page, 'AppKey', 'key');
    await type(page, 'Secret', 'secret');
    await press(page, '换上');
    expect(answers.inputs('account.rotate')).toMatchObject([{ accountId: 'a', credentials: { appSecret: 'secret' } }]);
    expect(phone.toasts).toEqual(['已改名', '已换上新密钥']);
  });

  test('removes it only with its name typed, and goes back', async () => {
    cloud.accounts = [makeAccount('a', { name: '直营店' })];
    const page = await open('account', { account: 'a' });
    await press(page, '移除账号');
    expect(textOf(page)).toContain('它的 12 个摄像头会从这里消失');
    expect(hear(page, 'button', '移除账号').attribute('aria-disabled')).toBe(true);
    await press(page, '移除账号');
    expect(answers.inputs('account.remove')).toEqual([]);
    await type(page, '要移除，请输入账号的名称「直营店」', '直营店');
    await press(page, '移除账号');
    expect(answers.inputs('account.remove')).toEqual([{ accountId: 'a', name: '直营店' }]);
    expect([phone.toasts, phone.backs]).toEqual([['账号已移除'], 1]);
  });
});

describe('the page that brings cameras in', () => {
  test('chooses a group, a store for the others, and takes them', async () => {
    cloud.accounts = [makeAccount('a', { name: '直营店' })];
    cloud.offers = [makeNew('1', { group: '南京路店', storeId: 's0' }), makeNew('2')];
    const page = await open('import', { account: 'a' });
    expect(phone.titles.at(-1)).toBe('看看有什么');
    expect(textOf(page)).toContain('直营店');
    await press(page, '选「南京路店」全组', 'checkbox');
    await press(page, '摄像头 2 序列号尾号 002 还没选门店', 'checkbox');
    expect(textOf(page)).toContain('其中 1 个还没选门店');
    await press(page, '加进来（2）');
    expect(phone.toasts).toEqual(['还有 1 个没选门店']);
    await press(page, '给 摄像头 2 选门店');
    const store = rolesOf(page).find(({ role, label }) => role === 'button' && label.trim() === '人民广场店');
    store?.fire('tap');
    await pass();
    await press(page, '加进来（2）');
    expect(answers.inputs('offer.take')).toEqual([
      {
        accountId: 'a',
        offers: [
          { id: '1', storeId: 's0' },
          { id: '2', storeId: 's1' },
        ],
      },
    ]);
    expect(textOf(page)).toContain('已加进来 2 个');
    expect(textOf(page)).toContain('没有新的摄像头');
    expect(buttons(page)).not.toContain('加进来（0）');
  });

  test('removes what is gone only after a question', async () => {
    cloud.accounts = [makeAccount('a')];
    cloud.offers = [makeGone('1')];
    const page = await open('import', { account: 'a' });
    const tab = rolesOf(page).find(({ role, label }) => role === 'tab' && label === '不见了 1');
    tab?.fire('tap');
    await pass();
    await press(page, '全选');
    phone.agree = false;
    await press(page, '移除（1）');
    expect(phone.modals.at(-1)).toMatchObject({ title: '移除 1 个摄像头？' });
    expect(answers.inputs('offer.take')).toEqual([]);
    phone.agree = true;
    await press(page, '移除（1）');
    expect(textOf(page)).toContain('已移除 1 个');
  });

  test('reads the list again when asked, and leads to a first store', async () => {
    cloud.accounts = [makeAccount('a')];
    cloud.offers = [makeNew('1')];
    cloud.stores = [];
    const page = await open('import', { account: 'a' });
    await press(page, '重新读一遍云平台的名单');
    expect(answers.inputs('import.refresh')).toEqual([{ accountId: 'a' }]);
    await press(page, '新建门店');
    expect(phone.opened).toEqual(['/upkeep/pages/store/store']);
  });

  test('keeps what is there when it cannot be read anew, says from when it is, and asks again', async () => {
    cloud.accounts = [makeAccount('a')];
    cloud.offers = [makeNew('1')];
    const page = await open('import', { account: 'a' });
    answers.refuse('offer.list', 'no-network');
    (page.instance as unknown as Page).onShow();
    await pass();
    expect(textOf(page)).toMatch(/网络连接不上，下面是 .+ 的/);
    expect(textOf(page)).toContain('摄像头 1');
    cloud.serve(answers);
    await press(page, '重试');
    expect(textOf(page)).not.toContain('下面是');
  });

  test('without an account in its address says so', async () => {
    const page = await open('import');
    expect(textOf(page)).toContain('这个账号已不在');
  });
});
