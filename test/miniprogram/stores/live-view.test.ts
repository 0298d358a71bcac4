import type { Language } from '../../../miniprogram/i18n/index';
import { dictionaries } from '../../../miniprogram/live/i18n/index';
import type { Notice } from '../../../miniprogram/live/stores/live-machine/events';
import { initialLiveState } from '../../../miniprogram/live/stores/live-machine/state';
import type { LiveState, Phase, Stream } from '../../../miniprogram/live/stores/live-machine/state';
import type { BreakCause, FailReason } from '../../../miniprogram/stores/watching/policy';
import { describeLive } from '../../../miniprogram/live/stores/live-view';
import { causeWords } from '../../../miniprogram/stores/watching/cause-words';
import { makeSource, sourceBy, START } from '../support/live-rig';

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const settingOf = (language: Language) => ({ words: dictionaries[language], moment: () => '14:05', elsewhere: '' });
const stateOf = (phase: Phase, change: Partial<LiveState> = {}): LiveState => ({
  ...initialLiveState,
  phase,
  ...change,
});

const stream: Stream = {
  openId: 'open-1',
  quality: 'sub',
  sources: [makeSource()],
  index: 0,
  openedAt: START,
  generation: 1,
  shown: false,
  beats: false,
  background: null,
  trial: false,
};

const REASONS = [
  'offline',
  'encrypted',
  'masked',
  'disabled',
  'h265',
  'no-player-permission',
  'no-right',
  'outside-hours',
  'not-found',
  'unauthenticated',
  'unsupported',
  'vendor-auth',
  'exhausted',
] as const satisfies readonly FailReason[];
const CAUSES = [
  'no-first-frame',
  'no-frame',
  'ended',
  'disconnected',
  'no-address',
  'no-microphone',
  'network',
  'timeout',
  'no-network',
  'vendor-unavailable',
  'rate-limited',
  'vendor-quota',
  'internal',
  'device-busy',
] as const satisfies readonly BreakCause[];

const failed = (reason: FailReason): Phase => ({
  kind: 'failed',
  since: START,
  reason,
  cause: 'disconnected',
  requestId: 'R1',
  lastSeenAt: START,
});

const PHASES: readonly Phase[] = [
  { kind: 'idle' },
  { kind: 'opening', since: START },
  { kind: 'connecting', since: START, stream, quiet: false },
  { kind: 'connecting', since: START, stream, quiet: true },
  { kind: 'playing', since: START, stream },
  { kind: 'buffering', since: START, stream, cause: 'loading' },
  { kind: 'buffering', since: START, stream, cause: 'reconnecting' },
  ...CAUSES.map((cause): Phase => ({ kind: 'recovering', since: START, cause, retryAt: START })),
  { kind: 'waiting', since: START, cause: 'network', until: null },
  { kind: 'waiting', since: START, cause: 'rate-limited', until: START },
  { kind: 'waiting', since: START, cause: 'vendor-quota', until: START },
  { kind: 'suspended', since: START, reason: 'hidden' },
  { kind: 'suspended', since: START, reason: 'unattended' },
  ...REASONS.map(failed),
];

describe.each(LANGUAGES)('in %s', (language) => {
  const setting = settingOf(language);

  test.each(PHASES)('$kind $reason $cause has a word, and words once it lasts', (phase) => {
    const view = describeLive(stateOf(phase, { slow: true }), setting);
    const { badge, cover, step, card } = view;
    expect(badge).not.toBe('');
    expect(JSON.stringify(view)).not.toMatch(/\{\w+\}|undefined|null,"detail/);
    if (phase.kind === 'idle' || phase.kind === 'playing') return;
    if (cover === 'card') {
      expect(card?.title).toBeTruthy();
      expect(card?.detail).toBeTruthy();
    } else {
      expect(step).not.toBe('');
    }
  });

  test.each(CAUSES)('%s is said in words', (cause) => {
    expect(causeWords(cause, setting)).toMatch(/\S{2}/);
  });

  test('every notice has words', () => {
    const notices: readonly Notice[] = [
      'mobile-data',
      'no-microphone',
      'sub-instead-of-main',
      'no-main',
      'quality-failed',
    ];
    for (const notice of notices) expect(dictionaries[language].live.notices[notice]).toBeTruthy();
  });
});

const zh = settingOf('zh-CN');

test('an offline camera is told with when it was last seen and what to do', () => {
  const { card } = describeLive(stateOf(failed('offline')), zh);
  expect(card).toMatchObject({ title: '摄像头离线', since: '上次在线 14:05', action: '重试', requestId: 'R1' });
  expect(card?.detail).toContain('检查摄像头的电源');
});

test('a picture that never came says why, most likely', () => {
  const { card } = describeLive(stateOf(failed('exhausted')), zh);
  expect(card?.detail).toContain('和摄像头的连接断了');
  expect(card?.since).toBe('14:05 起没有画面');
});

test('who may not watch is led back, for trying again cannot help', () => {
  expect(describeLive(stateOf(failed('no-right')), zh).card).toMatchObject({ act: 'back', action: '返回列表' });
});

test('a wait has a button where asking again can help, and none without a network', () => {
  const waiting = (cause: 'network' | 'rate-limited' | 'vendor-quota') =>
    describeLive(stateOf({ kind: 'waiting', since: START, cause, until: START }), zh).card;
  expect(waiting('rate-limited')).toMatchObject({ act: 'retry', action: '重试' });
  expect(waiting('vendor-quota')).toMatchObject({ act: 'retry', action: '重试' });
  expect(waiting('network')).toMatchObject({ act: 'none', action: '' });
});

test('a picture by HLS is never called live without a word on its delay', () => {
  const late: Phase = { kind: 'playing', since: START, stream: { ...stream, sources: [sourceBy('hls')] } };
  expect(describeLive(stateOf(late), zh).badge).toBe('网页视频 · 约晚几秒');
  expect(describeLive(stateOf({ kind: 'playing', since: START, stream }), zh).badge).toBe('直播');
});

test('a short wait shows its sign but no words', () => {
  expect(describeLive(stateOf({ kind: 'opening', since: START }), zh)).toMatchObject({ cover: 'veil', step: '' });
});

test('a swap of addresses leaves the picture alone, unless it takes long', () => {
  const swap: Phase = { kind: 'connecting', since: START, stream, quiet: true };
  expect(describeLive(stateOf(swap), zh).cover).toBe('clear');
  expect(describeLive(stateOf(swap, { slow: true }), zh).cover).toBe('veil');
});

test('a change of quality is announced over the old picture', () => {
  const changing: Phase = { kind: 'playing', since: START, stream: { ...stream, background: 'quality' } };
  expect(describeLive(stateOf(changing, { quality: 'main' }), zh).step).toContain('高清');
});

test('the vendor’s own mini-program is offered by cards of failures only', () => {
  const setting = { ...zh, elsewhere: '用萤石小程序看' };
  expect(describeLive(stateOf(failed('h265')), setting).card?.other).toBe('用萤石小程序看');
  expect(describeLive(stateOf(failed('h265')), zh).card?.other).toBe('');
  const others: readonly Phase[] = [
    { kind: 'waiting', since: START, cause: 'rate-limited', until: START },
    { kind: 'suspended', since: START, reason: 'hidden' },
  ];
  for (const phase of others) expect(describeLive(stateOf(phase), setting).card?.other).toBe('');
});
