import type { OutputOf } from '../../../typings/contract/calls';
import { makeDeferred } from '../support/answers';
import { aManager, makeGrant, makeInvite, makeMember, makePeople } from '../support/people';

const LI = { name: '李雷' };

describe('the list of people', () => {
  test('says of each who they are and what they are where', async () => {
    const { membersPage } = makePeople({
      members: [
        makeMember('o', { name: '老周', owner: true, self: true, grants: [] }),
        makeMember('m', {
          name: '小王',
          grants: [
            makeGrant('s0', { role: 'manager' }),
            makeGrant('s1', { hours: { from: 1320, to: 360 } }),
            makeGrant('s2'),
          ],
        }),
        makeMember('n', { name: '' }),
      ],
    });
    await membersPage.show();
    expect(membersPage.screen.kind).toBe('content');
    expect(membersPage.rows).toMatchObject([
      { name: '老周', badge: '老板 · 我', line: '所有门店，所有权限' },
      { name: '小王', badge: '', line: '南京路店 · 店长，人民广场店 · 店员 22:00–次日 06:00，另外 1 家门店' },
      { name: '未留名字', line: '南京路店 · 店员' },
    ]);
    expect(membersPage.foot).toBe('共 3 人');
  });

  test('tells people of one name apart by their visitor codes, and nobody else', async () => {
    const { membersPage } = makePeople({ members: [makeMember('a', LI), makeMember('b', LI), makeMember('c')] });
    await membersPage.show();
    expect(membersPage.rows.map(({ code }) => code)).toEqual(['CODEa', 'CODEb', '']);
    expect(membersPage.rows[0]?.label).toContain('CODEa');
  });

  test('is searched by name or visitor code', async () => {
    const { membersPage, clock } = makePeople({ members: [makeMember('a', LI), makeMember('b')] });
    await membersPage.show();
    membersPage.search.type('李');
    await clock.pass(400);
    expect(membersPage.rows.map(({ key }) => key)).toEqual(['a']);
    membersPage.search.type('codeb');
    await clock.pass(400);
    expect(membersPage.rows.map(({ key }) => key)).toEqual(['b']);
    membersPage.search.type('谁');
    await clock.pass(400);
    expect(membersPage.screen).toMatchObject({ kind: 'card', act: 'show-all' });
    membersPage.showAll();
    expect(membersPage.rows).toHaveLength(2);
  });

  test('begins at its top when something else is looked for, however far it was scrolled', async () => {
    const { membersPage, clock } = makePeople({ members: [makeMember('a', LI), makeMember('b')] });
    await membersPage.show();
    const before = membersPage.resets;
    membersPage.search.type('李');
    await clock.pass(400);
    expect(membersPage.resets).toBe(before + 1);
    membersPage.search.submit();
    await membersPage.show();
    expect(membersPage.resets).toBe(before + 1);
    membersPage.search.clear();
    expect(membersPage.resets).toBe(before + 2);
  });

  test('of one store has its people only, and says their role there', async () => {
    const members = [
      makeMember('a'),
      makeMember('b', { grants: [makeGrant('s0'), makeGrant('s1', { role: 'manager' })] }),
    ];
    const { membersPage, answers, clock } = makePeople({ members });
    await membersPage.show();
    expect(membersPage.filter?.names).toEqual(['全部门店', '南京路店', '人民广场店', '徐家汇店']);
    membersPage.chooseStore(2);
    await clock.pass(0);
    expect(answers.inputs('member.list').at(-1)).toEqual({ storeId: 's1' });
    expect(membersPage.rows).toMatchObject([{ key: 'b', line: '店长' }]);
    expect(membersPage.filter?.index).toBe(2);
  });

  test('of a manager of one store offers no filter', async () => {
    const { membersPage } = makePeople({ caller: aManager(), members: [makeMember('a')] });
    await membersPage.show();
    expect(membersPage.filter).toBeNull();
  });

  test('the answer for a store left meanwhile does not come in the place of the next one', async () => {
    const { membersPage, members, answers, clock } = makePeople({ members: [makeMember('a')] });
    await membersPage.show();
    const slow = makeDeferred<OutputOf<'member.list'>>();
    answers.on('member.list', ({ storeId }) => (storeId === 's0' ? slow.promise : { members: [makeMember('new')] }));
    membersPage.chooseStore(1);
    membersPage.chooseStore(2);
    slow.resolve({ members: [makeMember('old')] });
    await clock.pass(0);
    expect(members.members?.map(({ id }) => id)).toEqual(['new']);
  });

  test('are counted below', async () => {
    const { membersPage } = makePeople({ members: Array.from({ length: 120 }, (_, n) => makeMember(`m${n}`)) });
    await membersPage.show();
    expect(membersPage.rows).toHaveLength(120);
    expect(membersPage.foot).toBe('共 120 人');
  });

  test('stays while it is asked for again, and an empty one says what to do', async () => {
    const { membersPage, answers, clock } = makePeople({ members: [makeMember('a')] });
    await membersPage.show();
    const slow = makeDeferred<OutputOf<'member.list'>>();
    answers.on('member.list', () => slow.promise);
    void membersPage.show();
    await clock.pass(6_000);
    expect(membersPage.rows).toHaveLength(1);
    slow.resolve({ members: [] });
    await clock.pass(0);
    expect(membersPage.screen).toMatchObject({ kind: 'card', act: 'invite', button: '邀请同事' });
  });

  test('that is long in coming shows shapes, then words', async () => {
    const { membersPage, answers, clock } = makePeople();
    answers.on('member.list', () => makeDeferred<OutputOf<'member.list'>>().promise);
    void membersPage.show();
    await clock.pass(300);
    expect(membersPage.screen).toEqual({ kind: 'skeleton', slow: false });
    await clock.pass(5_000);
    expect(membersPage.screen).toEqual({ kind: 'skeleton', slow: true });
  });

  test('is refused in the words of people', async () => {
    const { membersPage, answers } = makePeople();
    answers.refuse('member.list', 'permission-denied');
    await membersPage.show();
    expect(membersPage.screen).toMatchObject({
      title: '你没有管理同事的权限',
      act: 'back',
      button: '返回',
      note: '编号 R1',
    });
  });
});

test('the row of invitations counts those that somebody may still take up', async () => {
  const { membersPage, people, clock, invites } = makePeople({ members: [makeMember('a')] });
  people.invites = [
    makeInvite('i0'),
    makeInvite('i1', { state: 'used' }),
    makeInvite('i2', { expiresAt: clock.now() }),
  ];
  await membersPage.show();
  expect(membersPage.invitations).toBe('1 个还没人用');
  invites.show();
  await clock.pass(3_600_000);
  expect(membersPage.invitations).toBe('没有等人加入的邀请');
  invites.hide();
});
