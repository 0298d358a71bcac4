import type { NoticeState } from '../../../typings/contract/health';
import { makeHealth, makeNotices, TEMPLATES } from '../../miniprogram/support/care';
import { makeSessionMember, NOTICE } from '../../miniprogram/support/cloud';
import { ManagePhone } from '../../miniprogram/support/manage-phone';
import { NOON } from '../../miniprogram/support/phone';
import { mount, restartApp, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementsOf, hear, rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onUnload(): void;
}

interface Question {
  readonly tmplIds: readonly string[];
  readonly success: (told: Record<string, string>) => void;
  readonly fail: (error: { readonly errCode: number }) => void;
}

let phone: ManagePhone;
let questions: Question[] = [];
let settings = 0;
let copied: string[] = [];
let leaving: (string | null)[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  phone = new ManagePhone();
  phone.install();
  [questions, settings, copied, leaving] = [[], 0, [], []];
  Object.assign(wx, {
    canIUse: () => true,
    requestSubscribeMessage: (question: Question) => questions.push(question),
    openSetting: () => (settings += 1),
    setClipboardData: ({ data, success }: { data: string; success: () => void }) => {
      copied.push(data);
      success();
    },
    enableAlertBeforeUnload: ({ message }: { message: string }) => leaving.push(message),
    disableAlertBeforeUnload: () => leaving.push(null),
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms = 500) => jest.advanceTimersByTimeAsync(ms);

async function open(name: 'health' | 'notices', query: object = {}) {
  const page = mount(`care/pages/${name}/${name}`);
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  await pass();
  return { page, instance };
}

async function press(page: Mounted, label: string, role = 'button'): Promise<void> {
  hear(page, role, label).fire('tap');
  await pass();
}

describe('the page of a camera’s health', () => {
  const gone = makeHealth({
    status: { reachability: 'offline' },
    ...{ outageFrom: NOON - 600_000, causes: ['store-line', 'account-keys', 'codec'], codec: 'h265' },
    storage: { kind: 'known', value: [{ state: 'broken', totalBytes: null, freeBytes: null }] },
  });

  test('says how it is, why most likely, and what to do', async () => {
    phone.answers.on('camera.health', () => gone);
    const { page } = await open('health', { channel: 'gate' });
    expect(phone.titles.at(-1)).toBe('收银台 · 健康');
    for (const part of ['离线', '南京路店', '已经 10 分钟', '店里停电或断网', '最可能', '电闸', 'H.265', '坏了'])
      expect(textOf(page)).toContain(part);
    expect(
      rolesOf(page)
        .filter(({ role }) => role === 'heading')
        .map(({ label }) => label),
    ).toEqual([...['可能的原因', '画面', '存储']]);
    expect(phone.answers.inputs('camera.health')).toEqual([{ channelId: 'gate' }]);
  });

  test('is asked again, copied without ids, and leads to notices', async () => {
    phone.answers.on('camera.health', () => gone);
    const { page } = await open('health', { channel: 'gate' });
    phone.answers.on('camera.health', () => makeHealth());
    await press(page, '再看一次');
    expect(textOf(page)).toContain('没有发现问题');
    await press(page, '复制给管理员');
    expect(copied).toHaveLength(1);
    expect(copied[0]).toMatch(/^健康 · 收银台 · 南京路店\n/);
    await press(page, '掉线时告诉我', 'link');
    expect(phone.opened).toEqual(['/care/pages/notices/notices']);
  });

  test('leads an owner to the accounts', async () => {
    const member = makeSessionMember({ role: 'owner' });
    phone.answers.on('session.start', () => ({ visitorCode: 'K7M2QX', member, notice: NOTICE, now: NOON }));
    phone.answers.on('camera.health', () => gone);
    const { page } = await open('health', { channel: 'gate' });
    await press(page, '去云平台账号', 'link');
    expect(phone.opened).toEqual(['/upkeep/pages/accounts/accounts']);
  });

  test('leads who manages it to its switches', async () => {
    phone.answers.on('camera.health', () => makeHealth({ status: { condition: 'masked' }, causes: ['masked'] }));
    const { page } = await open('health', { channel: 'gate' });
    await press(page, '去直播页的「更多」', 'link');
    expect(phone.opened).toEqual(['/live/pages/live/live?channel=gate']);
  });

  test('says what is slow, and asks nothing any more once it is left', async () => {
    phone.answers.on('camera.health', () => new Promise(() => undefined));
    const { page, instance } = await open('health', { channel: 'gate' });
    await pass(5_000);
    expect(textOf(page)).toContain('最多要 8 秒');
    instance.onHide();
    instance.onUnload();
    await pass(120_000);
    expect(phone.answers.inputs('camera.health')).toHaveLength(1);
  });

  test('tells who may not know whom to ask, and leads back', async () => {
    phone.answers.refuse('camera.health', 'permission-denied');
    const { page } = await open('health', { channel: 'gate' });
    expect(textOf(page)).toContain('请告诉分享的人');
    elementsOf(page, 'wx-button')[0]?.fire('tap');
    await pass();
    expect(phone.backs).toBe(1);
  });

  test('leads back from an address without a camera', async () => {
    const { page } = await open('health');
    expect(textOf(page)).toContain('没有这个摄像头');
    expect(phone.answers.inputs('camera.health')).toEqual([]);
  });
});

describe('the page of notices', () => {
  let state: NoticeState;

  beforeEach(() => {
    state = makeNotices();
    phone.answers
      .on('notice.read', () => state)
      .on('notice.allow', () => (state = makeNotices({ left: { offline: 1, back: 1 } })))
      .on('notice.quiet', ({ quiet }) => (state = makeNotices({ quiet })));
  });

  test('asks WeChat after the tap and counts what was allowed', async () => {
    const { page } = await open('notices');
    expect(phone.titles.at(-1)).toBe('掉线通知');
    expect(textOf(page)).toContain('没有次数了，不会告诉你');
    hear(page, 'button', '允许微信通知我').fire('tap');
    expect(questions).toMatchObject([{ tmplIds: [TEMPLATES.offline, TEMPLATES.back] }]);
    questions[0]?.success({ errMsg: 'ok', [TEMPLATES.offline]: 'accept', [TEMPLATES.back]: 'accept' });
    await pass();
    expect(textOf(page)).toContain('掉线：允许了，多了一条');
    expect(textOf(page)).toContain('还能发 1 条');
    hear(page, 'button', '再加一条');
  });

  test('leads to WeChat’s settings when the main switch is off', async () => {
    const { page } = await open('notices');
    await press(page, '允许微信通知我');
    questions[0]?.fail({ errCode: 20004 });
    await pass();
    expect(textOf(page)).toContain('你关掉了小程序的通知');
    await press(page, '去设置');
    expect(settings).toBe(1);
  });

  test('tells the cloud once more of what it did not note down', async () => {
    phone.answers.refuse('notice.allow', 'internal');
    const { page } = await open('notices');
    await press(page, '允许微信通知我');
    questions[0]?.success({ errMsg: 'ok', [TEMPLATES.offline]: 'accept', [TEMPLATES.back]: 'reject' });
    await pass();
    expect(textOf(page)).toContain('你允许了，但还没有记下');
    phone.answers.on('notice.allow', () => (state = makeNotices({ left: { offline: 1, back: 0 } })));
    await press(page, '再记一次');
    const [first, second] = phone.answers.inputs('notice.allow');
    expect(second).toEqual(first);
    expect(textOf(page)).not.toContain('还没有记下');
  });

  test('keeps quiet hours, and asks before they are lost', async () => {
    const { page } = await open('notices');
    await press(page, '这段时间不通知', 'switch');
    expect(leaving.at(-1)).toBe('免打扰的时间还没保存，离开就没有了');
    elementsOf(page, 'wx-picker')[1]?.fire('change', { value: '06:30' });
    await pass();
    await press(page, '保存');
    expect(phone.answers.inputs('notice.quiet')).toEqual([{ quiet: { from: 1320, to: 390 } }]);
    expect([phone.toasts, leaving.at(-1)]).toEqual([['已保存'], null]);
    expect(hear(page, 'switch', '这段时间不通知').attribute('aria-checked')).toBe(true);
    hear(page, 'button', '结束时间 06:30');
  });

  test('says from when it is when it cannot be read anew, and is asked for again', async () => {
    const first = await open('notices');
    first.instance.onUnload();
    phone.answers.refuse('notice.read', 'no-network');
    const { page } = await open('notices');
    expect(textOf(page)).toMatch(/网络连接不上，下面是 .+ 的/);
    hear(page, 'button', '允许微信通知我');
    phone.answers.on('notice.read', () => state);
    hear(page, 'button', '重试').fire('tap');
    await pass();
    expect(textOf(page)).not.toContain('下面是');
  });

  test('says so where none are sent, and leads back', async () => {
    state = makeNotices({ templates: null });
    const { page } = await open('notices');
    expect(textOf(page)).toContain('这里不发通知');
    elementsOf(page, 'wx-button')[0]?.fire('tap');
    await pass();
    expect(phone.backs).toBe(1);
  });
});
