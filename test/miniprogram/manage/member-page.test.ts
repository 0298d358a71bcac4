import type { Member } from '../../../typings/contract/people';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { Answers, makeDeferred } from '../support/answers';
import { aManager, anOwner, EVERY_RIGHT, makeGrant, makeMember, makePeople, STAFF_RIGHTS } from '../support/people';

async function open(members: readonly Member[], caller = anOwner()) {
  const kit = makePeople({ members, caller });
  await kit.memberPage.open(members[0]?.id ?? '');
  return kit;
}

const right = (page: Awaited<ReturnType<typeof open>>['memberPage'], key: string) =>
  page.grants.editor?.rights.find((each) => each.key === key);

describe('one store', () => {
  test('that is the only one is open, with its role, rights and hours', async () => {
    const { memberPage } = await open([makeMember('a')]);
    expect(memberPage.grants.rows).toMatchObject([{ name: '南京路店', line: '店员', open: true, why: '' }]);
    expect(memberPage.grants.editor?.roles.map(({ label, chosen }) => [label, chosen])).toEqual([
      ['店长', false],
      ['店员', true],
    ]);
    expect(memberPage.grants.editor?.rights.filter(({ on }) => on).map(({ key }) => key)).toEqual(STAFF_RIGHTS);
    expect(right(memberPage, 'view')?.why).toBe('在门店里总能看直播');
    expect(memberPage.grants.editor).toMatchObject({
      limited: false,
      hours: '任何时间都可以',
      changes: [],
      savable: false,
    });
  });

  test('of several opens by a tap, one at a time', async () => {
    const { memberPage } = await open([makeMember('a', { grants: [makeGrant('s0'), makeGrant('s1')] })]);
    expect(memberPage.grants.rows.map(({ open: isOpen }) => isOpen)).toEqual([false, false]);
    memberPage.grants.toggle('s1');
    expect(memberPage.grants.rows.map(({ open: isOpen }) => isOpen)).toEqual([false, true]);
    memberPage.grants.toggle('s1');
    expect(memberPage.grants.editor).toBeNull();
  });

  test('says what saving changes, sends it once, and shows what the cloud made of it', async () => {
    const { memberPage, answers } = await open([makeMember('a')]);
    memberPage.grants.switchRight('share');
    memberPage.grants.switchRight('talk');
    memberPage.grants.limit(true);
    memberPage.grants.setTime('from', '22:00');
    memberPage.grants.setTime('to', '06:00');
    expect(memberPage.grants.editor?.changes).toEqual(['加上：分享', '去掉：对讲', '时间：全天 改为 22:00–次日 06:00']);
    expect(memberPage.grants.editor?.hours).toBe('每天 22:00–次日 06:00，按门店当地时间');
    const told = await Promise.all([memberPage.save(), memberPage.save()]);
    expect(told).toEqual([{ text: '已保存，马上生效', over: false }, null]);
    expect(answers.inputs('member.grant')).toEqual([
      {
        ...{ memberId: 'a', storeId: 's0', role: 'staff', hours: { from: 1320, to: 360 } },
        rights: ['view', 'playback', 'ptz', 'capture', 'share'],
      },
    ]);
    expect(memberPage.grants.editor?.changes).toEqual([]);
    expect(memberPage.grants.rows[0]?.line).toBe('店员 22:00–次日 06:00');
  });

  test('a role brings its rights, and what was changed can be taken back', async () => {
    const { memberPage } = await open([makeMember('a')]);
    memberPage.grants.chooseRole('manager');
    expect(memberPage.grants.editor?.changes).toEqual(['身份：店员 改为 店长', '加上：分享、管理']);
    expect(memberPage.grants.rows[0]?.line).toBe('店长（未保存）');
    memberPage.grants.reset();
    expect(memberPage.grants.editor?.changes).toEqual([]);
  });

  test('what is changed and not saved is asked for before the page is left, as long as it is so', async () => {
    const { memberPage } = await open([makeMember('a')]);
    expect(memberPage.leaveQuestion).toBe('');
    memberPage.grants.switchRight('share');
    expect(memberPage.leaveQuestion).toBe('改动还没保存，离开就没有了');
    memberPage.grants.switchRight('share');
    expect(memberPage.leaveQuestion).toBe('');
    memberPage.add('s1');
    expect(memberPage.leaveQuestion).not.toBe('');
    const saved = memberPage.save();
    expect(memberPage.leaveQuestion).toBe('');
    await saved;
    expect(memberPage.leaveQuestion).toBe('');
  });

  test('hours of no length cannot be saved', async () => {
    const { memberPage, answers } = await open([makeMember('a')]);
    memberPage.grants.limit(true);
    memberPage.grants.setTime('to', '09:00');
    expect(memberPage.grants.editor).toMatchObject({ hours: '开始和结束不能相同', hoursBad: true, savable: false });
    expect(await memberPage.save()).toBeNull();
    expect(answers.inputs('member.grant')).toEqual([]);
  });
});

describe('what the caller does not hold', () => {
  const limited = aManager([
    makeGrant('s0', { role: 'manager', rights: ['view', 'playback', 'manage'], hours: { from: 540, to: 1080 } }),
  ]);

  test('is locked, and says why', async () => {
    const { memberPage } = await open([makeMember('a', { grants: [makeGrant('s0', { rights: ['view'] })] })], limited);
    expect(right(memberPage, 'talk')).toMatchObject({ on: false, why: '你自己没有，不能给别人' });
    memberPage.grants.switchRight('talk');
    expect(right(memberPage, 'talk')?.on).toBe(false);
    memberPage.grants.switchRight('playback');
    expect(memberPage.grants.editor).toMatchObject({ hours: '超出了你自己的时间，不能给', savable: false });
    expect(memberPage.grants.editor?.limits[0]?.detail).toBe('你自己只有 09:00–18:00，不能给全天');
    memberPage.grants.limit(true);
    expect(memberPage.grants.editor).toMatchObject({ from: '09:00', to: '18:00', savable: true });
  });

  test('keeps them from changing who may do more there', async () => {
    const { memberPage } = await open([makeMember('a')], limited);
    expect(memberPage.grants.rows[0]).toMatchObject({
      why: '对方有你没有的权限：转动摄像头、对讲、截图、剪辑。请老板来改',
      allowed: '可以：看直播、看回放、转动摄像头、对讲、截图、剪辑',
    });
    expect(memberPage.grants.editor).toBeNull();
    expect(memberPage.deeds).toMatchObject({ rename: false, own: '', removeAll: '' });
  });

  test('an owner can be changed by owners only', async () => {
    const owner = makeMember('o', { owner: true, grants: [] });
    const { memberPage } = await open([owner], aManager());
    expect(memberPage.head).toMatchObject({ badge: '老板', note: '老板的权限只有老板能改' });
    expect(memberPage.deeds).toEqual({ rename: false, own: '', removeAll: '', add: false });
  });
});

test('nobody changes their own rights, but their name', async () => {
  const { memberPage } = await open([makeMember('me', { self: true })], aManager());
  expect(memberPage.head.note).toBe('这是你自己。权限由老板或别的店长来改');
  expect(memberPage.grants.rows[0]?.why).toBe('自己的权限自己不能改');
  expect(memberPage.grants.editor).toBeNull();
  expect(memberPage.deeds).toEqual({ rename: true, own: '', removeAll: '', add: false });
});

describe('somebody', () => {
  test('is added to another store, which is sent only when it is saved', async () => {
    const { memberPage, answers } = await open([makeMember('a')]);
    expect(memberPage.stores.rows.map(({ name }) => name)).toEqual(['人民广场店', '徐家汇店']);
    memberPage.add('s1');
    expect(memberPage.grants.rows[1]).toMatchObject({ name: '人民广场店', open: true, removable: false });
    expect(memberPage.grants.editor?.changes[0]).toBe('加入门店，身份：店员');
    expect(answers.inputs('member.grant')).toEqual([]);
    await memberPage.save();
    expect(memberPage.grants.rows.map(({ line }) => line)).toEqual(['店员', '店员']);
  });

  test('leaves one store, and the page when it was the last', async () => {
    const { memberPage, answers } = await open([makeMember('a', { grants: [makeGrant('s0'), makeGrant('s1')] })]);
    expect(memberPage.removeQuestion('s1').content).toBe('马上看不到 人民广场店，在那里发出的分享和邀请也会结束');
    expect(await memberPage.remove('s1')).toEqual({ text: '已移出', over: false });
    expect(memberPage.removeQuestion('s0').content).toContain('要回来得重新邀请');
    expect(await memberPage.remove('s0')).toEqual({ text: '已移出', over: true });
    expect(answers.inputs('member.remove')).toEqual([
      { memberId: 'a', storeId: 's1' },
      { memberId: 'a', storeId: 's0' },
    ]);
    expect(memberPage.screen).toMatchObject({ kind: 'card', act: 'back', title: '这位同事已不在名单里' });
  });

  test('leaves all stores at once', async () => {
    const { memberPage, answers } = await open([makeMember('a', { grants: [makeGrant('s0'), makeGrant('s1')] })]);
    expect(memberPage.deeds.removeAll).toBe('移出这些门店');
    expect(memberPage.removeQuestion(null).content).toContain('南京路店、人民广场店');
    expect(await memberPage.remove(null)).toMatchObject({ over: true });
    expect(answers.inputs('member.remove')).toEqual([{ memberId: 'a' }]);
  });

  test('becomes an owner, and none any more, each after words of its own', async () => {
    const { memberPage, answers } = await open([makeMember('a')]);
    expect(memberPage.ownQuestion).toMatchObject({ title: '把 同事 a 设为老板？' });
    expect(await memberPage.own()).toEqual({ text: '已设为老板', over: false });
    expect(memberPage.grants.rows).toEqual([]);
    expect(memberPage.ownQuestion.title).toBe('同事 a 不再做老板？');
    await memberPage.own();
    expect(answers.inputs('member.own').map(({ owner }) => owner)).toEqual([true, false]);
  });

  test('is renamed, within 20 characters', async () => {
    const { memberPage, answers } = await open([makeMember('a')]);
    for (const typed of ['  ', '\u200b', '\u202e ', '王'.repeat(21)]) {
      expect(await memberPage.rename(typed)).toMatchObject({ text: '名字要 1 到 20 个字' });
    }
    expect(await memberPage.rename('同事 a')).toBeNull();
    expect(await memberPage.rename(' 小\u202e李\u200b ')).toMatchObject({ text: '已改名' });
    expect(answers.inputs('member.rename')).toEqual([{ memberId: 'a', name: '小李' }]);
    expect(memberPage.title).toBe('小李');
  });
});

describe('when somebody else was faster', () => {
  test.each([
    ['conflict', '没有改成：别人刚刚也在改。已取来现在的权限，看看再改'],
    ['permission-denied', '没有改成：你不能给或改这样的权限。已取来现在的权限，看看再改'],
    ['timeout', '没有改成：等了 8 秒没有回应。看看现在的权限，再试'],
  ] as const)('%s is said, and what holds now is shown', async (code, text) => {
    const { memberPage, answers, people } = await open([makeMember('a')]);
    memberPage.grants.switchRight('share');
    answers.refuse('member.grant', code);
    people.alter('a', () => ({ grants: [makeGrant('s0', { role: 'manager', rights: EVERY_RIGHT })] }));
    expect(await memberPage.save()).toEqual({ text, over: false });
    expect(memberPage.grants.rows[0]?.line).toBe('店长');
    expect(memberPage.grants.editor?.changes).toEqual([]);
  });

  test('and removed the person, the page says that they are gone', async () => {
    const { memberPage, answers, people } = await open([makeMember('a')]);
    memberPage.grants.switchRight('share');
    answers.refuse('member.grant', 'not-found');
    people.members = [];
    expect(await memberPage.save()).toMatchObject({ over: true });
    expect(memberPage.screen).toMatchObject({ title: '这位同事已不在名单里', button: '返回' });
  });

  test('without a network, what was changed is still there to be sent', async () => {
    const { memberPage, answers } = await open([makeMember('a')]);
    memberPage.grants.switchRight('share');
    answers.refuse('member.grant', 'no-network');
    expect((await memberPage.save())?.text).toContain('网络连接不上');
    expect(memberPage.grants.editor?.changes).toEqual(['加上：分享']);
  });
});

describe('when the answer is lost', () => {
  const two = () => [makeMember('a', { grants: [makeGrant('s0'), makeGrant('s1')] })];
  /** The cloud does it, and nobody hears of that. */
  const lose = (kit: Awaited<ReturnType<typeof open>>, code: 'timeout' | 'no-network' = 'timeout') => {
    const heard = new Answers();
    kit.people.serve(heard);
    const lost = async (done: Promise<unknown>): Promise<never> => {
      await done;
      throw new CallFailed(code, 'R1', null);
    };
    kit.answers
      .on('member.grant', (input) => lost(heard.call('member.grant', input)))
      .on('member.remove', (input) => lost(heard.call('member.remove', input)))
      .on('member.own', (input) => lost(heard.call('member.own', input)));
  };

  test.each(['timeout', 'no-network'] as const)('(%s) though it was done, the rights read anew tell', async (code) => {
    const kit = await open(two());
    lose(kit, code);
    expect(await kit.memberPage.remove('s1')).toEqual({ text: '已移出', over: false });
    expect(kit.memberPage.grants.rows.map(({ name }) => name)).toEqual(['南京路店']);
    kit.memberPage.grants.switchRight('share');
    expect(await kit.memberPage.save()).toEqual({ text: '已保存，马上生效', over: false });
    expect(await kit.memberPage.own()).toEqual({ text: '已设为老板', over: false });
    expect(kit.memberPage.problem).toBe('');
  });

  test('until it is known, the row says that it is being checked', async () => {
    const { memberPage, answers, clock } = await open(two());
    const list = makeDeferred<{ members: readonly Member[] }>();
    answers.refuse('member.remove', 'timeout').on('member.list', () => list.promise);
    const removed = memberPage.remove('s1');
    await clock.pass(0);
    expect(memberPage.grants.rows.map(({ line }) => line)).toEqual(['店员', '正在核对']);
    expect(memberPage.problem).toBe('等了 8 秒没有回应，正在核对有没有改成');
    list.resolve({ members: two() });
    await removed;
    expect(memberPage.grants.rows.map(({ line }) => line)).toEqual(['店员', '店员']);
    expect(memberPage.problem).toBe('没有改成：等了 8 秒没有回应。看看现在的权限，再试');
  });

  test('and nothing can be read, the row says so until it is checked', async () => {
    const kit = await open(two());
    const { memberPage, answers, people } = kit;
    lose(kit, 'no-network');
    answers.refuse('member.list', 'no-network');
    await memberPage.remove(null);
    expect(memberPage.grants.rows.map(({ line }) => line)).toEqual(['还没核对', '还没核对']);
    expect(memberPage.problem).toBe('网络连接不上，可能已经改好，还没核对到');
    expect(memberPage.checkable).toBe(true);
    people.serve(answers);
    await memberPage.check();
    expect(memberPage.screen).toMatchObject({ kind: 'card', title: '这位同事已不在名单里' });
  });

  test('and was done, as is found later, nothing is left to be said', async () => {
    const kit = await open(two());
    const { memberPage, answers, people } = kit;
    lose(kit);
    memberPage.grants.toggle('s0');
    memberPage.grants.switchRight('share');
    answers.refuse('member.list', 'no-network');
    await memberPage.save();
    expect(memberPage.grants.rows.map(({ line }) => line)).toEqual(['还没核对', '店员']);
    people.serve(answers);
    await memberPage.check();
    expect(memberPage.problem).toBe('');
    expect(memberPage.grants.rows.map(({ line }) => line)).toEqual(['店员', '店员']);
    expect(memberPage.grants.editor?.changes).toEqual([]);
  });

  test('the words of a failure stay until the next thing is done', async () => {
    const { memberPage, answers, people } = await open([makeMember('a')]);
    memberPage.grants.switchRight('share');
    answers.refuse('member.grant', 'conflict');
    await memberPage.save();
    expect(memberPage.problem).toContain('别人刚刚也在改');
    memberPage.grants.switchRight('share');
    expect(memberPage.problem).toBe('');
    await memberPage.save();
    expect(memberPage.problem).not.toBe('');
    people.serve(answers);
    memberPage.grants.switchRight('share');
    await memberPage.save();
    expect(memberPage.problem).toBe('');
  });
});

test('an answer for somebody who was left changes nobody else', async () => {
  const { memberPage, member, answers, clock } = await open([makeMember('a'), makeMember('b')]);
  const slow = makeDeferred<Member>();
  answers.on('member.grant', () => slow.promise);
  memberPage.grants.switchRight('share');
  const saved = memberPage.save();
  member.leave();
  await memberPage.open('b');
  slow.resolve(makeMember('a', { name: '早先的' }));
  await clock.pass(0);
  expect(await saved).toBeNull();
  expect(memberPage.title).toBe('同事 b');
  expect(memberPage.busy).toBe(false);
});
