import type { CallEvent } from '../../../typings/contract/calls';
import type { ControlAbilities } from '../../../typings/contract/control';
import type { Right } from '../../../typings/contract/domain';
import { FakeCloud, makeChannel } from '../../miniprogram/support/cloud';
import { mount, restartApp, settle, textOf, unmountAll, type Mounted } from '../../support/mount';
import { NO_CONTROL } from '../../support/no-control';
import { hear, rolesOf } from '../../support/screen-reader';

interface LivePage {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onReady(): void;
  onUnload(): void;
  setData(data: object): void;
}

const CONTROL: ControlAbilities = {
  ...NO_CONTROL,
  ptz: { motions: ['up', 'down', 'left', 'right', 'zoom-in'], speeds: 3, limits: true, presets: true },
};

let asked: string[];
let answers: Readonly<Record<string, object | null>>;
/** What a person answers to a question, and the questions. */
let reply: { readonly confirm: boolean; readonly content: string };
let questions: string[];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  [asked, questions] = [[], []];
  reply = { confirm: true, content: '' };
  answers = {
    'channel.abilities': { lookBack: null, clips: null, videos: false, control: CONTROL },
    'preset.list': { presets: [{ id: '1', name: '大门' }] },
    'ptz.stop': null,
    'ptz.step': { kind: 'stopped' },
    'preset.go': null,
    'preset.remove': null,
    'preset.save': { id: '2', name: '后院' },
  };
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    setNavigationBarTitle: () => undefined,
    setKeepScreenOn: () => undefined,
    vibrateShort: () => undefined,
    showModal(question: { title: string; success: (answer: typeof reply) => void }) {
      questions.push(question.title);
      question.success(reply);
    },
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
  jest.useRealTimers();
});

async function open(...rights: Right[]): Promise<{ page: Mounted; instance: LivePage }> {
  const channel = makeChannel('gate', { rights: ['view', ...rights] });
  const cloud = new FakeCloud([channel]);
  wx.cloud.callFunction = (async ({ data: { action, data } }: { data: CallEvent }) => {
    if (action.endsWith('.list') && answers[action] === undefined)
      return { result: { ok: true, data: await cloud.call(action, data) } };
    const [, ...said] = Object.values(data) as readonly string[];
    asked.push([action, ...said].join(' '));
    if (action === 'live.open') return { result: { ok: false, error: { code: 'device-offline', requestId: 'R1' } } };
    const answer = answers[action];
    return answer === undefined ? new Promise(() => undefined) : { result: { ok: true, data: answer } };
  }) as unknown as typeof wx.cloud.callFunction;
  const page = mount('live/pages/live/live');
  const instance = page.instance as unknown as LivePage;
  instance.onLoad({ channel: 'gate' });
  instance.onShow();
  instance.onReady();
  await pass(2_000);
  return { page, instance };
}

/** Time and everything that waits for it. */
async function pass(ms: number): Promise<void> {
  await settle(100);
  jest.advanceTimersByTime(ms);
  await settle(100);
}

const touches = (count: number) => ({ touches: Array.from({ length: count }, (_, identifier) => ({ identifier })) });
const press = (page: Mounted, label: string) => hear(page, 'button', label).fire('touchstart', {}, touches(1));
const lift = (page: Mounted, label: string) => hear(page, 'button', label).fire('touchend', {}, touches(0));
const motions = () =>
  asked.filter((each) => each.startsWith('ptz.')).map((each) => each.split(' ').slice(0, 2).join(' '));
const labels = (page: Mounted, role: string) =>
  rolesOf(page).flatMap((each) => (each.role === role ? [each.label] : []));

test('what a camera can do is asked after its picture', async () => {
  await open('ptz');
  const [first = '', ...others] = asked.map((each) => each.split(' ')[0] ?? '');
  expect(first).toBe('live.open');
  expect(others).toContain('channel.abilities');
});

test('who may only watch sees no panel and asks nothing', async () => {
  const { page } = await open();
  expect(labels(page, 'tab')).toEqual([]);
  expect(asked.some((each) => each.startsWith('channel.abilities'))).toBe(false);
});

test('a finger on the pad turns the camera until it is lifted', async () => {
  const { page } = await open('ptz');
  expect(labels(page, 'tab')).toEqual(['云台']);
  press(page, '向右');
  await pass(1_500);
  lift(page, '向右');
  await pass(100);
  expect(motions()).toEqual(['ptz.hold right', 'ptz.hold right', 'ptz.stop right']);
});

test.each<readonly [string, (rig: { page: Mounted; instance: LivePage }) => void]>([
  [
    'a second finger anywhere on the page',
    ({ page }) => hear(page, 'button', '诊断').fire('touchstart', {}, touches(2)),
  ],
  ['a touch that is taken away', ({ page }) => hear(page, 'button', '向右').fire('touchcancel', {}, touches(0))],
  ['a page that is not in front', ({ instance }) => instance.onHide()],
  ['a page that is left', ({ instance }) => instance.onUnload()],
])('%s stops the camera', async (_what, happen) => {
  const rig = await open('ptz');
  press(rig.page, '向右');
  await pass(500);
  happen(rig);
  await pass(20_000);
  expect(motions()).toEqual(['ptz.hold right', 'ptz.stop right']);
});

test('another part of the panel stops the camera: its button is gone', async () => {
  const rig = await open('ptz', 'capture');
  press(rig.page, '拉近');
  await pass(500);
  hear(rig.page, 'tab', '更多').fire('tap');
  await pass(500);
  expect(motions()).toEqual(['ptz.hold zoom-in', 'ptz.stop zoom-in']);
  expect(labels(rig.page, 'button')).not.toContain('拉近');
});

test('a press draws little: what is lit, and that again', async () => {
  const { page, instance } = await open('ptz');
  const drawn: object[] = [];
  const setData = instance.setData.bind(instance);
  instance.setData = (data) => {
    drawn.push(data);
    setData(data);
  };
  press(page, '向右');
  await pass(2_500);
  lift(page, '向右');
  await pass(500);
  expect(drawn).toEqual([{ lit: 'right' }, { lit: '' }]);
});

describe('views', () => {
  test('can be gone to by those who steer, and are kept and removed by those who manage', async () => {
    const { page } = await open('ptz');
    expect(labels(page, 'button')).toContain('转到 大门');
    expect(labels(page, 'button')).not.toContain('删除 大门');
    hear(page, 'button', '转到 大门').fire('tap');
    await pass(100);
    expect(textOf(page)).toContain('正转到 大门');
  });

  test('one is removed after a question, and stays when that is denied', async () => {
    const { page } = await open('ptz', 'manage');
    reply = { confirm: false, content: '' };
    hear(page, 'button', '删除 大门').fire('tap');
    await pass(100);
    expect(asked).not.toContain('preset.remove 1');

    reply = { confirm: true, content: '' };
    hear(page, 'button', '删除 大门').fire('tap');
    await pass(100);
    expect(questions).toEqual(['删除「大门」？', '删除「大门」？']);
    expect(labels(page, 'button')).not.toContain('转到 大门');
  });

  test('one is saved under the name that was given', async () => {
    const { page } = await open('ptz', 'manage');
    reply = { confirm: true, content: '后院' };
    hear(page, 'button', '存下现在的位置').fire('tap');
    await pass(100);
    expect(asked).toContainEqual(expect.stringMatching(/^preset\.save 后院 [\w-]{8,64}$/) as string);
    expect(labels(page, 'button')).toContain('转到 后院');
  });
});

test('a question that fails says so on the page, and can be put again', async () => {
  const { 'channel.abilities': abilities = null, ...others } = answers;
  answers = others;
  const { page } = await open('ptz');
  await pass(3_000);
  expect(textOf(page)).toContain('还在问云平台');
  await pass(5_000);
  expect(textOf(page)).toContain('没读到这个摄像头能做什么：等了 8 秒没有回应');

  answers = { ...others, 'channel.abilities': abilities };
  // The picture has such a button as well, above.
  rolesOf(page)
    .findLast(({ label }) => label === '重试')
    ?.fire('tap');
  await pass(2_000);
  expect(labels(page, 'tab')).toEqual(['云台']);
});
