import { dictionaries } from '../../../miniprogram/i18n/index';
import { grantRows, seesHealth, seesOthers, waysOf } from '../../../miniprogram/stores/own-rights';
import type { SessionState } from '../../../miniprogram/stores/session-store';
import { makeSessionMember, NOTICE } from '../support/cloud';

const member = (change: Parameters<typeof makeSessionMember>[0]): SessionState => ({
  kind: 'member',
  ...makeSessionMember(change),
  visitorCode: 'K7M2QX',
  notice: NOTICE,
});

test.each([
  [
    'an owner',
    member({ role: 'owner' }),
    ['stores', 'accounts', 'members', 'invites', 'shares', 'codes', 'audit', 'clips', 'notices', 'privacy'],
  ],
  [
    'a manager',
    member({}),
    ['stores', 'members', 'invites', 'shares', 'codes', 'audit', 'clips', 'notices', 'privacy'],
  ],
  ['staff', member({ role: 'staff', rights: ['view', 'playback'] }), ['audit', 'clips', 'notices', 'privacy']],
  [
    'staff who may share',
    member({ role: 'staff', rights: ['view', 'share'] }),
    ['shares', 'audit', 'clips', 'notices', 'privacy'],
  ],
  ['a guest', member({ role: 'guest', rights: ['view'] }), ['audit', 'privacy']],
  ['a stranger', { kind: 'stranger', visitorCode: 'K7M2QX', notice: NOTICE } as const, ['claim', 'privacy']],
  ['nobody known', { kind: 'unknown' } as const, []],
])('%s is shown the ways that are open', (_, state, ways) => {
  expect(waysOf(state)).toEqual(ways);
});

test('an owner of an account with tools is shown the way to them, and nobody else', () => {
  expect(waysOf(member({ role: 'owner' }), true).slice(0, 3)).toEqual(['stores', 'accounts', 'tools']);
  expect(waysOf(member({}), true)).not.toContain('tools');
});

test('only who manages sees what others did', () => {
  expect([seesOthers(member({})), seesOthers(member({ rights: ['view'] }))]).toEqual([true, false]);
});

test('everybody but guests is led to how a camera is', () => {
  expect((['owner', 'manager', 'staff', 'guest', null] as const).map(seesHealth)).toEqual([
    true,
    true,
    true,
    false,
    true,
  ]);
});

test('each store says as whom, when and what', () => {
  const grants = [
    { storeId: 's1', storeName: '南京路店', role: 'staff', rights: ['view', 'talk'], hours: { from: 1320, to: 360 } },
  ] as const;
  const rows = grantRows(member({ grants }), dictionaries['zh-CN']);

  expect(rows).toEqual([{ key: 's1', store: '南京路店', role: '店员 22:00–次日 06:00', rights: '看直播，对讲' }]);
});
