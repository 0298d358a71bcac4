import { aManager, makeInvite, makePeople, makePerson } from '../support/people';
import { NOON } from '../support/phone';

const HOUR = 3_600_000;

async function open(invites: readonly ReturnType<typeof makeInvite>[]) {
  const kit = makePeople({ caller: aManager() });
  kit.people.invites = invites;
  await kit.invitesPage.show();
  return kit;
}

test('each invitation says what it gives, what became of it and who made it', async () => {
  const other = makePerson('p', { name: '老王' });
  const { invitesPage } = await open([
    makeInvite('i0'),
    makeInvite('i1', { state: 'used', usedBy: makePerson('q', { name: '小李' }), by: other }),
    makeInvite('i2', { state: 'revoked' }),
    makeInvite('i3', { expiresAt: NOON - HOUR }),
    makeInvite('i4', { role: 'owner', stores: [], by: other }),
  ]);
  expect(invitesPage.rows.map(({ title }) => title)).toEqual([
    ...Array.from({ length: 4 }, () => '店员 · 南京路店'),
    '老板 · 所有门店',
  ]);
  expect(invitesPage.rows[0]?.state).toMatch(/^等人加入，今天 .+ 前有效$/);
  expect(invitesPage.rows[1]?.state).toBe('小李 已加入');
  expect(invitesPage.rows[2]?.state).toBe('已收回');
  expect(invitesPage.rows[3]?.state).toMatch(/^没人用，/);
  expect(invitesPage.rows[0]?.made).toMatch(/^我 今天 .+ 发的$/);
  expect(invitesPage.rows[1]?.made).toMatch(/^老王 今天/);
});

test('only what is open is taken back, and only one’s own handed on again', async () => {
  const { invitesPage } = await open([
    makeInvite('own'),
    makeInvite('other', { by: makePerson('p') }),
    makeInvite('over', { state: 'expired' }),
  ]);
  expect(invitesPage.rows.map(({ showable, revocable }) => [showable, revocable])).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
});

test('one is taken back after words of what ends, and the list asked for anew', async () => {
  const { invitesPage, answers } = await open([makeInvite('i0'), makeInvite('i1')]);
  expect(invitesPage.revokeQuestion('i0')).toEqual({
    title: '收回这个邀请？',
    content: '店员 · 南京路店\n还没加入的人就不能再用它了',
  });
  expect(await invitesPage.revoke('i0')).toBe('已收回，不能再用了');
  expect(invitesPage.rows.map(({ revocable }) => revocable)).toEqual([false, true]);
  expect(answers.inputs('invite.list')).toHaveLength(2);
});

test('one that was taken up meanwhile says so, and how it stands', async () => {
  const { invitesPage, answers, people } = await open([makeInvite('i0')]);
  answers.refuse('invite.revoke', 'used');
  people.invites = [makeInvite('i0', { state: 'used', usedBy: makePerson('q', { name: '' }) })];
  expect(await invitesPage.revoke('i0')).toContain('已经有人用它加入了');
  expect(invitesPage.rows[0]?.state).toBe('未留名字 已加入');
});

test('whether one is taken back though nobody said so, the list tells', async () => {
  const { invitesPage, answers, people } = await open([makeInvite('i0'), makeInvite('i1'), makeInvite('i2')]);
  answers.refuse('invite.revoke', 'timeout');
  expect(await invitesPage.revoke('i0')).toContain('没有收回：');
  people.invites = [makeInvite('i0', { state: 'revoked' }), makeInvite('i1'), makeInvite('i2')];
  expect(await invitesPage.revoke('i0')).toBe('已收回，不能再用了');
  answers.refuse('invite.list', 'timeout');
  expect(await invitesPage.revoke('i1')).toBe('等了 8 秒没有回应，可能已经收回。再收回一次也没关系');
});

test('without any it says what to do, and a failure says why', async () => {
  const { invitesPage, answers } = await open([]);
  expect(invitesPage.screen).toMatchObject({ kind: 'card', act: 'invite', title: '还没有发过邀请' });
  answers.refuse('invite.list', 'no-network');
  await invitesPage.show();
  expect(invitesPage.screen).toMatchObject({ kind: 'card', act: 'refresh', title: '网络连接不上' });
});
