import fc from 'fast-check';
import { createTimer } from '../../../cloudfunctions/timer/run-jobs';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain, SETTINGS } from '../../support/cloud-rig';
import { makeClip, makePart } from '../../support/make-clip';
import { makeShare } from '../../support/make-share';
import { ScheduledDatabase } from '../../support/scheduled-database';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const notice = SETTINGS.notice.version;

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const outcome = async (...call: Parameters<typeof instance.call>) => outcomeOf(await instance.call(...call));
  const leave = (person: string) => outcome(person, 'account.delete');
  const member = (openid: string) => rig.database.collection('members').get(openid);
  return { rig, chain, instance, outcome, leave, member, database: rig.database };
}

/** All that is kept anywhere, but for the audit and who holds a lease. */
const keptIn = ({ database }: Awaited<ReturnType<typeof start>>) =>
  JSON.stringify(
    (['members', 'clips', 'watchings', 'shares', 'invites', 'steerings', 'claims', 'limits', 'requests'] as const).map(
      (name) => database.all(name),
    ),
  );

test('a deleted account leaves nothing but lines of the audit that name nobody', async () => {
  const world = await start();
  const { database, chain, instance, outcome, leave } = world;
  const { managerA, staffA, owner } = PERSONAS;
  await instance.call(managerA, 'live.open', { channelId: chain.channels.a1, quality: 'sub' });
  const ready = makePart({ state: 'ready', link: 'sealed-link', expiresAt: NOON + DAY, task: null });
  await database.collection('clips').add([makeClip('own', [ready], { person: managerA }), makeClip('other', [ready])]);
  const watching = { channelId: 'a1', storeId: 'A', kind: 'live', since: NOON, seenAt: NOON } as const;
  await database.collection('watchings').add([
    { _id: 'w1', person: managerA, ...watching },
    { _id: 'w2', person: staffA, ...watching },
  ]);
  const invite = { role: 'staff', storeIds: [chain.stores.A], expiresAt: NOON + HOUR };
  const made = dataOf(
    'invite.make',
    await instance.call(managerA, 'invite.make', { ...invite, requestKey: 'made-one' }),
  );
  const elsewhere = { ...invite, storeIds: [chain.stores.B], requestKey: 'made-two' };
  const taken = dataOf('invite.make', await instance.call(owner, 'invite.make', elsewhere));
  await instance.call(managerA, 'invite.accept', { code: taken.code, name: '经理', notice });
  const seats = [owner, managerA].map((person) => ({ person, at: NOON }));
  await database
    .collection('shares')
    .add([
      makeShare({ _id: 'made', code: 'made', by: managerA }),
      makeShare({ _id: 'seen', code: 'seen', seats, opened: 2, most: 2 }),
    ]);

  expect(await leave(managerA)).toBe('ok');

  expect(keptIn(world)).not.toContain(managerA);
  expect(database.all('clips').map(({ _id }) => _id)).toEqual(['other']);
  expect(database.all('watchings').map(({ _id }) => _id)).toEqual(['w2']);
  expect(await database.collection('shares').get('made')).toMatchObject({ revokedAt: NOON });
  const seen = await database.collection('shares').get('seen');
  expect(seen).toMatchObject({ opened: 2, revokedAt: 0, seats: [{ person: owner }, { at: NOON }] });
  expect(await outcome('openid-third', 'share.open', { code: 'seen', notice })).not.toBe('ok');
  expect(await outcome('openid-new', 'invite.accept', { code: made.code, name: '新人', notice })).toBe('revoked');
  expect(await outcome('openid-new', 'invite.accept', { code: taken.code, name: '新人', notice })).toBe('used');
  const { entries } = dataOf('audit.list', await instance.call(owner, 'audit.list'));
  expect(entries.filter(({ who }) => who === null).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['live.open', 'account.delete', 'invite.make']),
  );
});

test('who has deleted their account is a stranger at the next call', async () => {
  const { chain, instance, outcome, leave } = await start();
  expect(await leave(PERSONAS.staffA)).toBe('ok');
  const watch = { channelId: chain.channels.a1, quality: 'sub' };
  expect(await outcome(PERSONAS.staffA, 'live.open', watch)).toBe('permission-denied');
  expect(dataOf('session.start', await instance.call(PERSONAS.staffA, 'session.start'))).toMatchObject({
    member: null,
  });
  expect(await leave(PERSONAS.staffA)).toBe('permission-denied');
});

test('guests, whose share has ended too, and former members delete what is kept of them; of a stranger there is nothing', async () => {
  const { rig, leave, member } = await start();
  await rig.setup.createMember({ openid: 'openid-former', name: '前同事', grants: [] });
  for (const person of [PERSONAS.guest, PERSONAS.expired, 'openid-former']) {
    expect(await leave(person)).toBe('ok');
    expect(await member(person)).toBeNull();
  }
  rig.database.takeOperations();
  expect(await leave(PERSONAS.stranger)).toBe('permission-denied');
  expect(rig.database.all('audit').map(({ action }) => action)).toEqual(Array(3).fill('account.delete'));
});

test('the last owner stays while there are other members', async () => {
  const { rig, leave, member } = await start();
  expect(await leave(PERSONAS.owner)).toBe('conflict');
  expect(await member(PERSONAS.owner)).toMatchObject({ name: 'owner', grants: [{ role: 'owner' }] });
  await rig.setup.createMember({ openid: 'openid-owner-2', name: '', grants: [{ role: 'owner' }] });
  expect(await leave(PERSONAS.owner)).toBe('ok');
  expect(await leave('openid-owner-2')).toBe('conflict');
});

test('the last of all leaves an installation that the bootstrap code opens again', async () => {
  const { leave, outcome, member } = await start();
  const claim = { code: SETTINGS.bootstrap, name: '新店主', notice };
  for (const person of [PERSONAS.managerA, PERSONAS.staffA]) await leave(person);
  expect(await outcome('openid-next', 'owner.claim', claim)).toBe('used');
  expect(await leave(PERSONAS.owner)).toBe('ok'); // guests may come and go
  expect(await outcome('openid-next', 'owner.claim', claim)).toBe('ok');
  expect(await leave('openid-next')).toBe('ok');
  expect(await outcome('openid-last', 'owner.claim', claim)).toBe('ok');
  expect(await member('openid-last')).toMatchObject({ grants: [{ role: 'owner' }] });
});

test('a first owner who leaves others behind takes their name out of the claim, which stays made', async () => {
  const rig = createRig();
  const { call, services } = rig.startInstance();
  await call('openid-boss', 'owner.claim', { code: SETTINGS.bootstrap, name: '老板', notice });
  await services.members.change('openid-next', () => ({ grants: [{ role: 'owner' }] }));
  expect(outcomeOf(await call('openid-boss', 'account.delete'))).toBe('ok');
  expect(rig.database.all('claims')).toHaveLength(1);
  expect(JSON.stringify(rig.database.all('claims'))).not.toContain('openid-boss');
  const again = await call('openid-boss', 'owner.claim', { code: SETTINGS.bootstrap, name: '老板', notice });
  expect(outcomeOf(again)).toBe('used');
});

test('a claim that was never written down as done does not outlive who made it', async () => {
  const rig = createRig();
  const { call, services } = rig.startInstance();
  const claim = async (person: string) =>
    outcomeOf(await call(person, 'owner.claim', { code: SETTINGS.bootstrap, name: '老板', notice }));
  expect(await claim('openid-boss')).toBe('ok');
  await rig.database.collection('claims').update({}, { appliedAt: 0 }); // as a kill leaves it
  await services.members.change('openid-next', () => ({ grants: [{ role: 'owner' }] }));
  for (const person of ['openid-boss', 'openid-next'])
    expect(outcomeOf(await call(person, 'account.delete'))).toBe('ok');
  expect(await claim('openid-last')).toBe('ok');
});

test.each([
  'members.update',
  'shares.update',
  'clips.remove',
  'watchings.remove',
  'members.remove',
  'audit.add',
] as const)('a deletion that breaks off at %s takes no right back, and can be asked for again', async (operation) => {
  const world = await start();
  const { rig, chain, leave, outcome } = world;
  rig.database.failing = operation;
  expect(await leave(PERSONAS.staffA)).toBe('internal');
  rig.database.failing = null;
  const watch = { channelId: chain.channels.a1, quality: 'sub' };
  const sees = await outcome(PERSONAS.staffA, 'live.open', watch);
  expect(sees).toBe(operation === 'members.update' ? 'ok' : 'permission-denied');
  await leave(PERSONAS.staffA);
  expect(keptIn(world)).not.toContain(PERSONAS.staffA);
});

test('of two last owners who leave at once, one stays', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const database = new ScheduledDatabase();
    const rig = createRig(database);
    await seedChain(rig);
    await rig.setup.createMember({ openid: 'openid-owner-2', name: '', grants: [{ role: 'owner' }] });
    database.orderBy(scheduler);
    const leave = (person: string) => rig.startInstance().call(person, 'account.delete');
    const replies = await scheduler.waitFor(Promise.all([leave(PERSONAS.owner), leave('openid-owner-2')]));
    expect(replies.map(outcomeOf).sort()).toEqual(['conflict', 'ok']);
  });
  await fc.assert(check, { numRuns: 30 });
});

test('two who leave the same share at once both leave it, while a third takes a seat', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const database = new ScheduledDatabase();
    const rig = createRig(database);
    await seedChain(rig);
    const people = [PERSONAS.managerA, PERSONAS.staffA];
    const seats = people.map((person) => ({ person, at: NOON }));
    await database.collection('shares').add([makeShare({ _id: 'one', code: 's-one', seats, opened: 2 })]);
    database.orderBy(scheduler);
    const leaving = people.map((person) => rig.startInstance().call(person, 'account.delete'));
    const services = rig.startInstance().services;
    const sit = services.shares.find('one').then((share) => services.shares.takeSeat(share!, 'openid-third', NOON));
    await scheduler.waitFor(Promise.all([...leaving, sit]));
    const share = await database.memory.collection('shares').get('one');
    expect(share).toMatchObject({ opened: 3 });
    expect(share?.seats).toHaveLength(3);
    const seated = share?.seats.map(({ person }) => person);
    expect(seated).toContain('openid-third');
    for (const person of people) expect(seated).not.toContain(person);
  });
  await fc.assert(check, { numRuns: 30 });
});

test('who takes a seat on what they saw of a share before somebody left it puts nobody back', async () => {
  const { database, instance, leave } = await start();
  const seats = [{ person: PERSONAS.staffA, at: NOON }];
  await database.collection('shares').add([makeShare({ _id: 'one', code: 's-one', seats, opened: 1 })]);
  const { shares } = instance.services;
  const before = await shares.find('one');
  expect(await leave(PERSONAS.staffA)).toBe('ok');
  await shares.takeSeat(before!, 'openid-third', NOON);
  const share = await shares.find('one');
  expect(share).toMatchObject({ opened: 2, seats: [{ at: NOON }, { person: 'openid-third' }] });
  expect(JSON.stringify(share)).not.toContain(PERSONAS.staffA);
});

test('whoever comes back after their account was deleted is somebody else in the audit', async () => {
  const { rig, chain, instance, leave, member } = await start();
  const { staffA, managerA } = PERSONAS;
  const watch = { channelId: chain.channels.a1, quality: 'sub' };
  const linesOf = async (person: string, query: object = {}) => {
    const { entries } = dataOf('audit.list', await instance.call(person, 'audit.list', query));
    return entries.map(({ action, who }) => [action, who?.name ?? null]);
  };
  await instance.call(staffA, 'live.open', watch);
  await leave(staffA);
  rig.clock.advance(1);
  const wish = { role: 'staff', storeIds: [chain.stores.A], expiresAt: NOON + HOUR, requestKey: 'come-back' };
  const { code } = dataOf('invite.make', await instance.call(PERSONAS.owner, 'invite.make', wish));
  rig.clock.advance(1);
  await instance.call(staffA, 'invite.accept', { code, name: '回头', notice });
  rig.clock.advance(1);
  await instance.call(staffA, 'live.open', watch);

  const own = [
    ['live.open', '回头'],
    ['invite.accept', '回头'],
  ];
  expect(await linesOf(staffA)).toEqual(own);
  expect(await linesOf(managerA, { memberId: (await member(staffA))?.memberId })).toEqual(own);
  expect(await linesOf(staffA, { day: '2026-01-01', kind: 'live' })).toEqual([own[0]]);
  const all = await linesOf(PERSONAS.owner);
  expect(all.slice(0, 3)).toEqual([...own, ['invite.make', 'owner']]);
  expect(all.slice(3).sort()).toEqual([
    ['account.delete', null],
    ['live.open', null],
  ]);
});

test('a member agrees once to the notice as it is now, and the audit says to which', async () => {
  const { rig, instance, outcome, member } = await start();
  await rig.startInstance().services.members.change(PERSONAS.staffA, () => ({ agreedTo: 'an older one' }));
  const session = async () => dataOf('session.start', await instance.call(PERSONAS.staffA, 'session.start'));
  expect((await session()).member?.agreed).toBe(false);
  expect(await outcome(PERSONAS.staffA, 'privacy.agree', { notice: 'an older one' })).toBe('conflict');
  expect(await outcome(PERSONAS.staffA, 'privacy.agree', { notice })).toBe('ok');
  expect((await session()).member?.agreed).toBe(true);
  expect(await outcome(PERSONAS.staffA, 'privacy.agree', { notice })).toBe('ok');
  expect(rig.database.all('audit')).toMatchObject([
    { action: 'privacy.agree', person: PERSONAS.staffA, detail: notice, storeId: null },
  ]);
  expect(await outcome(PERSONAS.stranger, 'privacy.agree', { notice })).toBe('permission-denied');
  expect(await member(PERSONAS.stranger)).toBeNull();
});

test('the timer forgets former members with the last of the audit about them, and tries after a day', async () => {
  const { rig, instance, leave, member } = await start();
  const { services } = instance;
  const tick = () => createTimer(services, jobs)({ Type: 'Timer' }, { person: null, isUser: false, requestId: 'r' });
  await services.members.change(PERSONAS.staffA, () => ({ grants: [] }));
  await instance.call('x', 'owner.claim', { code: 'wrong', name: 'x', notice });
  await rig.database.collection('limits').add([{ _id: 'owner.claim', tries: 1, since: NOON }]);
  rig.clock.advance(SETTINGS.notice.auditDays * DAY);
  await tick();
  expect(await member(PERSONAS.staffA)).not.toBeNull();
  expect(rig.database.all('limits')).toEqual([]);
  rig.clock.advance(1);
  expect(await tick()).toMatchObject({ data: { 'people.sweep': { removed: 1 } } });
  expect(await member(PERSONAS.staffA)).toBeNull();
  expect(await member(PERSONAS.managerA)).not.toBeNull();
  expect(await leave(PERSONAS.staffA)).toBe('permission-denied');
});
