import { dictionaries } from '../../../miniprogram/live/i18n/index';
import {
  initialTalkState,
  type TalkPhase,
  type TalkPhaseOf,
  type TalkResult,
} from '../../../miniprogram/live/stores/talk/state';
import { TalkPage } from '../../../miniprogram/live/stores/talk-page';
import { PhrasesStore } from '../../../miniprogram/live/stores/phrases-store';
import { describeTalk, lateWords } from '../../../miniprogram/live/stores/talk-words';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeReadyRig } from '../support/talk-rig';

const words = dictionaries['zh-CN'];
const message = { channelId: 'gate', path: 'a.mp3', durationMs: 3_000, requestKey: 'key-0001' };
const recording: TalkPhaseOf<'recording'> = {
  ...{ kind: 'recording', turn: 1, channelId: 'gate', by: 'finger' },
  ...{ since: 0, seconds: 3, level: 0.5, armed: false },
};

const view = (phase: TalkPhase, byTap = false) => describeTalk({ ...initialTalkState, phase }, { words, byTap });
const told = (result: TalkResult, byTap = false) => {
  const { line, next, tone, act } = view({ kind: 'resting', result }, byTap);
  return [line, next, tone, act];
};

test('at rest it says what to do, and how else one could speak', () => {
  expect(view({ kind: 'resting', result: null })).toMatchObject({
    ...{ mood: 'still', caption: '按住说话', line: '', toggle: '改为点按说话' },
  });
  expect(view({ kind: 'resting', result: null }, true)).toMatchObject({
    caption: '点一下说话',
    toggle: '改为按住说话',
  });
});

describe('while one speaks', () => {
  test('seconds, and what letting go does', () => {
    expect(view(recording)).toMatchObject({
      ...{
        mood: 'listening',
        clock: '3 秒',
        hint: '上滑取消',
        caption: '松开发送',
        urgent: false,
        act: '',
        toggle: '',
      },
    });
    expect(view({ ...recording, armed: true })).toMatchObject({ mood: 'armed', hint: '', caption: '松开取消' });
    expect(view({ ...recording, since: null })).toMatchObject({ clock: '正在打开麦克风', hint: '' });
  });

  test.each([
    [49, '49 秒', false],
    [50, '还能说 10 秒', true],
    [59, '还能说 1 秒', true],
  ])('after %i seconds: %s', (seconds, clock, urgent) => {
    expect(view({ ...recording, seconds })).toMatchObject({ clock, urgent });
  });

  test('by taps, a tap sends and a button cancels', () => {
    expect(view({ ...recording, by: 'tap' }, true)).toMatchObject({
      ...{ caption: '点一下发送', hint: '', act: 'discard', actLabel: '取消' },
    });
  });
});

test('on its way: percent only when measured, and a way to give it up only before it is sent', () => {
  expect(view({ kind: 'uploading', message, progress: null })).toMatchObject({
    ...{ mood: 'busy', line: '正在上传', progress: -1, act: 'discard' },
  });
  expect(view({ kind: 'uploading', message, progress: 0.429 })).toMatchObject({ line: '正在上传 42%', progress: 42 });
  expect(view({ kind: 'sending', message })).toMatchObject({ line: '正在送到摄像头', act: '' });
  expect(view({ kind: 'asking' })).toMatchObject({ mood: 'busy', line: '请在弹窗里选择' });
  expect(view({ kind: 'closing', turn: 1, channelId: 'gate', ending: 'send' })).toMatchObject({ line: '正在收尾' });
});

describe('the line under it', () => {
  test.each<[TalkResult, readonly string[]]>([
    [{ kind: 'too-short' }, ['说得太短，没有发送', '多说一会儿，至少 1 秒', 'bad', '']],
    [{ kind: 'cancelled' }, ['已取消', '这段话没有发送', 'plain', '']],
    [{ kind: 'interrupted' }, ['录音被打断，没有发送', '等通话或提醒结束，再说一次', 'bad', '']],
    [{ kind: 'delivered', durationMs: 2_988 }, ['已送到摄像头，3.0 秒', '摄像头马上播放', 'good', '']],
    [{ kind: 'ready' }, ['可以用麦克风了', '按住按钮说话', 'good', '']],
  ])('%j', (result, expected) => {
    expect(told(result)).toEqual(expected);
  });

  test('by taps, being ready reads otherwise', () => {
    expect(told({ kind: 'ready' }, true)[1]).toBe('点一下按钮，开始说话');
  });

  test.each([
    ['unasked', ''],
    ['no-consent', ''],
    ['denied', 'settings'],
    ['system-denied', 'settings'],
    ['undeclared', ''],
  ] as const)('no microphone for being %s leads to %s', (leave, act) => {
    const { title, next } = words.talk.leaves[leave];
    expect(told({ kind: 'no-microphone', leave })).toEqual([title, next, 'bad', act]);
  });

  test.each(['denied', 'busy', 'failed', 'silent'] as const)('a recorder that was %s', (fault) => {
    const { title, next } = words.talk.unrecorded[fault];
    expect(told({ kind: 'unrecorded', fault })).toEqual([title, next, 'bad', '']);
  });

  test.each([
    ['network', 'retry'],
    ['timeout', 'retry'],
    ['interrupted', 'retry'],
    ['refused', 'retry'],
    ['gone', ''],
  ] as const)('an upload that failed by %s leads to %s', (fault, act) => {
    const { title, next } = words.talk.uploads[fault];
    expect(told({ kind: 'unsent', message, why: { at: 'upload', fault } })).toEqual([title, next, 'bad', act]);
  });

  const CODES = Object.keys(words.errors) as FailureCode[];
  const HOPELESS: readonly FailureCode[] = [
    ...(['invalid-argument', 'unauthenticated', 'permission-denied', 'not-found', 'unsupported'] as const),
  ];

  test.each(CODES)('the refusal %s has words, a next step, and another try where that can help', (code) => {
    const [line, next, tone, act] = told({ kind: 'unsent', message, why: { at: 'send', code, requestId: 'R42' } });
    expect([line, next]).not.toContain('');
    expect([tone, act]).toEqual(['bad', HOPELESS.includes(code) ? '' : 'retry']);
  });

  test.each([
    ['internal', '编号 R42'],
    ['vendor-protocol', '编号 R42'],
    ['device-offline', ''],
  ] as const)('%s shows the number for support: %s', (code, reference) => {
    const why = { at: 'send', code, requestId: 'R42' } as const;
    expect(view({ kind: 'resting', result: { kind: 'unsent', message, why } }).reference).toBe(reference);
  });

  test('a busy camera is not said to have too many viewers', () => {
    const why = { at: 'send', code: 'device-busy', requestId: '' } as const;
    expect(told({ kind: 'unsent', message, why })[0]).toBe('摄像头正忙，或者别人正在对讲');
  });
});

test.each([
  ['timeout', '刚才的话可能已经播出去了，听一听'],
  ['internal', '刚才的话可能已经播出去了，听一听'],
  ['conflict', '刚才的话可能已经播出去了，听一听'],
  ['device-offline', '刚才的话没有送到：摄像头离线，没有送到'],
] as const)('a message that ended with %s after its page was left is told in passing', (code, line) => {
  const why = { at: 'send', code, requestId: '' } as const;
  expect(lateWords({ kind: 'unsent', message, why }, words)).toBe(line);
});

test('the meter moves while one speaks, and lies still otherwise', async () => {
  const rig = await makeReadyRig();
  const phrases = new PhrasesStore({
    call: rig.cloud.call,
    clock: rig.clock,
    sounds: { play: () => undefined, stop: () => undefined },
  });
  const page = new TalkPage({ talk: rig.talk, phrases, words: () => words });
  rig.talk.press();
  rig.recorder.handlers?.level(0.426);
  expect(page.level).toBe(43);
  rig.talk.release();
  expect(page.level).toBe(0);
});
