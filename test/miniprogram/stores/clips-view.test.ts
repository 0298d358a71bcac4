import type { Clip, ClipPart, ClipReason } from '../../../typings/contract/domain';
import type { Language } from '../../../miniprogram/i18n/index';
import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import type { LinkStage, LoadStage } from '../../../miniprogram/playback/stores/clip-downloads';
import {
  actWords,
  fileActs,
  fileWords,
  linkWords,
  progressWords,
} from '../../../miniprogram/playback/stores/clip-files';
import { fileName, partWords, spanWords, worstOf } from '../../../miniprogram/playback/stores/clip-words';
import { describeClip, wantable, type ClipSetting } from '../../../miniprogram/playback/stores/clips-view';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { makeClip, makeParts, MINUTE, ONE } from '../support/clips';
import { NOON } from '../support/phone';

const words = dictionaries['zh-CN'];
const languages: readonly Language[] = ['zh-CN', 'en'];

function makeSetting(change: Partial<ClipSetting> = {}): ClipSetting {
  const none = () => null;
  return { words, now: NOON, stageOf: none, linkOf: none, isBusy: () => false, problemOf: none, ...change };
}

const wordsOf = (part: Partial<ClipPart>, now = NOON) =>
  partWords(makeClip('a', { parts: makeParts(part) }), 0, makeSetting({ now }));

/** Every reason there is; a missing one does not compile. */
const REASONS: Readonly<Record<ClipReason, string>> = {
  'same-camera': '正在取另一段录像',
  'no-channel': '名额用完了',
  'recorder-load': '录像机太忙',
  'playback-in-use': '有人正在录像机上看回放',
  'play-failed': '没放出这段录像',
  'request-failed': '这段录像没有取到',
  'recorder-offline': '录像机离线',
  'no-recorder': '没有接录像机',
  used: '已经有人用过了',
  full: '打开的人已满',
  expired: '已过期',
  revoked: '已被收回',
  'outside-hours': '现在不在你的查看时间',
  'invalid-argument': '请求有误',
  unauthenticated: '没有确认你的身份',
  'permission-denied': '没有这个权限',
  'not-found': '找不到这个摄像头',
  conflict: '已经添加过',
  'device-offline': '摄像头离线',
  'device-busy': '观看的人太多',
  'device-encrypted': '画面已加密',
  'device-masked': '镜头已遮蔽',
  'device-disabled': '摄像头已停用',
  unsupported: '做不到',
  'rate-limited': '点得太快',
  'vendor-auth': '账号失效',
  'vendor-quota': '次数用完了',
  'vendor-unavailable': '云平台没有回应',
  'vendor-protocol': '看不懂',
  internal: '小程序出错了',
};
const reasons = Object.entries(REASONS) as [ClipReason, string][];

describe('a part in words', () => {
  test.each(reasons)('failed with %s says why and what to do', (reason, why) => {
    const text = wordsOf({ state: 'failed', reason });
    expect(text).toContain(why);
    expect(text).toMatch(/。.+/);
  });

  test.each(reasons)('queued again after %s says why and when', (reason, why) => {
    const text = wordsOf({ state: 'queued', reason, retryAt: NOON + 90_000 });
    expect(text).toContain(why);
    expect(text).toMatch(/\d\d:06:30 再试$/);
  });

  test('waits for its turn, or for the part before it', () => {
    const clip = makeClip('a', {
      parts: makeParts({ state: 'preparing' }, { state: 'queued' }, { state: 'queued' }, { state: 'ready' }),
    });
    const text = (index: number) => partWords(clip, index, makeSetting());
    expect(wordsOf({ state: 'queued' })).toBe('排队中，轮到它就开始');
    expect([0, 1, 2].map(text)).toEqual(['云平台正在准备这个文件', '排在第 1 段后面', '排在第 2 段后面']);
  });

  test('is ready until its end, and expired from then on, even before the cloud says so', () => {
    const expiresAt = NOON + 30 * MINUTE;
    expect(wordsOf({ state: 'ready' })).toBe('可以下载');
    expect(wordsOf({ state: 'ready', expiresAt })).toMatch(/今天 \d\d:35 之前可以下载/);
    const over = wordsOf({ state: 'ready', expiresAt }, expiresAt);
    expect(over).toContain('过期了');
    expect(over).toContain('再次生成');
    expect(wordsOf({ state: 'expired', expiresAt: NOON - MINUTE })).toContain('过期了');
  });
});

describe('a clip in words', () => {
  test('tells camera, store, span by the store’s clocks, length, files and when it was asked for', () => {
    const clip = makeClip('a', { parts: makeParts({}, {}, { to: ONE + 25 * MINUTE }) });
    const { title, span, detail, parts } = describeClip(clip, makeSetting());
    expect(title).toBe('收银台 · 南京路店');
    expect(span).toBe('今天 11月20日 13:00:00 — 13:25:00');
    expect(detail).toMatch(/^25 分 0 秒 · 3 个文件 · 今天 \d\d:00 提交$/);
    expect(parts.map(({ title: each }) => each)).toEqual([
      '第 1 段 13:00:00 — 13:10:00',
      '第 2 段 13:10:00 — 13:20:00',
      '第 3 段 13:20:00 — 13:25:00',
    ]);
  });

  test('over midnight names both days; one that ends at midnight names one', () => {
    const midnight = ONE + 11 * 60 * MINUTE;
    const span = (to: number) => spanWords({ ...makeClip('a'), from: midnight - MINUTE, to }, makeSetting());
    expect(span(midnight)).toBe('今天 11月20日 23:59:00 — 00:00:00');
    expect(span(midnight + MINUTE)).toBe('今天 11月20日 23:59:00 — 11月21日 周六 00:01:00');
  });

  test('keeps the store’s clocks where those change within it', () => {
    const offsets = [
      { from: ONE, minutes: 120 },
      { from: ONE + 5 * MINUTE, minutes: 60 },
    ];
    const clip = makeClip('a', { offsets });
    const { span, parts } = describeClip(clip, makeSetting());
    expect(span).toBe('今天 11月20日 07:00:00 — 06:10:00');
    expect(parts[0]).toMatchObject({ title: '', name: `收银台 ${span}` });
  });

  test.each([
    [['failed', 'expired', 'queued'], '没有做成', 'bad', true],
    [['expired', 'queued', 'ready'], '已过期', 'over', true],
    [['queued', 'preparing', 'ready'], '排队中', 'busy', false],
    [['preparing', 'ready'], '制作中', 'busy', false],
    [['ready', 'ready'], '可以下载', 'good', false],
  ] as const)('with parts %j is %s', (states, badge, tone, again) => {
    const clip = makeClip('a', { parts: makeParts(...states.map((state) => ({ state }))) });
    const card = describeClip(clip, makeSetting());
    expect(card).toMatchObject({ badge, tone, remake: again ? '再次生成' : '' });
    expect(worstOf(clip.parts, NOON)).toBe(states[0]);
  });

  test('offers to load all where that is more than one that is not here', () => {
    const clip = makeClip('a', { parts: makeParts({}, {}, { state: 'queued' }, {}) });
    const stages: Record<number, LoadStage> = { 0: { kind: 'saved', path: 'a.mp4', sent: 'not' } };
    const setting = makeSetting({ stageOf: (_, part) => stages[part] ?? null });
    expect(wantable(clip, setting)).toEqual([1, 3]);
    expect(describeClip(clip, setting).all).toBe('下载全部');
    stages[1] = { kind: 'waiting' };
    expect(describeClip(clip, setting).all).toBe('');
  });

  test('says why something asked of it did not happen, with a number for support', () => {
    const problemOf = () => new CallFailed('permission-denied', 'R7', null);
    expect(describeClip(makeClip('a'), makeSetting({ problemOf })).problem).toBe(
      '你没有这个权限。请店长或老板给你开通 (编号 R7)',
    );
  });
});

/** Every stage a file can be in. */
const STAGES: readonly (readonly [string, LoadStage | null])[] = [
  ['not wanted yet', null],
  ['waiting', { kind: 'waiting' }],
  ['opening', { kind: 'opening' }],
  ['loading', { kind: 'loading', progress: { written: 1, total: null } }],
  ...(['not', 'sent', 'unsupported', 'failed'] as const).flatMap((sent) =>
    (['loaded', 'saved'] as const).map((kind) => [`${kind}, ${sent}`, { kind, path: 'p', sent }] as const),
  ),
  ['saving', { kind: 'saving', path: 'p' }],
  ...(['denied', 'system-denied', 'no-consent', 'undeclared', 'cancelled', 'failed'] as const).map(
    (why) => [`unsaved, ${why}`, { kind: 'unsaved', path: 'p', why }] as const,
  ),
  ['refused', { kind: 'refused', failure: new CallFailed('conflict', '', null) }],
  ...(['network', 'timeout', 'interrupted', 'too-large', 'no-room', 'gone', 'refused', 'blocked'] as const).map(
    (fault) => [`failed, ${fault}`, { kind: 'failed', fault }] as const,
  ),
];

describe.each(['mp4', 'flv'] as const)('the file of a part, %s', (format) => {
  test.each(STAGES)('%s: has words where they are needed, in both languages', (_, stage) => {
    for (const language of languages) {
      const text = fileWords(stage, format, makeSetting({ words: dictionaries[language] }));
      const moves = stage === null || stage.kind === 'loading';
      expect(text === '').toBe(moves);
      expect(text).not.toMatch(/\{\w+\}/);
    }
  });

  test.each(STAGES)('%s: what is offered has words, and none twice', (_, stage) => {
    for (const state of ['queued', 'preparing', 'ready', 'failed', 'expired'] as const) {
      const acts = fileActs(state, stage, format);
      expect(new Set(acts).size).toBe(acts.length);
      for (const act of acts) expect(actWords(act, stage, format, words)).not.toBe('');
    }
  });
});

describe('what is offered', () => {
  const acts = (stage: LoadStage | null, format: Clip['format'] = 'mp4') => fileActs('ready', stage, format);

  test('for what is not here: to load it, or its link', () => {
    expect(acts(null)).toEqual(['load', 'copy']);
    expect(actWords('load', null, 'mp4', words)).toBe('下载到相册');
    expect(actWords('load', null, 'flv', words)).toBe('下载');
  });

  test('for an flv that is here: to forward it or to copy its link, and never the album', () => {
    const stage: LoadStage = { kind: 'loaded', path: 'p', sent: 'not' };
    expect(acts(stage, 'flv')).toEqual(['forward', 'copy']);
    expect(fileWords(stage, 'flv', makeSetting())).toContain('相册放不下');
    expect(STAGES.filter(([, each]) => each?.kind === 'loaded').flatMap(([, each]) => acts(each, 'flv'))).not.toContain(
      'save',
    );
  });

  test('without the permission: its settings first', () => {
    expect(acts({ kind: 'unsaved', path: 'p', why: 'denied' })[0]).toBe('settings');
    expect(acts({ kind: 'unsaved', path: 'p', why: 'system-denied' })).toEqual(['settings', 'save', 'forward']);
  });

  test.each(['no-consent', 'undeclared'] as const)('without the agreement on privacy (%s): the next try', (why) => {
    expect(acts({ kind: 'unsaved', path: 'p', why })).toEqual(['save', 'forward']);
  });

  test.each(['blocked', 'too-large'] as const)('where WeChat can never load it (%s): its link first', (fault) => {
    expect(acts({ kind: 'failed', fault })[0]).toBe('copy');
  });

  test('of a part that the cloud no longer has: nothing, but what is here stays of use', () => {
    for (const state of ['queued', 'preparing', 'failed', 'expired'] as const) {
      expect(fileActs(state, null, 'mp4')).toEqual([]);
      expect(fileActs(state, { kind: 'failed', fault: 'gone' }, 'mp4')).toEqual([]);
      expect(fileActs(state, { kind: 'saved', path: 'p', sent: 'not' }, 'mp4')).toEqual(['forward']);
    }
  });
});

describe('progress', () => {
  test('is bytes and a percentage where the server named the length', () => {
    expect(progressWords({ written: 5_242_880, total: 10_485_760 }, words)).toEqual({
      words: '已下载 5.0 MB，共 10.0 MB',
      percent: 50,
    });
  });

  test('is not told as a number before there is any', () => {
    expect(progressWords({ written: 0, total: null }, words)).toEqual({ words: '正在连接，等它开始', percent: null });
  });

  test('is bytes alone where it did not: no percentage is made up', () => {
    expect(progressWords({ written: 700, total: null }, words)).toEqual({ words: '已下载 700 B', percent: null });
  });
});

test.each<[LinkStage | null, string]>([
  [null, ''],
  [{ kind: 'asking' }, '正在取链接'],
  [{ kind: 'copied', expiresAt: null }, '链接已复制'],
  [{ kind: 'uncopied', why: 'failed' }, '没有复制成。再点一次；还不行就手动记下'],
  [{ kind: 'uncopied', why: 'no-consent' }, '要先同意隐私保护指引才能复制。过 10 秒再点一次，同意后就能复制'],
  [{ kind: 'uncopied', why: 'undeclared' }, '小程序还不能复制。请管理员在小程序后台的隐私保护指引里填上剪切板'],
])('a link that is %j reads %j', (link, text) => {
  expect(linkWords(link, makeSetting())).toBe(text);
});

test('a copied link says until when it holds, a refused one why not', () => {
  const copied = linkWords({ kind: 'copied', expiresAt: NOON + 30 * MINUTE }, makeSetting());
  expect(copied).toMatch(/^链接已复制，今天 \d\d:35 之前有效$/);
  const failure = new CallFailed('permission-denied', '', null);
  expect(linkWords({ kind: 'refused', failure }, makeSetting())).toContain('你没有这个权限');
});

test('a file is sent under camera, day and time, in letters that every system keeps', () => {
  const clip = makeClip('a', { cameraName: '前门/收银:1' });
  expect(fileName(clip, clip.parts[0]!, makeSetting())).toBe('前门_收银_1 2026-11-20 13.00.00.flv');
});
