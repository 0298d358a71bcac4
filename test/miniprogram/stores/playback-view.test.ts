import type { Language } from '../../../miniprogram/i18n/index';
import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import type { PlaybackNotice } from '../../../miniprogram/playback/stores/playback-machine/events';
import {
  initialPlaybackState,
  type Phase,
  type PhaseKind,
  type PlaybackState,
  type Stream,
} from '../../../miniprogram/playback/stores/playback-machine/state';
import { describePlayback, otherActOf } from '../../../miniprogram/playback/stores/playback-view';
import type { BreakCause, FailReason } from '../../../miniprogram/stores/watching/policy';
import type { Segment } from '../../../typings/contract/domain';
import { makeSource, START } from '../support/live-rig';

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const settingOf = (language: Language) => ({
  words: dictionaries[language],
  moment: () => '14:05',
  time: (at: number) => `T${(at - START) / 1_000}`,
  day: (day: string) => day,
  position: START + 20_000,
  clipping: false,
  live: true,
});
const zh = settingOf('zh-CN');

const stateOf = (phase: Phase, change: Partial<PlaybackState> = {}): PlaybackState => ({
  ...initialPlaybackState,
  phase,
  ...change,
});

const segment = (from: number, to: number): Segment => ({
  from: START + from * 1_000,
  to: START + to * 1_000,
  trigger: 'timed',
  id: null,
});
const before = segment(0, 10);
const after = segment(30, 60);

const stream: Stream = {
  openId: 'open-1',
  sources: [makeSource()],
  index: 0,
  from: START,
  to: START + 60_000,
  at: START,
  speed: 1,
  generation: 1,
  shown: false,
  beats: false,
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
  'ended',
  'no-address',
  'timeout',
  'vendor-unavailable',
  'not-found',
  'internal',
] as const;

const failed = (reason: FailReason, cause: BreakCause | null = 'disconnected'): Phase => ({
  kind: 'failed',
  since: START,
  reason,
  cause,
  requestId: 'R1',
  lastSeenAt: START,
});
const gap = (previous: Segment | null, next: Segment | null): Phase => ({ kind: 'gap', since: START, previous, next });

/** Every kind with all it can carry; a kind without a row does not compile. */
const PHASES: Readonly<Record<PhaseKind, readonly Phase[]>> = {
  idle: [{ kind: 'idle' }],
  loading: [{ kind: 'loading', since: START, day: null }],
  empty: [{ kind: 'empty', since: START, day: '2026-11-19' }],
  gap: [gap(before, after), gap(before, null), gap(null, after), gap(null, null)],
  opening: [{ kind: 'opening', since: START }],
  connecting: [{ kind: 'connecting', since: START, stream }],
  playing: [{ kind: 'playing', since: START, stream }],
  buffering: (['loading', 'reconnecting'] as const).map((cause) => ({
    kind: 'buffering',
    since: START,
    stream,
    cause,
  })),
  paused: [{ kind: 'paused', since: START }],
  'caught-up': [{ kind: 'caught-up', since: START }],
  'clips-only': [{ kind: 'clips-only', since: START }],
  recovering: CAUSES.map((cause) => ({ kind: 'recovering', since: START, cause, retryAt: START })),
  waiting: [
    { kind: 'waiting', since: START, cause: 'network', until: null },
    { kind: 'waiting', since: START, cause: 'rate-limited', until: START },
    { kind: 'waiting', since: START, cause: 'vendor-quota', until: START },
  ],
  suspended: [{ kind: 'suspended', since: START }],
  failed: REASONS.map((reason) => failed(reason)),
};
/** Where the picture itself says it all. */
const WORDLESS: readonly PhaseKind[] = ['idle', 'playing', 'paused'];

describe.each(LANGUAGES)('in %s', (language) => {
  const setting = settingOf(language);

  test.each(Object.values(PHASES).flat())('$kind $reason $cause has a word, and words once it lasts', (phase) => {
    const view = describePlayback(stateOf(phase, { slow: true }), setting);
    expect(view.badge).not.toBe('');
    expect(JSON.stringify(view)).not.toMatch(/\{\w+\}|undefined|null,"detail/);
    if (WORDLESS.includes(phase.kind)) return;
    if (view.cover === 'card') {
      expect(view.card?.title).toMatch(/\S{2}/);
      expect(view.card?.detail).toMatch(/\S{2}/);
    } else {
      expect(view.step).toMatch(/\S{2}/);
    }
  });

  test.each(Object.values(PHASES).flat())(
    'a card of $kind $reason $cause has a next step or says why none',
    (phase) => {
      const { card } = describePlayback(stateOf(phase), setting);
      if (card === null) return;
      if (phase.kind === 'waiting' && phase.cause === 'network')
        expect(card).toMatchObject({ act: 'none', action: '' });
      else expect(card.action).toMatch(/\S/);
    },
  );

  test('every notice has words', () => {
    const notices: readonly PlaybackNotice['kind'][] = ['gap', 'mobile-data', 'no-speed'];
    for (const notice of notices) expect(dictionaries[language].playback.notices[notice]).toMatch(/\S{2}/);
  });
});

const cardOf = (phase: Phase) => describePlayback(stateOf(phase), zh).card;

test('a gap is told with its time and its sides, and offers the next recording first', () => {
  expect(cardOf(gap(before, after))).toMatchObject({
    title: 'T20 没有录像',
    detail: '上一段到 T10 为止，下一段从 T30 开始',
    act: 'next',
    action: '看下一段',
    other: '看上一段',
  });
  expect(otherActOf(stateOf(gap(before, after)))).toBe('previous');
});

test('a gap with one side offers that side, and one without any another day', () => {
  expect(cardOf(gap(null, after))).toMatchObject({ act: 'next', other: '' });
  expect(cardOf(gap(before, null))).toMatchObject({ act: 'previous', action: '看上一段', other: '' });
  expect(cardOf(gap(null, null))).toMatchObject({ act: 'days', action: '换一天' });
});

test('an empty day is named and leads to the calendar', () => {
  expect(cardOf({ kind: 'empty', since: START, day: '2026-11-19' })).toMatchObject({
    title: '2026-11-19 没有录像',
    act: 'days',
  });
});

test('the newest recording leads to the live picture, or looks again', () => {
  const caughtUp: Phase = { kind: 'caught-up', since: START };
  expect(cardOf(caughtUp)).toMatchObject({ act: 'live', action: '看直播', other: '再查一次' });
  expect(otherActOf(stateOf(caughtUp))).toBe('retry');
  const { card } = describePlayback(stateOf(caughtUp), { ...zh, live: false });
  expect(card).toMatchObject({ act: 'retry', action: '再查一次', other: '' });
});

test('a camera that gives clips only leads to making one', () => {
  const clipsOnly: Phase = { kind: 'clips-only', since: START };
  expect(cardOf(clipsOnly)).toMatchObject({ act: 'clip', action: '开始剪辑' });
  expect(describePlayback(stateOf(clipsOnly), { ...zh, clipping: true }).card).toMatchObject({
    act: 'none',
    action: '',
  });
});

test('what cannot be mended by trying again leads back', () => {
  const leadingBack = REASONS.filter((reason) => cardOf(failed(reason))?.act === 'back');
  expect(leadingBack).toEqual(['no-right', 'outside-hours', 'not-found', 'unauthenticated']);
});

test('an offline camera is told with when it was last seen, and with what still can be seen', () => {
  const card = cardOf(failed('offline'));
  expect(card).toMatchObject({ since: '上次在线 14:05', requestId: 'R1' });
  expect(card?.detail).toContain('云存储');
});

test('a failure that has no words of its own here has those of a live picture', () => {
  expect(cardOf(failed('encrypted'))?.title).toBe(dictionaries['zh-CN'].watching.failures.encrypted.title);
});

test('a picture that stands has no cover over it', () => {
  for (const kind of ['paused', 'playing'] as const)
    for (const phase of PHASES[kind]) expect(describePlayback(stateOf(phase), zh).cover).toBe('clear');
});

test('a short wait shows its sign but no words', () => {
  expect(describePlayback(stateOf({ kind: 'opening', since: START }), zh)).toMatchObject({ cover: 'busy', step: '' });
});
