import fc from 'fast-check';
import type { Grant } from '../../../cloudfunctions/core/documents';
import { EVERY_RIGHT } from '../../../cloudfunctions/core/grants';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain, SETTINGS } from '../../support/cloud-rig';
import { makeShare } from '../../support/make-share';
import { ScheduledDatabase } from '../../support/scheduled-database';

const HOUR = 3_600_000;
const ZONE = 'Asia/Shanghai';
const SECOND_OWNER = 'openid-owner-2';
const WORKER_B = 'openid-worker-b';

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const { A, B } = chain.stores;
  const join = (openid: string, ...grants: Grant[]) => rig.setup.createMember({ openid, name: openid, grants });
  await join(WORKER_B, { role: 'staff', storeId: B });
  const instance = rig.startInstance();
  const idOf = (openid: string): string =>
    rig.database.all('members').find(({ _id }) => _id === openid)?.memberId ?? 'nobody';
  const grantsOf = async (openid: string) => (await rig.database.collection('members').get(openid))?.grants;
  const place = (openid: string, storeId: string, more: object = {}) => ({
    ...{ memberId: idOf(openid), storeId, role: 'staff', rights: ['view'], hours: null },
    ...more,
  });
  const outcome = async (...call: Parameters<typeof instance.call>) => outcomeOf(await instance.call(...call));
  const lines = () => rig.database.all('audit').filter(({ kind }) => kind === 'member');
  return { rig, chain, A, B, join, instance, idOf, grantsOf, place, outcome, lines };
}

test('an owner sees everybody but guests and former members, owners first and then by name', async () => {
  const { rig, instance, A, B, join, idOf } = await start();
  await join('openid-former');
  const { members } = dataOf('member.list', await instance.call(PERSONAS.owner, 'member.list'));
  expect(members.map(({ name, owner, self }) => ({ name, owner, self }))).toEqual([
    { name: 'owner', owner: true, self: true },
    { name: 'managerA', owner: false, self: false },
    { name: WORKER_B, owner: false, self: false },
    { name: 'staffA', owner: false, self: false },
  ]);
  expect(members.map(({ grants }) => grants.map(({ storeId }) => storeId))).toEqual([[], [A], [B], [A]]);
  expect(members[1]).toEqual({
    id: idOf(PERSONAS.managerA),
    name: 'managerA',
    visitorCode: instance.services.visitorCode(PERSONAS.managerA),
    owner: false,
    grants: [{ storeId: A, storeName: '上海南京路店', role: 'manager', rights: EVERY_RIGHT, hours: null }],
    joinedAt: NOON,
    self: false,
  });
  expect(JSON.stringify(members)).not.toContain('openid-owner');
  rig.database.takeOperations();
  await instance.call(PERSONAS.owner, 'member.list');
  expect(rig.database.takeOperations()).toEqual(['members.get', 'members.find', 'stores.find']);
});

test('a manager sees the own store’s people and the owners, with their places there only', async () => {
  const { instance, A, B, join } = await start();
  await join(
    'openid-both',
    { role: 'staff', storeId: A },
    { role: 'staff', storeId: B },
    { role: 'guest', shareId: 's' },
  );
  const { members } = dataOf('member.list', await instance.call(PERSONAS.managerA, 'member.list'));
  expect(members.map(({ name }) => name)).toEqual(['owner', 'managerA', 'openid-both', 'staffA']);
  expect(members.flatMap(({ grants }) => grants.map(({ storeId }) => storeId))).toEqual([A, A, A]);
});

test('the list of one store is for who manages it; a foreign store and an unknown one look the same', async () => {
  const { instance, A, B, outcome } = await start();
  const { members } = dataOf('member.list', await instance.call(PERSONAS.owner, 'member.list', { storeId: B }));
  expect(members.map(({ name }) => name)).toEqual(['owner', WORKER_B]);
  expect(await outcome(PERSONAS.managerA, 'member.list', { storeId: B })).toBe('not-found');
  expect(await outcome(PERSONAS.managerA, 'member.list', { storeId: 'nothing' })).toBe('not-found');
  expect(await outcome(PERSONAS.owner, 'member.list', { storeId: 'nothing' })).toBe('not-found');
  expect(await outcome(PERSONAS.staffA, 'member.list', { storeId: A })).toBe('permission-denied');
  expect(await outcome(PERSONAS.guest, 'member.list')).toBe('permission-denied');
});

test('a thousand people are listed in three operations', async () => {
  const { rig, instance, A } = await start();
  const template = rig.database.all('members')[0]!;
  const crowd = Array.from({ length: 1_200 }, (_, index) => ({
    ...template,
    ...{ _id: `crowd-${index}`, memberId: `id-${index}`, grants: [{ role: 'staff', storeId: A } as const] },
  }));
  await rig.database.collection('members').add(crowd);
  rig.database.takeOperations();
  const { members } = dataOf('member.list', await instance.call(PERSONAS.owner, 'member.list'));
  expect(members).toHaveLength(1_000);
  expect(rig.database.takeOperations()).toHaveLength(3);
});

test('a place with hours and rights of its own holds from the very next call, and the audit tells of it', async () => {
  const { rig, chain, instance, A, idOf, place, grantsOf, outcome, lines } = await start();
  const wish = place(PERSONAS.staffA, A, { rights: ['playback', 'view'], hours: { from: 480, to: 1080 } });
  rig.database.takeOperations();
  const granted = dataOf('member.grant', await instance.call(PERSONAS.managerA, 'member.grant', wish));
  expect(rig.database.takeOperations().length).toBeLessThanOrEqual(8);
  expect(granted.grants).toEqual([
    {
      ...{ storeId: A, storeName: '上海南京路店', role: 'staff', rights: ['view', 'playback'] },
      hours: { from: 480, to: 1080 },
    },
  ]);
  const hours = { from: 480, to: 1080, zone: ZONE };
  expect(await grantsOf(PERSONAS.staffA)).toEqual([{ role: 'staff', storeId: A, rights: ['view', 'playback'], hours }]);
  const watch = { channelId: chain.channels.a1, quality: 'sub' };
  expect(await outcome(PERSONAS.staffA, 'live.open', watch)).toBe('outside-hours');
  expect(lines()).toMatchObject([
    {
      ...{ action: 'member.grant', person: PERSONAS.managerA, subject: idOf(PERSONAS.staffA), result: 'ok' },
      ...{ storeId: A, storeName: '上海南京路店', channelId: null, detail: 'staff view,playback 08:00-18:00' },
    },
  ]);
});

test.each([
  ['somebody of another store', WORKER_B, 'A', 'not-found'],
  ['a guest', PERSONAS.guest, 'A', 'not-found'],
  ['somebody of the own store, for a foreign one', PERSONAS.staffA, 'B', 'not-found'],
  ['an owner', PERSONAS.owner, 'A', 'permission-denied'],
  ['themselves', PERSONAS.managerA, 'A', 'permission-denied'],
] as const)('a manager gives no place to %s', async (_, openid, store, expected) => {
  const { chain, place, outcome, lines } = await start();
  expect(await outcome(PERSONAS.managerA, 'member.grant', place(openid, chain.stores[store]))).toBe(expected);
  expect(lines()).toEqual([]);
});

test('ids of another kind, made up, or an openid lead to nobody', async () => {
  const { chain, A, place, outcome } = await start();
  for (const memberId of [PERSONAS.staffA, A, chain.channels.a1, 'x']) {
    for (const person of [PERSONAS.owner, PERSONAS.managerA]) {
      const call = { ...place(PERSONAS.staffA, A), memberId };
      expect(await outcome(person, 'member.grant', call)).toBe('not-found');
      expect(await outcome(person, 'member.remove', { memberId })).toBe('not-found');
      expect(await outcome(person, 'member.rename', { memberId, name: '甲' })).toBe('not-found');
    }
    expect(await outcome(PERSONAS.owner, 'member.own', { memberId, owner: true })).toBe('not-found');
  }
});

test.each([
  ['no right to see', { rights: ['ptz'] }],
  ['no right at all', { rights: [] }],
  ['a right twice', { rights: ['view', 'view'] }],
  ['a right that does not exist', { rights: ['view', 'root'] }],
  ['the role of an owner', { role: 'owner' }],
  ['the role of a guest', { role: 'guest' }],
  ['hours that are no hours', { hours: { from: 60, to: 60 } }],
  ['hours beyond the day', { hours: { from: 0, to: 1440 } }],
  ['hours of a zone', { hours: { from: 0, to: 60, zone: 'UTC' } }],
  ['something else besides', { shareId: 's' }],
])('a place with %s is refused', async (_, more) => {
  const { A, place, outcome } = await start();
  expect(await outcome(PERSONAS.owner, 'member.grant', place(PERSONAS.staffA, A, more))).toBe('invalid-argument');
});

test('a manager gives nothing beyond their own rights and hours, and only at those hours', async () => {
  const { rig, A, join, place, outcome } = await start();
  const hours = { from: 18 * 60, to: 22 * 60, zone: ZONE };
  await join('evening', { role: 'manager', storeId: A, rights: ['view', 'ptz', 'manage'], hours });
  const give = (more: object) => outcome('evening', 'member.grant', place('openid-new', A, more));
  await join('openid-new', { role: 'staff', storeId: A, rights: ['view'] });
  const evening = { from: 18 * 60, to: 22 * 60 };
  expect(await give({ hours: evening })).toBe('ok');
  expect(await give({ hours: evening, rights: ['view', 'ptz', 'manage'], role: 'manager' })).toBe('ok');
  expect(await give({ hours: null })).toBe('permission-denied');
  expect(await give({ hours: { from: 18 * 60, to: 23 * 60 } })).toBe('permission-denied');
  expect(await give({ hours: evening, rights: ['view', 'playback'] })).toBe('permission-denied');
  rig.clock.advance(2 * HOUR); // 22:00 in Shanghai
  expect(await give({ hours: evening })).toBe('outside-hours');
  expect(await outcome('evening', 'member.list')).toBe('outside-hours');
  expect(await outcome('evening', 'member.remove', { memberId: 'x' })).toBe('outside-hours');
});

test('a manager changes and removes nobody who may do more there than they', async () => {
  const { A, join, idOf, place, outcome } = await start();
  await join('lesser', { role: 'manager', storeId: A, rights: ['view', 'manage'] });
  const memberId = idOf(PERSONAS.staffA);
  expect(await outcome('lesser', 'member.grant', place(PERSONAS.staffA, A))).toBe('permission-denied');
  expect(await outcome('lesser', 'member.remove', { memberId, storeId: A })).toBe('permission-denied');
  expect(await outcome('lesser', 'member.remove', { memberId })).toBe('permission-denied');
  expect(await outcome('lesser', 'member.rename', { memberId, name: '甲' })).toBe('permission-denied');
  expect(await outcome(PERSONAS.managerA, 'member.remove', { memberId })).toBe('ok');
});

test('a removed member is refused at the very next call, and what they shared there is over', async () => {
  const { rig, chain, A, join, idOf, outcome, lines, grantsOf, instance } = await start();
  const { database } = rig;
  await join('openid-sharer', { role: 'manager', storeId: A });
  const shared = { by: 'openid-sharer', storeIds: [A], channelIds: [chain.channels.a1] };
  await database
    .collection('shares')
    .add([
      makeShare({ _id: 'theirs', ...shared, seats: [{ person: 'openid-seen', at: NOON }], opened: 1 }),
      makeShare({ _id: 'elsewhere', ...shared, storeIds: ['C'] }),
      makeShare({ _id: 'others', ...shared, by: PERSONAS.owner }),
    ]);
  await join('openid-seen', { role: 'guest', shareId: 'theirs' });
  const invite = { role: 'staff', storeIds: [A], expiresAt: NOON + HOUR, requestKey: 'the-invite' };
  const { code } = dataOf('invite.make', await instance.call('openid-sharer', 'invite.make', invite));
  const watch = { channelId: chain.channels.a1, quality: 'sub' };
  expect(await outcome('openid-seen', 'live.open', watch)).toBe('ok');

  expect(await outcome(PERSONAS.managerA, 'member.remove', { memberId: idOf('openid-sharer'), storeId: A })).toBe('ok');

  expect(await outcome('openid-sharer', 'live.open', watch)).toBe('permission-denied');
  expect(await outcome('openid-seen', 'live.open', watch)).toBe('permission-denied');
  const ended = database.all('shares').filter(({ revokedAt }) => revokedAt > 0);
  expect(ended.map(({ _id }) => _id)).toEqual(['theirs']);
  const accept = { code, name: '新人', notice: rig.startInstance().services.settings.notice.version };
  expect(await outcome('openid-new', 'invite.accept', accept)).toBe('revoked');
  expect(await grantsOf('openid-sharer')).toEqual([]);
  expect((await database.collection('members').get('openid-sharer'))?.removedAt).toBe(NOON);
  expect(lines().at(-1)).toMatchObject({ action: 'member.remove', storeId: A, subject: idOf('openid-sharer') });
});

test.each([
  ['may not look back any more', { rights: EVERY_RIGHT.filter((right) => right !== 'playback') }],
  ['works for fewer hours', { hours: { from: 8 * 60, to: 18 * 60 } }],
])('what a manager shared is over when they %s', async (_, change) => {
  const { rig, chain, instance, A, place, outcome } = await start();
  const [notice, wish] = [SETTINGS.notice.version, { channelIds: [chain.channels.a1], until: NOON + HOUR }];
  const view = { kind: 'playback', place: 'device', from: NOON - HOUR, to: NOON };
  const made = { ...wish, view, most: null, watermark: false, requestKey: 'request-key' };
  const { code } = dataOf('share.make', await instance.call(PERSONAS.managerA, 'share.make', made));
  expect(await outcome(PERSONAS.stranger, 'share.open', { code, notice })).toBe('ok');
  const demoted = place(PERSONAS.managerA, A, { role: 'manager', rights: EVERY_RIGHT, ...change });
  expect(await outcome(PERSONAS.owner, 'member.grant', demoted)).toBe('ok');
  const looking = { channelId: chain.channels.a1, place: 'device' };
  expect(await outcome(PERSONAS.stranger, 'playback.day', looking)).toBe('permission-denied');
  expect(rig.database.all('shares').filter(({ by }) => by === PERSONAS.managerA)).toMatchObject([{ revokedAt: NOON }]);
});

test('who is removed while their invitation is still taking effect does not come back by it', async () => {
  const { rig, instance, A, idOf, grantsOf, outcome } = await start();
  const wish = { role: 'manager', storeIds: [A], expiresAt: NOON + HOUR, requestKey: 'request-key' };
  const { code } = dataOf('invite.make', await instance.call(PERSONAS.owner, 'invite.make', wish));
  const accept = { code, name: '小王', notice: SETTINGS.notice.version };
  const cut = jest.spyOn(instance.services.invites, 'apply').mockRejectedValueOnce(new Error('killed'));
  expect(await outcome('openid-new', 'invite.accept', accept)).toBe('internal');
  cut.mockRestore();
  expect(await grantsOf('openid-new')).toEqual([{ role: 'manager', storeId: A }]);
  expect(await outcome(PERSONAS.owner, 'member.remove', { memberId: idOf('openid-new') })).toBe('ok');
  expect(await outcome('openid-new', 'invite.accept', accept)).toBe('used');
  expect(await grantsOf('openid-new')).toEqual([]);
  expect(rig.database.all('invites')).toMatchObject([{ usedBy: 'openid-new', appliedAt: NOON }]);
});

test('a removal ends the caller’s stores only, and a guest’s share goes on', async () => {
  const { A, B, join, idOf, grantsOf, outcome, lines } = await start();
  const shared: Grant = { role: 'guest', shareId: 's' };
  await join('openid-both', { role: 'staff', storeId: A }, { role: 'staff', storeId: B }, shared);
  const memberId = idOf('openid-both');
  expect(await outcome(PERSONAS.managerA, 'member.remove', { memberId, storeId: B })).toBe('not-found');
  expect(await outcome(PERSONAS.managerA, 'member.remove', { memberId })).toBe('ok');
  expect(await grantsOf('openid-both')).toEqual([{ role: 'staff', storeId: B }, shared]);
  expect(await outcome(PERSONAS.managerA, 'member.remove', { memberId })).toBe('not-found');
  expect(await outcome(PERSONAS.owner, 'member.remove', { memberId })).toBe('ok');
  expect(await grantsOf('openid-both')).toEqual([shared]);
  expect(lines().map(({ storeId }) => storeId)).toEqual([A, B]);
});

test('a removal that a fault interrupts can be asked for again', async () => {
  const { rig, A, join, idOf, grantsOf, outcome } = await start();
  await join('openid-sharer', { role: 'manager', storeId: A });
  await rig.database.collection('shares').add([makeShare({ _id: 'theirs', by: 'openid-sharer', storeIds: [A] })]);
  const remove = () => outcome(PERSONAS.owner, 'member.remove', { memberId: idOf('openid-sharer') });
  rig.database.failing = 'shares.update';
  expect(await remove()).toBe('internal');
  rig.database.failing = 'members.update';
  expect(await remove()).toBe('internal');
  rig.database.failing = null;
  expect(await grantsOf('openid-sharer')).toHaveLength(1);
  expect(await remove()).toBe('ok');
  expect((await rig.database.collection('shares').get('theirs'))?.revokedAt).toBe(NOON);
});

test('nobody is changed without a line of the audit, which a later refusal follows', async () => {
  const { rig, instance, grantsOf, A, idOf, outcome, lines } = await start();
  const removal = { memberId: idOf(PERSONAS.staffA) };
  rig.database.failing = 'audit.add';
  expect(await outcome(PERSONAS.managerA, 'member.remove', removal)).toBe('internal');
  expect(await grantsOf(PERSONAS.staffA)).toEqual([{ role: 'staff', storeId: A }]);
  rig.database.failing = null;
  const { invites, members } = instance.services;
  const promoting = jest.spyOn(invites, 'applyWon').mockImplementationOnce(async () => {
    await members.change(PERSONAS.staffA, (seen) => seen && { grants: [...seen.grants, { role: 'owner' }] });
  });
  expect(await outcome(PERSONAS.managerA, 'member.remove', removal)).toBe('permission-denied');
  promoting.mockRestore();
  const told = lines().map(({ action, result }) => [action, result]);
  expect(told).toEqual([
    ['member.remove', 'ok'],
    ['member.remove', 'permission-denied'],
  ]);
});

test('owners are made and unmade by owners, never by themselves', async () => {
  const { A, join, idOf, grantsOf, outcome, lines } = await start();
  await join(SECOND_OWNER, { role: 'owner' });
  const own = (person: string, openid: string, owner: boolean) =>
    outcome(person, 'member.own', { memberId: idOf(openid), owner });
  expect(await own(PERSONAS.managerA, PERSONAS.staffA, true)).toBe('permission-denied');
  expect(await own(PERSONAS.owner, PERSONAS.owner, false)).toBe('permission-denied');
  expect(await own(PERSONAS.owner, PERSONAS.guest, true)).toBe('not-found');
  expect(lines()).toEqual([]);
  expect(await own(PERSONAS.owner, PERSONAS.staffA, true)).toBe('ok');
  expect(await own(PERSONAS.owner, PERSONAS.staffA, true)).toBe('ok');
  expect(await grantsOf(PERSONAS.staffA)).toEqual([{ role: 'owner' }, { role: 'staff', storeId: A }]);
  expect(await own(PERSONAS.staffA, SECOND_OWNER, false)).toBe('ok');
  expect(await grantsOf(SECOND_OWNER)).toEqual([]);
  expect(await own(PERSONAS.owner, PERSONAS.staffA, false)).toBe('ok');
  expect(await grantsOf(PERSONAS.staffA)).toEqual([{ role: 'staff', storeId: A }]);
  expect(lines().map(({ detail, storeId }) => [detail, storeId])).toEqual([
    ['owner', null],
    ['no owner', null],
    ['no owner', null],
  ]);
});

test('an owner is removed from a store only once they are none any more', async () => {
  const { A, join, idOf, outcome } = await start();
  await join(SECOND_OWNER, { role: 'owner' }, { role: 'staff', storeId: A });
  const memberId = idOf(SECOND_OWNER);
  expect(await outcome(PERSONAS.owner, 'member.remove', { memberId })).toBe('conflict');
  expect(await outcome(PERSONAS.managerA, 'member.remove', { memberId, storeId: A })).toBe('permission-denied');
  expect(await outcome(PERSONAS.owner, 'member.own', { memberId, owner: false })).toBe('ok');
  expect(await outcome(PERSONAS.owner, 'member.remove', { memberId })).toBe('ok');
});

test('a new name is known at once, and the audit does not keep it', async () => {
  const { rig, A, instance, idOf, outcome, lines } = await start();
  const memberId = idOf(PERSONAS.staffA);
  const renamed = await instance.call(PERSONAS.managerA, 'member.rename', { memberId, name: ' 小李 ' });
  expect(dataOf('member.rename', renamed)).toMatchObject({ name: '小李', id: memberId });
  const own = { memberId: idOf(PERSONAS.managerA), name: '经理' };
  expect(await outcome(PERSONAS.managerA, 'member.rename', own)).toBe('ok');
  expect(await outcome(PERSONAS.managerA, 'member.rename', { ...own, memberId: idOf(PERSONAS.owner) })).toBe(
    'permission-denied',
  );
  for (const name of ['', '   ', 'x'.repeat(21), 'a\u0000b']) {
    expect(await outcome(PERSONAS.owner, 'member.rename', { memberId, name })).toBe('invalid-argument');
  }
  expect(lines()).toMatchObject([{ storeId: A, subject: memberId }, { storeId: A }]);
  expect(JSON.stringify([lines(), rig.log])).not.toContain('小李');
});

const scheduled = async () => {
  const database = new ScheduledDatabase();
  const rig = createRig(database);
  const chain = await seedChain(rig);
  await rig.setup.createMember({ openid: SECOND_OWNER, name: '第二', grants: [{ role: 'owner' }] });
  const idOf = (openid: string) => database.memory.all('members').find(({ _id }) => _id === openid)?.memberId;
  return { database, rig, chain, idOf };
};

test('of two owners who unmake each other at once, one is left', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const { database, rig, idOf } = await scheduled();
    const [mine, other] = [idOf(PERSONAS.owner), idOf(SECOND_OWNER)];
    database.orderBy(scheduler);
    const replies = await scheduler.waitFor(
      Promise.all([
        rig.startInstance().call(PERSONAS.owner, 'member.own', { memberId: other, owner: false }),
        rig.startInstance().call(SECOND_OWNER, 'member.own', { memberId: mine, owner: false }),
      ]),
    );
    const owners = database.memory.all('members').filter(({ grants }) => grants.some(({ role }) => role === 'owner'));
    expect(owners).toHaveLength(1);
    expect(replies.map(outcomeOf).filter((outcome) => outcome === 'ok')).toHaveLength(1);
  });
  await fc.assert(check, { numRuns: 40 });
});

test('places that two managers give to one person at once are both kept', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const { database, rig, chain, idOf } = await scheduled();
    const { A, B } = chain.stores;
    const give = (person: string, storeId: string) =>
      rig.startInstance().call(person, 'member.grant', {
        ...{ memberId: idOf(PERSONAS.staffA), storeId, role: 'staff', rights: ['view'], hours: null },
      });
    database.orderBy(scheduler);
    const replies = await scheduler.waitFor(Promise.all([give(PERSONAS.owner, B), give(PERSONAS.managerA, A)]));
    expect(replies.map(outcomeOf)).toEqual(['ok', 'ok']);
    const held = (await database.memory.collection('members').get(PERSONAS.staffA))?.grants ?? [];
    expect(held).toHaveLength(2);
    expect(held.map((grant) => ('rights' in grant ? grant.rights : []))).toEqual([['view'], ['view']]);
  });
  await fc.assert(check, { numRuns: 40 });
});
