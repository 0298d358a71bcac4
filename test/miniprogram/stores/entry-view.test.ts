import type { EntryState } from '../../../miniprogram/stores/entry-store';
import { describeEntry } from '../../../miniprogram/stores/entry-view';
import { dictionaries } from '../../../miniprogram/i18n/index';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import type { TicketState } from '../../../typings/contract/codes';
import { makeInvitation, makeShared } from '../support/entry-rig';
import { NOON } from '../support/phone';

const words = dictionaries['zh-CN'];
const moment = (at: number) => `@${at}`;
const shown = (state: EntryState) => describeEntry(state, { words, phase: 'skeleton', moment });
const found = (entry: ReturnType<typeof makeInvitation> | ReturnType<typeof makeShared>): EntryState => ({
  kind: 'found',
  entry,
  sending: false,
  problem: null,
});

test('an invitation says as whom, where, from whom and until when', () => {
  const screen = shown(found(makeInvitation({ stores: ['南京路店', '人民广场店'] })));

  expect(screen).toMatchObject({ kind: 'form', title: '邀请你加入', action: '加入', problem: '' });
  expect(screen.kind === 'form' && screen.rows.map(({ value }) => value)).toEqual([
    '店员 · 观看自己的门店',
    '南京路店，人民广场店',
    '小周',
    `@${NOON + 3_600_000}`,
  ]);
});

test('an owner’s invitation is for every store', () => {
  const screen = shown(found(makeInvitation({ role: 'owner', stores: [], by: '' })));

  expect(JSON.stringify(screen)).toContain('所有门店');
  expect(JSON.stringify(screen)).toContain('未留名字');
});

test('a share says what of how many cameras', () => {
  const screen = shown(found(makeShared({ view: 'playback', cameras: 1 })));

  expect(screen).toMatchObject({ kind: 'form', title: '分享给你看一段回放', action: '打开' });
});

test.each<TicketState>(['used', 'full', 'expired', 'revoked'])('%s is said of either, with the way back', (state) => {
  for (const entry of [makeInvitation({ state }), makeShared({ state })]) {
    expect(shown(found(entry))).toMatchObject({ kind: 'card', act: 'leave' });
  }
});

test.each([
  ['used', '你已经加入'],
  ['open', '你已经有这些权限'],
] as const)('who is in by an invitation that is %s reads so, and goes to the stores', (state, title) => {
  const screen = shown(found(makeInvitation({ state, accepted: true })));

  expect(screen).toMatchObject({ kind: 'card', icon: 'passed', title, act: 'leave', action: '去看门店' });
});

test('who opened a full share before still gets in', () => {
  expect(shown(found(makeShared({ state: 'full', opened: true }))).kind).toBe('form');
});

test('what is not there and what may not be seen look the same', () => {
  const screen = shown({ kind: 'failed', failure: new CallFailed('not-found', 'R1', null) });

  expect(screen).toMatchObject({ kind: 'card', title: '这个码打不开', act: 'leave', note: '' });
});

test('outside the hours it says from when', () => {
  const screen = shown({ kind: 'failed', failure: new CallFailed('outside-hours', 'R1', NOON) });

  expect(screen).toMatchObject({ kind: 'card', detail: `@${NOON} 起可以看，到时间再来`, act: 'leave' });
});

test('a fault is said with its reference and tried again', () => {
  const screen = shown({ kind: 'failed', failure: new CallFailed('internal', 'R1', null) });

  expect(screen).toMatchObject({ kind: 'card', act: 'retry', note: '编号 R1' });
});

test('a short wait shows nothing, a long one says so', () => {
  const waiting = (phase: 'blank' | 'skeleton' | 'slow') =>
    describeEntry({ kind: 'looking' }, { words, phase, moment });

  expect(waiting('blank')).toEqual({ kind: 'blank' });
  expect(waiting('skeleton')).not.toEqual(waiting('slow'));
});

test.each([
  ['conflict', '隐私说明刚更新了'],
  ['not-found', '这个码打不开'],
  ['no-network', '网络连接不上'],
] as const)('%s at the tap says what to do', (code, text) => {
  const problem = new CallFailed(code, 'R1', null);
  const screen = shown({ kind: 'found', entry: makeInvitation(), sending: false, problem });

  expect(screen.kind === 'form' && screen.problem).toContain(text);
});
