import type { Viewer } from '../../../typings/contract/audit';
import { Answers } from '../../miniprogram/support/answers';
import { WU, ZHOU } from '../../miniprogram/support/audit';
import { makeChannel, makeSessionMember, NOTICE } from '../../miniprogram/support/cloud';
import { NOON } from '../../miniprogram/support/phone';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, tapOn, textOf, unmountAll } from '../../support/mount';
import { rolesOf } from '../../support/screen-reader';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onUnload(): void;
}

const titles: string[] = [];
const left: string[] = [];
const LOOKING: Viewer = { ...WU, kind: 'live', role: 'staff', since: NOON - 190_000 };

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: NOON });
  titles.length = 0;
  left.length = 0;
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    navigateBack: () => left.push('back'),
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

async function open(answers: Answers, query: object = { channel: 'gate' }) {
  answers.on('channel.list', () => ({ channels: [makeChannel('gate', { name: '收银台' })], next: null }));
  const member = makeSessionMember();
  answers.on('session.start', () => ({ visitorCode: ZHOU.visitorCode, member, notice: NOTICE, now: NOON }));
  serveCalls(answers);
  const page = mount('records/pages/watching/watching');
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  await pass(500);
  return { page, instance };
}

test('who watches stands there with role and time, and beside it what the vendor counts', async () => {
  const answers = new Answers().on('watching.list', () => ({ viewers: [LOOKING], vendorCount: 3 }));
  const { page } = await open(answers);
  expect(titles.at(-1)).toBe('收银台 · 谁在观看');
  for (const part of ['1 人正在观看', '云平台统计 3 人', '小吴', '店员 · 看直播', '看了 3 分钟'])
    expect(textOf(page)).toContain(part);
  // The hour is the phone's.
  const [row] = rolesOf(page).flatMap(({ role, label }) => (role === 'text' ? label : []));
  expect(row).toMatch(/^小吴，店员 · 看直播，今天 \d\d:01 开始，看了 3 分钟$/);
});

test('it is asked again by hand and every 15 s, but not by a page that nobody sees', async () => {
  const answers = new Answers().on('watching.list', () => ({ viewers: [LOOKING], vendorCount: null }));
  const { page, instance } = await open(answers);
  tapOn(page, '刷新');
  await pass(100);
  await pass(15_000);
  expect(answers.inputs('watching.list')).toEqual([1, 2, 3].map(() => ({ channelId: 'gate' })));
  instance.onHide();
  await pass(60_000);
  instance.onUnload();
  expect(answers.inputs('watching.list')).toHaveLength(3);
});

test('nobody there says when somebody would be', async () => {
  const answers = new Answers().on('watching.list', () => ({ viewers: [], vendorCount: null }));
  const { page } = await open(answers);
  expect(textOf(page)).toContain('有人打开这个摄像头的画面，20 秒内就会出现在这里');
  tapOn(page, '刷新');
  await pass(100);
  expect(answers.inputs('watching.list')).toHaveLength(2);
});

test('who may not know is told whom to ask, and led back', async () => {
  const { page } = await open(new Answers().refuse('watching.list', 'permission-denied'));
  expect(textOf(page)).toContain('请店长或老板给你「管理」权限');
  tapOn(page, '返回');
  await pass(100);
  expect(left).toEqual(['back']);
});

test('an address without a camera leads back', async () => {
  const answers = new Answers();
  const { page } = await open(answers, {});
  expect(textOf(page)).toContain('没有这个摄像头');
  expect(answers.inputs('watching.list')).toEqual([]);
});
