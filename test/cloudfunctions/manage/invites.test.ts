import fc from 'fast-check';
import type { Grant } from '../../../cloudfunctions/core/documents';
import { dataOf, outcomeOf } from '../../support/cloud-rig';
import { ScheduledDatabase } from '../../support/scheduled-database';
import { BEARER, createTicketRig, createTicketRigOn, HOUR, NOON, NOTICE, PERSONAS } from '../../support/ticket-rig';

const DAY = 24 * HOUR;
const staffOf = (storeId: string): Grant => ({ role: 'staff', storeId });

describe('making an invitation', () => {
  test('answers with what it is and its code, and with the same when the request is repeated', async () => {
    const { rig, chain, instance, wishInvite } = await createTicketRig();
    const wish = wishInvite();
    const make = async () => dataOf('invite.make', await instance.call(PERSONAS.managerA, 'invite.make', wish));
    const made = await make();
    expect(made.code).toMatch(/^i[0-9A-Za-z]{24}$/);
    expect(made.invite).toMatchObject({
      ...{ role: 'staff', state: 'open', stores: [{ id: chain.stores.A, name: '上海南京路店' }], usedBy: null },
      ...{ createdAt: NOON, expiresAt: NOON + HOUR, by: { name: 'managerA' } },
    });
    expect(await make()).toEqual(made);
    expect(await rig.database.collection('invites').find({ limit: 9 })).toHaveLength(1);
  });

  test('with another wish under the same key is a conflict', async () => {
    const { chain, outcome, wishInvite } = await createTicketRig();
    const wish = wishInvite();
    expect(await outcome(PERSONAS.owner, 'invite.make', wish)).toBe('ok');
    for (const change of [{ role: 'manager' }, { expiresAt: wish.expiresAt + 1 }, { storeIds: [chain.stores.B] }]) {
      expect(await outcome(PERSONAS.owner, 'invite.make', { ...wish, ...change })).toBe('conflict');
    }
    expect(await outcome(PERSONAS.managerA, 'invite.make', wish)).toBe('ok'); // one person's keys are not another's
  });

  test('is told in the audit of each store, without its code', async () => {
    const { rig, chain, invite } = await createTicketRig();
    const { A, B } = chain.stores;
    const made = await invite({ role: 'manager', storeIds: [A, B] }, PERSONAS.owner);
    const entries = await rig.database.collection('audit').find({ limit: 9 });
    expect(entries.map(({ storeId }) => storeId).sort()).toEqual([A, B].sort());
    const told = { person: PERSONAS.owner, action: 'invite.make', kind: 'member', subject: made.invite.id };
    for (const entry of entries) expect(entry).toMatchObject({ ...told, detail: 'manager', channelId: null });
    expect(JSON.stringify(entries)).not.toContain(made.code);
  });

  test.each<[string, object]>([
    ['a time that has passed', { expiresAt: NOON - 60_000 }],
    ['more than thirty days', { expiresAt: NOON + 31 * DAY }],
    ['no store', { storeIds: [] }],
    ['a store twice', { storeIds: ['A', 'A'] }],
    ['an owner of one store', { role: 'owner' }],
    ['a guest', { role: 'guest' }],
    ['a key that is none', { requestKey: 'short' }],
  ])('of %s is refused', async (_, change) => {
    const { outcome, wishInvite, chain } = await createTicketRig();
    const wish = { ...wishInvite({ storeIds: [chain.stores.A] }), ...change };
    expect(await outcome(PERSONAS.owner, 'invite.make', wish)).toBe('invalid-argument');
  });

  test('needs every right that it gives, in every store of it', async () => {
    const { chain, outcome, wishInvite, give } = await createTicketRig();
    const { A, B } = chain.stores;
    expect(await outcome(PERSONAS.staffA, 'invite.make', wishInvite())).toBe('permission-denied');
    expect(await outcome(PERSONAS.managerA, 'invite.make', wishInvite({ storeIds: [A, B] }))).toBe('not-found');
    expect(await outcome(PERSONAS.managerA, 'invite.make', wishInvite({ role: 'owner', storeIds: [] }))).toBe(
      'permission-denied',
    );
    const silent = await give('openid-silent', { role: 'manager', storeId: A, rights: ['view', 'manage'] });
    expect(await outcome(silent, 'invite.make', wishInvite())).toBe('permission-denied');
    expect(await outcome(PERSONAS.owner, 'invite.make', wishInvite({ storeIds: ['no-store'] }))).toBe('not-found');
  });

  test('waits for the hours of who may', async () => {
    const { chain, outcome, wishInvite, give } = await createTicketRig();
    const hours = { from: 0, to: 60, zone: 'Asia/Shanghai' };
    const manager = await give('openid-night', { role: 'manager', storeId: chain.stores.A, hours });
    expect(await outcome(manager, 'invite.make', wishInvite())).toBe('outside-hours');
  });
});

describe('taking up an invitation', () => {
  test('makes a member of the role, with the name and what was agreed to', async () => {
    const { chain, instance, invite, member } = await createTicketRig();
    const { code } = await invite({ role: 'manager' });
    const accept = { code, name: ' 小王 ', notice: NOTICE };
    const { stores } = dataOf('invite.accept', await instance.call(BEARER, 'invite.accept', accept));
    expect(stores).toBe(1);
    expect(await member()).toMatchObject({
      ...{ name: '小王', agreedTo: NOTICE, joinedAt: NOON, removedAt: 0 },
      grants: [{ role: 'manager', storeId: chain.stores.A }],
    });
  });

  test('happens once, and is answered to who has taken it up as the first time', async () => {
    const { rig, instance, invite, accept, member } = await createTicketRig();
    const { code } = await invite();
    const again = { code, name: '又一个名字', notice: NOTICE };
    const first = await instance.call(BEARER, 'invite.accept', { ...again, name: '小王' });
    const before = [await member(), rig.database.all('invites'), rig.database.all('audit')];
    rig.clock.advance(2 * HOUR); // when the invitation itself has expired, too
    rig.database.takeOperations();
    const second = await instance.call(BEARER, 'invite.accept', again);
    expect(dataOf('invite.accept', second)).toEqual(dataOf('invite.accept', first));
    expect(rig.database.writes).toEqual([]);
    expect([await member(), rig.database.all('invites'), rig.database.all('audit')]).toEqual(before);
    expect(await accept(code, 'openid-other')).toBe('used');
    expect(await member('openid-other')).toBeNull();
  });

  test('does not work again after the member was removed', async () => {
    const { rig, invite, accept, look, member, outcome } = await createTicketRig();
    const { code } = await invite();
    await accept(code);
    await rig.database.collection('members').update({ _id: BEARER }, { grants: [], revision: 5, removedAt: NOON });
    expect(await accept(code)).toBe('used');
    expect(await look(code)).toMatchObject({ state: 'used', accepted: false });
    expect((await member())?.grants).toEqual([]);
    expect(await outcome(BEARER, 'store.list')).toBe('permission-denied');
  });

  test('counts the stores that its winner is in still, in whatever place', async () => {
    const { rig, chain, instance, invite, accept, look } = await createTicketRig();
    const { A, B } = chain.stores;
    const { code } = await invite({ role: 'manager', storeIds: [A, B] }, PERSONAS.owner);
    await accept(code);
    const left: Grant = { role: 'staff', storeId: B, rights: ['view'] };
    await rig.database.collection('members').update({ _id: BEARER }, { grants: [left], revision: 5 });
    const again = await instance.call(BEARER, 'invite.accept', { code, name: '小王', notice: NOTICE });
    expect(dataOf('invite.accept', again)).toEqual({ stores: 1 });
    expect(await look(code)).toMatchObject({ state: 'used', accepted: true });
  });

  test('brings back who was a member before, under the same id', async () => {
    const { rig, invite, accept, member, give } = await createTicketRig();
    await give(BEARER);
    await rig.database.collection('members').update({ _id: BEARER }, { removedAt: NOON - HOUR });
    const before = await member();
    await accept((await invite()).code);
    expect(await member()).toMatchObject({ memberId: before?.memberId, name: '小王', removedAt: 0 });
  });

  test('is refused to who has read another notice, and leaves the invitation open', async () => {
    const { outcome, invite, accept } = await createTicketRig();
    const { code } = await invite();
    expect(await outcome(BEARER, 'invite.accept', { code, name: '小王', notice: '2020-01-01' })).toBe('conflict');
    expect(await accept(code)).toBe('ok');
  });

  test.each(['', '   ', 'x'.repeat(21), 'a\u0000b', '\u200b', '\u202e'])(
    'needs a name that is one: %j',
    async (name) => {
      const { outcome, invite } = await createTicketRig();
      const { code } = await invite();
      expect(await outcome(BEARER, 'invite.accept', { code, name, notice: NOTICE })).toBe('invalid-argument');
    },
  );

  test('is told in the audit of each store before anything is given', async () => {
    const { rig, chain, invite, accept } = await createTicketRig();
    const { A, B } = chain.stores;
    const { code, invite: made } = await invite({ storeIds: [A, B] }, PERSONAS.owner);
    const { database } = rig;
    database.failing = 'audit.add';
    expect(await accept(code)).toBe('internal');
    expect(database.all('members').map(({ _id }) => _id)).not.toContain(BEARER);
    database.failing = null;
    expect(await accept(code)).toBe('ok');
    const told = database.all('audit').filter(({ action }) => action === 'invite.accept');
    expect(told.map(({ storeId, person, subject }) => [storeId, person, subject]).sort()).toEqual(
      [A, B].map((storeId) => [storeId, BEARER, made.id]).sort(),
    );
  });

  test.each(['members.add', 'invites.update', 'members.get'] as const)(
    'that a fault of %s cuts short is the winner’s to repeat, and nobody else’s',
    async (operation) => {
      const { rig, chain, invite, accept, member } = await createTicketRig();
      const { database } = rig;
      const { code } = await invite();
      const inner = database.collection.bind(database);
      let isWon = false;
      jest.spyOn(database, 'collection').mockImplementation((name) => {
        const collection = inner(name);
        if (name !== 'invites') return collection;
        return {
          ...collection,
          get: collection.get.bind(collection),
          find: collection.find.bind(collection),
          update: async (where, change) => {
            const updated = await collection.update(where, change);
            if (!isWon) database.failing = operation;
            isWon = true;
            return updated;
          },
        };
      });
      const other = rig.startInstance();
      expect(await accept(code, BEARER, other)).toBe('internal');
      database.failing = null;
      expect(isWon).toBe(true);
      expect(await accept(code, 'openid-other')).toBe('used');
      expect(await accept(code)).toBe('ok');
      expect((await member())?.grants).toEqual([{ role: 'staff', storeId: chain.stores.A }]);
      expect(rig.database.all('invites')[0]?.appliedAt).toBe(NOON);
      expect(await accept(code, 'openid-other')).toBe('used');
    },
  );

  test('changes nothing where somebody holds as much or more, and leaves it to others', async () => {
    const { rig, instance, invite, accept, look, member, chain } = await createTicketRig();
    const { code } = await invite({ role: 'staff' }, PERSONAS.owner);
    for (const person of [PERSONAS.owner, PERSONAS.managerA, PERSONAS.staffA]) {
      expect(await look(code, person)).toMatchObject({ state: 'open', accepted: true });
      rig.database.takeOperations();
      const reply = await instance.call(person, 'invite.accept', { code, name: '改名', notice: NOTICE });
      expect(dataOf('invite.accept', reply)).toEqual({ stores: 1 });
      expect(rig.database.writes).toEqual([]);
    }
    expect(await look(code)).toMatchObject({ state: 'open', accepted: false });
    expect(await accept(code)).toBe('ok');
    expect((await member())?.grants).toEqual([staffOf(chain.stores.A)]);
    expect(await look(code, PERSONAS.managerA)).toMatchObject({ state: 'used', accepted: false });
  });

  test('that is cut short before a member is promoted is theirs to repeat', async () => {
    const { rig, invite, accept, look, member, chain } = await createTicketRig();
    const { code } = await invite({ role: 'manager' }, PERSONAS.owner);
    rig.database.failing = 'audit.add';
    expect(await accept(code, PERSONAS.staffA)).toBe('internal');
    rig.database.failing = null;
    expect(await look(code, PERSONAS.staffA)).toMatchObject({ state: 'open', accepted: false });
    expect(await accept(code, PERSONAS.staffA)).toBe('ok');
    expect((await member(PERSONAS.staffA))?.grants).toEqual([{ role: 'manager', storeId: chain.stores.A }]);
    expect(await look(code, PERSONAS.staffA)).toMatchObject({ state: 'used', accepted: true });
  });

  test('adds what somebody does not hold yet', async () => {
    const { invite, accept, look, member, chain } = await createTicketRig();
    const promotion = await invite({ role: 'manager' }, PERSONAS.owner);
    expect(await look(promotion.code, PERSONAS.staffA)).toMatchObject({ state: 'open', accepted: false });
    await accept(promotion.code, PERSONAS.staffA);
    expect((await member(PERSONAS.staffA))?.grants).toEqual([{ role: 'manager', storeId: chain.stores.A }]);
  });

  test('of an owner’s invitation makes an owner', async () => {
    const { rig, invite, accept, look, outcome } = await createTicketRig();
    const { code } = await invite({ role: 'owner', storeIds: [] }, PERSONAS.owner);
    expect(await accept(code)).toBe('ok');
    expect(await look(code)).toMatchObject({ state: 'used', accepted: true });
    expect(await accept(code)).toBe('ok');
    expect(await outcome(BEARER, 'invite.list')).toBe('ok');
    const told = rig.database.all('audit').filter(({ action }) => action === 'invite.accept');
    expect(told).toMatchObject([{ storeId: null, detail: 'owner' }]);
  });

  test('past its end is expired, and revoked once it was taken back', async () => {
    const { rig, invite, accept, outcome } = await createTicketRig();
    const late = await invite();
    const back = await invite();
    expect(await outcome(PERSONAS.managerA, 'invite.revoke', { id: back.invite.id })).toBe('ok');
    expect(await accept(back.code)).toBe('revoked');
    rig.clock.advance(HOUR);
    expect(await accept(late.code)).toBe('expired');
  });

  test('is revoked when its maker could not give it any more', async () => {
    const { rig, chain, invite, accept, look } = await createTicketRig();
    const { code } = await invite();
    const { A } = chain.stores;
    await rig.database.collection('members').update({ _id: PERSONAS.managerA }, { grants: [staffOf(A)], revision: 9 });
    expect(await look(code)).toMatchObject({ state: 'revoked', stores: [] });
    expect(await accept(code)).toBe('revoked');
  });

  test('goes on at night, when its maker may do nothing', async () => {
    const { rig, chain, invite, accept, give, member } = await createTicketRig();
    const hours = { from: 8 * 60, to: 20 * 60 + 1, zone: 'Asia/Shanghai' };
    const manager = await give('openid-day', { role: 'manager', storeId: chain.stores.A, hours });
    const { code } = await invite({}, manager);
    rig.clock.advance(HOUR / 2);
    expect(await accept(code)).toBe('ok');
    expect((await member())?.grants).toEqual([{ role: 'staff', storeId: chain.stores.A, hours }]);
  });

  test('is won by one, however many try at once and whatever is done first', async () => {
    const people = ['openid-1', 'openid-2', 'openid-3'];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isRevoked) => {
        const database = new ScheduledDatabase();
        const { rig, invite, accept, outcome } = await createTicketRigOn(database);
        const { code, invite: made } = await invite();
        database.orderBy(scheduler);
        const tries = people.map(async (person) => accept(code, person, rig.startInstance()));
        const revoking = isRevoked ? [outcome(PERSONAS.managerA, 'invite.revoke', { id: made.id })] : [];
        const [outcomes, revoked] = await scheduler.waitFor(Promise.all([Promise.all(tries), Promise.all(revoking)]));

        const winners = people.filter((_, index) => outcomes[index] === 'ok');
        const joined = people.filter((person) => database.memory.all('members').some(({ _id }) => _id === person));
        expect(joined).toEqual(winners);
        expect(winners.length).toBe(revoked[0] === 'ok' ? 0 : 1);
        expect(database.memory.all('invites')).toMatchObject([{ usedBy: winners[0] ?? '' }]);
      }),
      { numRuns: 60 },
    );
  });

  test('by one person twice at once makes one member', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const database = new ScheduledDatabase();
        const { rig, chain, invite, accept } = await createTicketRigOn(database);
        const { code } = await invite();
        database.orderBy(scheduler);
        const tries = [1, 2].map(async () => accept(code, BEARER, rig.startInstance()));
        const outcomes = await scheduler.waitFor(Promise.all(tries));
        expect(outcomes).toEqual(['ok', 'ok']);
        const [member] = database.memory.all('members').filter(({ _id }) => _id === BEARER);
        expect(member?.grants).toEqual([staffOf(chain.stores.A)]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the list of invitations', () => {
  const listOf = async (rig: Awaited<ReturnType<typeof createTicketRig>>, person: string) =>
    dataOf('invite.list', await rig.instance.call(person, 'invite.list')).invites;

  test('holds one’s own and those of the stores that one manages, newest first', async () => {
    const rig = await createTicketRig();
    const { A, B } = rig.chain.stores;
    const ofA = await rig.invite({ storeIds: [A] }, PERSONAS.owner);
    rig.rig.clock.advance(1);
    const ofB = await rig.invite({ storeIds: [B] }, PERSONAS.owner);
    rig.rig.clock.advance(1);
    const own = await rig.invite();
    rig.rig.clock.advance(1);
    const ofOwners = await rig.invite({ role: 'owner', storeIds: [] }, PERSONAS.owner);
    const ids = async (person: string) => (await listOf(rig, person)).map(({ id }) => id);
    expect(await ids(PERSONAS.owner)).toEqual([ofOwners, own, ofB, ofA].map(({ invite }) => invite.id));
    expect(await ids(PERSONAS.managerA)).toEqual([own, ofA].map(({ invite }) => invite.id));
    expect(await ids(PERSONAS.staffA)).toEqual([]);
    expect(await ids(PERSONAS.guest)).toEqual([]);
  });

  test('says who took one up, and what has become of it', async () => {
    const rig = await createTicketRig();
    const { code } = await rig.invite();
    await rig.accept(code);
    const [shown] = await listOf(rig, PERSONAS.owner);
    const visitorCode = rig.instance.services.visitorCode(BEARER);
    expect(shown).toMatchObject({ state: 'used', usedBy: { name: '小王', visitorCode }, by: { name: 'managerA' } });
  });

  test('names of several stores those only that the reader may know', async () => {
    const rig = await createTicketRig();
    const { A, B } = rig.chain.stores;
    await rig.invite({ storeIds: [A, B] }, PERSONAS.owner);
    expect((await listOf(rig, PERSONAS.managerA))[0]?.stores).toEqual([{ id: A, name: '上海南京路店' }]);
    expect(JSON.stringify(await listOf(rig, PERSONAS.managerA))).not.toContain(B);
  });

  test('knows no name of who is not there any more', async () => {
    const rig = await createTicketRig();
    const { code } = await rig.invite();
    await rig.accept(code);
    await rig.rig.database.collection('members').remove({ _id: BEARER });
    const visitorCode = rig.instance.services.visitorCode(BEARER);
    expect((await listOf(rig, PERSONAS.managerA))[0]?.usedBy).toEqual({ id: '', name: '', visitorCode });
  });

  test('ends after a hundred', async () => {
    const rig = await createTicketRig();
    const [{ invite }, stored] = [await rig.invite(), rig.rig.database.collection('invites')];
    const document = await stored.get(invite.id);
    if (!document) throw new Error('no invitation was made');
    await stored.add(
      Array.from({ length: 120 }, (_, nth) => ({ ...document, _id: `i${nth}`, code: `c${nth}`, createdAt: nth })),
    );
    const listed = await listOf(rig, PERSONAS.owner);
    expect(listed).toHaveLength(100);
    expect(listed[0]?.id).toBe(invite.id);
    expect(listed[1]?.id).toBe('i119');
  });
});

describe('an invitation that was made', () => {
  test('is handed on once more by its maker only, and only while it is open', async () => {
    const { instance, invite, outcome, accept } = await createTicketRig();
    const { code, invite: made } = await invite();
    const asked = { id: made.id };
    const again = dataOf('invite.code', await instance.call(PERSONAS.managerA, 'invite.code', asked));
    expect(again.code).toBe(code);
    for (const action of ['invite.code', 'invite.image']) {
      const data = action === 'invite.image' ? { ...asked, style: 'link' } : asked;
      expect(await outcome(PERSONAS.owner, action, data)).toBe('not-found');
      expect(await outcome(PERSONAS.managerA, action, { ...data, id: code })).toBe('not-found');
      expect(await outcome(PERSONAS.managerA, action, data)).toBe('ok');
    }
    await accept(code);
    expect(await outcome(PERSONAS.managerA, 'invite.code', asked)).toBe('used');
    expect(await outcome(PERSONAS.managerA, 'invite.image', { ...asked, style: 'link' })).toBe('used');
  });

  test('is taken back by its maker or who manages all of its stores', async () => {
    const { chain, invite, outcome, rig } = await createTicketRig();
    const { A, B } = chain.stores;
    const both = await invite({ storeIds: [A, B] }, PERSONAS.owner);
    const ofB = await invite({ storeIds: [B] }, PERSONAS.owner);
    const ofA = await invite({ storeIds: [A] }, PERSONAS.owner);
    const revoke = async (person: string, { id }: { id: string }) => outcome(person, 'invite.revoke', { id });
    expect(await revoke(PERSONAS.managerA, both.invite)).toBe('permission-denied');
    expect(await revoke(PERSONAS.managerA, ofB.invite)).toBe('not-found');
    expect(await revoke(PERSONAS.staffA, ofA.invite)).toBe('not-found');
    expect(await revoke(PERSONAS.managerA, ofA.invite)).toBe('ok');
    expect(await revoke(PERSONAS.managerA, ofA.invite)).toBe('ok');
    const told = rig.database.all('audit').filter(({ action }) => action === 'invite.revoke');
    expect(told).toMatchObject([{ storeId: A, subject: ofA.invite.id }]);
  });

  test('cannot be taken back when somebody has taken it up', async () => {
    const { invite, accept, outcome } = await createTicketRig();
    const { code, invite: made } = await invite();
    await accept(code);
    expect(await outcome(PERSONAS.managerA, 'invite.revoke', { id: made.id })).toBe('used');
  });
});

test('no list, audit or log of invitations holds a code or an openid', async () => {
  const { rig, instance, invite, accept, look } = await createTicketRig();
  const made = [await invite(), await invite({}, PERSONAS.owner)];
  const codes = made.map(({ code }) => code);
  await look(codes[0] ?? '');
  await accept(codes[0] ?? '');
  await accept(codes[0] ?? '', 'openid-other');
  const people = [...Object.values(PERSONAS), BEARER];
  const replies = await Promise.all(people.map(async (person) => instance.call(person, 'invite.list')));
  expect(replies.filter((reply) => outcomeOf(reply) === 'ok').length).toBeGreaterThan(3);
  const audit = JSON.stringify(rig.database.all('audit'));
  for (const code of codes) expect([audit, JSON.stringify(replies), ...rig.log].join()).not.toContain(code);
  for (const openid of people) expect([JSON.stringify(replies), ...rig.log].join()).not.toContain(openid);
});
