import { makeDeferred } from '../support/answers';
import { aManager, makeGrant, makeInvite, makePeople, STAFF_RIGHTS } from '../support/people';
import { NOON, settled } from '../support/phone';
import type { OutputOf } from '../../../typings/contract/calls';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function open(options: Parameters<typeof makePeople>[0] = {}, id: string | null = null) {
  const kit = makePeople(options);
  await kit.invitePage.open(id);
  return kit;
}

describe('what is to be made', () => {
  test('is a colleague in stores that are chosen, for a day', async () => {
    const { invitePage } = await open();
    expect(invitePage.form.making).toMatchObject({ label: '生成邀请', ready: false, line: '先选门店' });
    invitePage.form.toggleStore('s0');
    invitePage.form.toggleStore('s1');
    invitePage.form.toggleStore('s0');
    expect(invitePage.form.stores).toMatchObject({ chosen: '已选 1 家', searchable: false });
    expect(invitePage.form.stores.rows.map(({ chosen }) => chosen)).toEqual([false, true, false]);
    expect(invitePage.form.terms.find(({ chosen }) => chosen)?.label).toBe('1 天');
    expect(invitePage.form.making).toMatchObject({ ready: true, line: '' });
  });

  test('can be an owner for owners only, who needs no store', async () => {
    const { invitePage } = await open();
    expect(invitePage.form.roles.map(({ label }) => label)).toEqual(['店员', '店长', '老板']);
    invitePage.form.chooseRole('owner');
    expect(invitePage.form.storesAsked).toBe(false);
    expect(invitePage.form.making.ready).toBe(true);
    const manager = await open({ caller: aManager() });
    expect(manager.invitePage.form.roles.map(({ label }) => label)).toEqual(['店员', '店长']);
    manager.invitePage.form.chooseRole('owner');
    expect(manager.invite.draft.role).toBe('staff');
  });

  test('is in the only store of who manages one', async () => {
    const { invitePage } = await open({ caller: aManager() });
    expect(invitePage.form.stores.chosen).toBe('已选 1 家');
  });

  test('leaves out stores where the caller holds too little for the role', async () => {
    const grants = [makeGrant('s0', { role: 'manager' }), makeGrant('s1', { rights: [...STAFF_RIGHTS, 'manage'] })];
    const { invitePage } = await open({ caller: aManager(grants) });
    invitePage.form.toggleStore('s0');
    invitePage.form.toggleStore('s1');
    invitePage.form.chooseRole('manager');
    expect(invitePage.form.stores.rows).toMatchObject([
      { chosen: true, why: '' },
      { chosen: false, why: '你在这里的权限不够邀请店长' },
    ]);
    invitePage.form.toggleStore('s1');
    expect(invitePage.form.stores.chosen).toBe('已选 1 家');
  });

  test('is searched for among many stores', async () => {
    const kit = makePeople();
    kit.people.stores = Array.from({ length: 80 }, (_, n) => `店 ${n}`);
    await kit.invitePage.open(null);
    expect(kit.invitePage.form.stores).toMatchObject({ searchable: true, more: '还有 30 家，搜索名字找到它' });
    kit.invitePage.form.choice.search.type('7');
    await kit.clock.pass(400);
    expect(kit.invitePage.form.stores.rows).toHaveLength(17);
    expect(kit.invitePage.form.stores.more).toBe('');
  });
});

describe('making it', () => {
  test.each([
    ['hour', HOUR],
    ['day', DAY],
    ['week', 7 * DAY],
  ])('for a %s ends then', async (term, life) => {
    const { invitePage, answers } = await open({ caller: aManager() });
    invitePage.form.chooseTerm(term);
    await invitePage.make();
    expect(answers.inputs('invite.make')).toMatchObject([{ role: 'staff', storeIds: ['s0'], expiresAt: NOON + life }]);
  });

  test('for a month stays within what the cloud takes, although the phone’s clock is a little ahead', async () => {
    const { invitePage, answers } = await open({ caller: aManager() });
    invitePage.form.chooseTerm('month');
    await invitePage.make();
    const [order] = answers.inputs('invite.make');
    expect(order?.expiresAt).toBeLessThan(NOON + 30 * DAY - 5 * 60_000);
    expect(order?.expiresAt).toBeGreaterThan(NOON + 29 * DAY);
  });

  test('happens once, however often the button is pressed', async () => {
    const { invitePage, answers } = await open({ caller: aManager() });
    await Promise.all([invitePage.make(), invitePage.make()]);
    expect(answers.inputs('invite.make')).toHaveLength(1);
  });

  test('again after a failure makes the same one, and another wish makes another', async () => {
    const { invitePage, answers, people, clock } = await open({ caller: aManager() });
    answers.refuse('invite.make', 'timeout');
    await invitePage.make();
    expect(invitePage.form.making).toMatchObject({ ready: true, bad: true });
    expect(invitePage.form.making.line).toBe('等了 8 秒没有回应，可能已经生成了。照原样再点一次，不会有两个');
    await clock.pass(1_000);
    answers.refuse('invite.make', 'no-network');
    await invitePage.make();
    expect(invitePage.form.making.line).toMatch(/^没有生成：/);
    invitePage.form.chooseTerm('week');
    await invitePage.make();
    const keys = answers.inputs('invite.make').map(({ requestKey }) => requestKey);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
    people.serve(answers);
    await invitePage.make();
    expect(answers.inputs('invite.make')[3]).toEqual(answers.inputs('invite.make')[2]);
    expect(people.invites).toHaveLength(1);
  });

  test('ends with the invitation, its code’s image, until when and for whom', async () => {
    const { invitePage, invite, clock } = await open({ caller: aManager() });
    await invitePage.make();
    await clock.pass(0);
    expect(invitePage.made).toMatchObject({ title: '店员 · 南京路店', open: true, name: '邀请 店员 · 南京路店' });
    expect(invitePage.made?.state).toMatch(/^等人加入，11月21日 .+ 前有效$/);
    expect(invite.stage).toMatchObject({ kind: 'made', code: 'code-i0' });
    expect(invitePage.code).toMatchObject({ state: 'ready', src: 'data:image/png;base64,i0/mini-program' });
    invitePage.chooseStyle('link');
    await clock.pass(0);
    expect(invitePage.code.src).toBe('data:image/png;base64,i0/link');
  });

  test('what comes after the page was left is dropped', async () => {
    const { invitePage, invite, answers, clock } = await open({ caller: aManager() });
    const slow = makeDeferred<OutputOf<'invite.make'>>();
    answers.on('invite.make', () => slow.promise);
    const made = invitePage.make();
    invitePage.leave();
    slow.resolve({ invite: makeInvite('late'), code: 'late' });
    await made;
    await clock.pass(0);
    expect(invite.stage.kind).toBe('form');
    expect(answers.inputs('invite.image')).toEqual([]);
  });
});

describe('what was made', () => {
  test('is taken back at once, and its image goes', async () => {
    const { invitePage } = await open({ caller: aManager() });
    await invitePage.make();
    expect(await invitePage.revoke()).toBe('已收回，不能再用了');
    expect(invitePage.made).toMatchObject({ open: false, state: '已收回' });
    expect(invitePage.code.state).toBe('blank');
  });

  test('that somebody has taken up meanwhile cannot be taken back, and says so', async () => {
    const { invitePage, answers } = await open({ caller: aManager() });
    await invitePage.make();
    answers.refuse('invite.revoke', 'used');
    expect(await invitePage.revoke()).toBe('没有收回：已经有人用它加入了。要让这个人离开，到同事名单移出');
  });

  test('ends on the screen when its time is over', async () => {
    const { invitePage, invites, clock } = await open({ caller: aManager() });
    invites.show();
    invitePage.form.chooseTerm('hour');
    await invitePage.make();
    await clock.pass(HOUR);
    expect(invitePage.made).toMatchObject({ open: false });
    expect(invitePage.made?.state).toMatch(/^没人用，.+ 过期$/);
    invites.hide();
  });

  test('comes back to be handed on again', async () => {
    const kit = makePeople({ caller: aManager() });
    kit.people.invites = [makeInvite('i7')];
    await kit.invitePage.open('i7');
    expect(kit.invite.stage).toMatchObject({ kind: 'made', code: 'code-i7' });
    kit.answers.refuse('invite.code', 'expired');
    await kit.invitePage.open('i7');
    expect(kit.invitePage.screen).toMatchObject({ kind: 'card', title: '它已过期', button: '再邀请一个', note: '' });
    kit.invitePage.retry();
    await settled();
    expect(kit.invite.stage).toEqual({ kind: 'form' });
    expect(kit.invitePage.screen.kind).toBe('content');
  });
});
