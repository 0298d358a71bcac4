import type { ControlAbilities, Preset } from '../../../typings/contract/control';
import type { Language } from '../../../miniprogram/i18n/index';
import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { ControlPage } from '../../../miniprogram/live/stores/control-page';
import { ControlsStore } from '../../../miniprogram/live/stores/controls-store';
import { PresetsStore } from '../../../miniprogram/live/stores/presets-store';
import { PtzStore } from '../../../miniprogram/live/stores/ptz-store';
import { ptzLine } from '../../../miniprogram/live/stores/ptz-words';
import { initialPtzState, type PtzState } from '../../../miniprogram/live/stores/ptz/state';
import type { Right } from '../../../typings/contract/domain';
import { NO_CONTROL } from '../../support/no-control';
import { Answers } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { FakeClock, makeNetwork, NOON, settled } from '../support/phone';
import { makeOrder } from '../support/ptz-rig';

const CONTROL: ControlAbilities = {
  ...NO_CONTROL,
  ptz: { motions: ['up', 'down'], speeds: 3, limits: true, presets: true },
};

function makeRig(rights: readonly Right[] = ['ptz', 'manage'], language: Language = 'zh-CN') {
  const clock = new FakeClock();
  const listed: Preset[] = [
    { id: '1', name: '大门' },
    { id: '2', name: null },
  ];
  const cloud = new Answers()
    .on('channel.abilities', () => ({ lookBack: null, clips: null, videos: false, control: CONTROL }))
    .on('preset.list', () => ({ presets: listed }));
  const { call } = cloud;
  const haptics = { knock: () => undefined, shake: () => undefined };
  const ptz = new PtzStore({ call, clock, network: makeNetwork(), haptics });
  const presets = new PresetsStore({ call, clock });
  const channel = makeChannel('gate', { rights });
  const controls = new ControlsStore({
    call,
    clock,
    watched: () => channel,
    turnTo(camera) {
      if (camera?.abilities.ptz) ptz.attach(camera.channel.id, camera.abilities.ptz);
      if (camera) void presets.attach(camera.channel.id);
    },
  });
  const page = new ControlPage({ controls, ptz, presets, clock, words: () => dictionaries[language] });
  return { page, cloud, clock, controls, presets, listed };
}

test('the panel has its parts in words', async () => {
  const { page, controls } = makeRig(['ptz', 'capture']);
  controls.follow();
  await settled();
  expect(page.tabs).toEqual([
    { key: 'ptz', label: '云台' },
    { key: 'more', label: '更多' },
  ]);
  expect([page.tab, page.steerable, page.motions, page.speeds]).toEqual(['ptz', true, ['up', 'down'], 3]);
});

test('a question that takes long is told after five seconds, one that fails with why', async () => {
  const { page, controls, cloud, clock } = makeRig();
  cloud.on('channel.abilities', () => new Promise(() => undefined));
  controls.follow();
  await clock.pass(4_999);
  expect([page.waiting, page.note, page.retry]).toEqual([true, '', false]);
  await clock.pass(1);
  expect(page.note).toBe('还在问云平台：这个摄像头能做什么');

  cloud.refuse('channel.abilities', 'vendor-unavailable');
  controls.retry();
  await settled();
  expect([page.note, page.retry]).toEqual(['没读到这个摄像头能做什么：云平台没有回应。等一会儿再试', true]);
});

describe('views', () => {
  test('have names, also those that were made elsewhere', async () => {
    const { page, controls } = makeRig();
    controls.follow();
    await settled();
    expect(page.presetRows).toEqual([
      { id: '1', name: '大门', going: '转到 大门', removing: '删除 大门', busy: false },
      { id: '2', name: '预置位 2', going: '转到 预置位 2', removing: '删除 预置位 2', busy: false },
    ]);
    expect(page.removeTitle('1')).toBe('删除「大门」？');
  });

  test('may be changed by those who manage', async () => {
    for (const [rights, editable] of [
      [['ptz', 'manage'], true],
      [['ptz'], false],
    ] as const) {
      const { page, controls } = makeRig(rights);
      controls.follow();
      await settled();
      expect([page.hasPresets, page.presetsEditable]).toEqual([true, editable]);
    }
  });

  test('one that is gone to, and one that could not be', async () => {
    const { page, controls, presets, cloud } = makeRig();
    controls.follow();
    await settled();
    cloud.on('preset.go', () => null);
    await presets.go('1');
    expect(page.presetLine).toBe('正转到 大门');
    cloud.refuse('preset.go', 'device-offline');
    await presets.go('1');
    expect(page.presetLine).toBe('没有转过去：摄像头离线。检查摄像头的电源和网络');
    await presets.save('');
    expect(page.presetLine).toBe('名字要有 1–20 个字');
  });

  test('one that may have been saved says where to look', async () => {
    const { page, controls, presets, cloud } = makeRig();
    controls.follow();
    await settled();
    cloud.refuse('preset.save', 'vendor-unavailable');
    await presets.save('后院');
    expect(page.presetLine).toBe('云平台没有回应，可能已经存下了。再存一次不会有两个');
    cloud.refuse('preset.save', 'conflict');
    await presets.save('后院');
    expect(page.presetLine).toBe('可能已经存下了。看看列表，没有再存一次');
  });

  test('one that may have been gone to or removed is not said not to be', async () => {
    const { page, controls, presets, cloud } = makeRig();
    controls.follow();
    await settled();
    const id = presets.presets[0]?.id ?? '';
    cloud.refuse('preset.go', 'internal').refuse('preset.remove', 'timeout');
    await presets.go(id);
    expect(page.presetLine).toBe('小程序出错了，可能已经转过去了。看看画面');
    await presets.remove(id);
    expect(page.presetLine).toBe('等了 8 秒没有回应，可能已经删除了。看看列表');
  });

  test('none yet, still being read, read slowly, or not read at all', async () => {
    const { page, controls, presets, cloud, clock, listed } = makeRig(['ptz'], 'en');
    listed.length = 0;
    controls.follow();
    await settled();
    expect(page.presetLine).toBe('No presets yet: turn to a view you often need and save it');

    cloud.on('preset.list', () => new Promise(() => undefined));
    void presets.attach('yard');
    await clock.pass(299);
    expect(page.presetLine).toBe('');
    await clock.pass(1);
    expect(page.presetLine).toBe('Reading the presets');
    await clock.pass(4_700);
    expect(page.presetLine).toContain('slow');

    cloud.refuse('preset.list', 'device-offline');
    await presets.attach('hall');
    expect([page.presetsUnread, page.presetLine]).toEqual([
      true,
      'Could not read the presets: The camera is offline. Check its power and network',
    ]);
  });
});

describe('the line under the pad', () => {
  const words = dictionaries['zh-CN'];
  const line = (state: Partial<PtzState>) => ptzLine({ ...initialPtzState, ...state }, { words, now: NOON });
  const order = makeOrder('one');

  test('says nothing while all is well', () => {
    expect(line({})).toEqual({ text: '', tone: 'plain', shake: false });
  });

  test.each([
    [500, '李店长刚开始操作。等对方松手再试'],
    [-60_000, '李店长刚开始操作。等对方松手再试'],
    [12_000, '李店长正在操作，已 12 秒。等对方松手再试'],
    [125_000, '李店长正在操作，已 2 分钟。等对方松手再试'],
  ])('says who steers and for how long: %d ms', (ms, text) => {
    expect(line({ notice: { kind: 'held', by: '李店长', since: NOON - ms } }).text).toBe(text);
  });

  test('shakes at an end stop, which is no fault', () => {
    expect(line({ notice: { kind: 'limit' } })).toEqual({
      text: words.control.notices.limit,
      tone: 'plain',
      shake: true,
    });
  });

  test('says why nothing moved, and what to do', () => {
    expect(line({ notice: { kind: 'refused', code: 'device-offline' } }).text).toBe(
      '没有转动：摄像头离线。检查摄像头的电源和网络',
    );
  });

  test('does not say that nothing moved when only the answer was lost', () => {
    for (const code of ['timeout', 'no-network', 'vendor-unavailable', 'internal'] as const) {
      expect(line({ notice: { kind: 'refused', code } }).text).toMatch(/^不知道转动了没有：/);
    }
  });

  test.each([
    ['slowStart', { kind: 'asking', order, since: NOON, calls: 1, released: false }],
    ['slowStop', { kind: 'stopping', order, tries: 3, next: null }],
    ['slowStep', { kind: 'stepping', order: { ...order, ms: 300 }, rest: [], next: null }],
  ] as const)('says what takes long: %s', (word, phase) => {
    expect(line({ phase }).text).toBe('');
    expect(line({ phase, slow: true })).toMatchObject({ text: words.control[word], tone: 'warning' });
  });

  test('a stop in doubt comes before everything else', () => {
    const notice = { kind: 'refused', code: 'no-network' } as const;
    expect(line({ phase: { kind: 'unsure', order }, notice }).text).toBe(words.control.unsure);
  });
});
