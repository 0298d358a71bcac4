import type { CallEvent } from '../../../typings/contract/calls';
import type { ControlAbilities } from '../../../typings/contract/control';
import type { Right } from '../../../typings/contract/domain';
import { FakeCloud, makeChannel } from '../../miniprogram/support/cloud';
import { sourceBy } from '../../miniprogram/support/live-rig';
import { mount, restartApp, settle, textOf, unmountAll, type Mounted } from '../../support/mount';
import { NO_CONTROL } from '../../support/no-control';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

interface LivePage {
  onLoad(query: object): void;
  onShow(): void;
  onHide(): void;
  onReady(): void;
  onUnload(): void;
}

const CONTROL: ControlAbilities = { ...NO_CONTROL, talk: { mode: 'half-duplex', phrases: true } };
const WELCOME = { id: 'p1', name: '欢迎光临', place: 'vendor', durationMs: 2_000, url: 'https://x/p1.mp3' };

let asked: string[];
let kept: Record<string, unknown>;
/** What the recorder has been told, and the way to speak in its place. */
let recorder: { commands: string[]; say: (event: string, detail?: object) => void };
let uploaded: string[];

function fakeRecorder() {
  const listeners = new Map<string, (detail?: object) => void>();
  const commands: string[] = [];
  const say = (event: string, detail?: object) => listeners.get(event)?.(detail);
  const on = (name: string) => (listener: (detail?: object) => void) => void listeners.set(name, listener);
  const names = ['Start', 'Stop', 'Error', 'Pause', 'FrameRecorded', 'InterruptionBegin', 'InterruptionEnd'];
  const manager = {
    start() {
      commands.push('start');
      say('Start');
    },
    stop: () => void commands.push('stop'),
    ...Object.fromEntries(names.map((name) => [`on${name}`, on(name)])),
  };
  return { commands, say, manager };
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  [asked, uploaded, kept] = [[], [], { sound: true }];
  const fake = fakeRecorder();
  recorder = fake;
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getAppAuthorizeSetting: () => ({ microphoneAuthorized: 'authorized' }),
    getPrivacySetting: ({ success }: { success: (answer: object) => void }) => success({ needAuthorization: false }),
    getSetting: ({ success }: { success: (answer: object) => void }) =>
      success({ authSetting: { 'scope.record': true } }),
    checkIsOpenAccessibility: ({ success }: { success: (answer: object) => void }) => success({ open: false }),
    getStorageSync: (key: string) => (key === 'preferences' ? kept : ''),
    setStorageSync: () => undefined,
    setNavigationBarTitle: () => undefined,
    setKeepScreenOn: () => undefined,
    vibrateShort: () => undefined,
    getRecorderManager: () => fake.manager,
    onAudioInterruptionBegin: () => undefined,
    onAudioInterruptionEnd: () => undefined,
    createLivePlayerContext: () => ({ play: () => undefined, stop: () => undefined }),
  });
});

afterEach(() => {
  unmountAll();
  restartApp();
  jest.useRealTimers();
});

async function open(...rights: Right[]): Promise<{ page: Mounted; instance: LivePage }> {
  const cloud = new FakeCloud([makeChannel('gate', { rights: ['view', ...rights] })]);
  const answers: Readonly<Record<string, object | null>> = {
    'live.open': { openId: 'o1', sources: [sourceBy('flv')] },
    'live.close': null,
    'channel.abilities': { lookBack: null, clips: null, videos: false, control: CONTROL },
    'phrase.list': { phrases: [WELCOME] },
    'phrase.play': null,
    'talk.send': { durationMs: 2_988 },
  };
  wx.cloud.callFunction = (async ({ data: { action, data } }: { data: CallEvent }) => {
    asked.push(action);
    const answer = answers[action];
    return { result: { ok: true, data: answer === undefined ? await cloud.call(action, data) : answer } };
  }) as unknown as typeof wx.cloud.callFunction;
  wx.cloud.uploadFile = (({ cloudPath, success }: { cloudPath: string; success: (answer: object) => void }) => {
    uploaded.push(cloudPath);
    success({ fileID: `cloud://env/${cloudPath}` });
    return { onProgressUpdate: () => undefined, abort: () => undefined };
  }) as unknown as typeof wx.cloud.uploadFile;
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

const finger = { identifier: 0, clientX: 100, clientY: 500 };
const press = (page: Mounted) =>
  hear(page, 'button', '按住说话').fire('touchstart', {}, { touches: [finger], changedTouches: [finger] });
const lift = (page: Mounted) =>
  hear(page, 'button', '松开发送').fire('touchend', {}, { touches: [], changedTouches: [finger] });
const stopped = () => recorder.say('Stop', { tempFilePath: 'wxfile://a.mp3', duration: 3_000, fileSize: 18_000 });
const sound = (page: Mounted) => {
  const player = elementOf(page, 'wx-live-player');
  return [player.attribute('muted'), player.attribute('sound-mode')];
};

test('who may not talk sees nothing of it', async () => {
  const { page } = await open('ptz');
  expect(rolesOf(page).map(({ label }) => label)).not.toContain('按住说话');
  expect(asked).not.toContain('phrase.list');
});

test('what is said is sent, with the picture silent meanwhile and its sound back where it was', async () => {
  const { page } = await open('talk');
  expect(sound(page)).toEqual([false, 'speaker']);
  press(page);
  await pass(3_000);
  expect(sound(page)).toEqual([true, 'speaker']);
  expect(textOf(page)).toContain('3 秒上滑取消松开发送');
  lift(page);
  await pass(0);
  expect(recorder.commands).toEqual(['start', 'stop']);
  stopped();
  await pass(0);
  expect(sound(page)).toEqual([true, 'ear']);
  await pass(300);
  expect(sound(page)).toEqual([false, 'speaker']);
  expect(uploaded).toHaveLength(1);
  expect(textOf(page)).toContain('已送到摄像头，3.0 秒');
});

test.each<readonly [string, (rig: { page: Mounted; instance: LivePage }) => void]>([
  ['a page that is not in front', ({ instance }) => instance.onHide()],
  ['a page that is left', ({ instance }) => instance.onUnload()],
  ['a call', () => recorder.say('InterruptionBegin')],
])('%s closes the microphone, and nothing is sent', async (_what, happen) => {
  const rig = await open('talk');
  press(rig.page);
  await pass(2_000);
  happen(rig);
  await pass(0);
  expect(recorder.commands).toEqual(['start', 'stop']);
  stopped();
  await pass(1_000);

  expect(uploaded).toEqual([]);
  expect(asked).not.toContain('talk.send');
});

test('whoever taps in place of holding finds the same button to tap', async () => {
  kept = { sound: false, tapToTalk: true };
  const { page } = await open('talk');
  hear(page, 'button', '点一下说话').fire('tap');
  await pass(2_000);
  hear(page, 'button', '点一下发送').fire('tap');
  stopped();
  await pass(500);

  expect(textOf(page)).toContain('已送到摄像头');
});

test('ready messages are read with their part of the panel, and played at the camera', async () => {
  const { page } = await open('talk');
  expect(asked.filter((action) => action === 'phrase.list')).toHaveLength(1);
  hear(page, 'button', '在摄像头上播放：欢迎光临').fire('tap');
  await pass(0);

  expect(textOf(page)).toContain('摄像头开始播放了');
});
