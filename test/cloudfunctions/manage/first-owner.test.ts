import fc from 'fast-check';
import type { Database } from '../../../cloudfunctions/core/database';
import { createRig, NOON, outcomeOf, PERSONAS, SETTINGS } from '../../support/cloud-rig';
import { MemoryDatabase } from '../../support/memory-database';
import { ScheduledDatabase } from '../../support/scheduled-database';

const HOUR = 3_600_000;
const CODE = SETTINGS.bootstrap;
const notice = SETTINGS.notice.version;

function start<D extends Database = MemoryDatabase>(database: D = new MemoryDatabase() as never, settings = SETTINGS) {
  const rig = createRig<D>(database, settings);
  const claim = async (person: string, code: string | null = CODE, more: object = {}) =>
    outcomeOf(await rig.startInstance().call(person, 'owner.claim', { code, name: '老板', notice, ...more }));
  return { rig, database, claim };
}

const ownersOf = (database: MemoryDatabase) =>
  database.all('members').filter(({ grants }) => grants.some(({ role }) => role === 'owner'));

test('the bootstrap code makes the first owner, who may do everything from the next call on', async () => {
  const { rig, database, claim } = start();
  expect(await claim('openid-boss')).toBe('ok');
  expect(ownersOf(database)).toMatchObject([
    { _id: 'openid-boss', name: '老板', agreedTo: notice, joinedAt: NOON, removedAt: 0 },
  ]);
  expect(database.all('audit')).toMatchObject([
    { action: 'owner.claim', kind: 'member', person: 'openid-boss', storeId: null, result: 'ok' },
  ]);
  expect(database.all('limits')).toEqual([]);
  const { call } = rig.startInstance();
  expect(outcomeOf(await call('openid-boss', 'member.list'))).toBe('ok');
  expect(JSON.stringify([database.all('audit'), database.all('claims'), rig.log])).not.toContain(CODE);
});

test('it does so once: nobody else claims after it, and the winner only hears again that it worked', async () => {
  const { database, claim } = start();
  await claim('openid-boss');
  const before = database.all('members');
  expect(await claim('openid-boss')).toBe('ok');
  expect(await claim('openid-other')).toBe('used');
  expect(await claim('openid-other', 'wrong')).toBe('used'); // the code cannot be tried out any more
  expect(database.all('members')).toEqual(before);
});

test('a first owner who is none any more does not become one by the code again', async () => {
  const { rig, claim } = start();
  await claim('openid-boss');
  const { members } = rig.startInstance().services;
  await members.change('openid-next', () => ({ grants: [{ role: 'owner' }] }));
  await members.change('openid-boss', () => ({ grants: [] }));
  expect(await claim('openid-boss')).toBe('used');
});

test('an installation that has an owner needs no first one', async () => {
  const { rig, database, claim } = start();
  await rig.setup.createMember({ openid: 'openid-set-up', name: '', grants: [{ role: 'owner' }] });
  expect(await claim('openid-other')).toBe('used');
  expect(database.all('claims')).toEqual([]);
});

test('a member keeps their places on becoming the first owner', async () => {
  const { rig, database, claim } = start();
  await rig.setup.createMember({ openid: 'x', name: '旧名', grants: [{ role: 'staff', storeId: 'A' }] });
  expect(await claim('x')).toBe('ok');
  expect(ownersOf(database)).toMatchObject([
    { name: '老板', grants: [{ role: 'owner' }, { role: 'staff', storeId: 'A' }] },
  ]);
});

test('a wrong code is refused without a trace of its bearer, five times an hour for the whole installation', async () => {
  const { rig, database, claim } = start();
  for (const person of ['a', 'b', 'c', 'd', 'e'])
    expect(await claim(person, `wrong-${person}`)).toBe('permission-denied');
  expect(await claim('f', 'wrong')).toBe('rate-limited');
  const reply = await rig.startInstance().call('openid-boss', 'owner.claim', { code: CODE, name: '老板', notice });
  expect(reply).toMatchObject({ ok: false, error: { code: 'rate-limited', retryAt: NOON + HOUR } });
  expect(database.all('members')).toEqual([]);
  expect(database.all('audit')).toEqual([]);
  rig.clock.advance(HOUR);
  expect(await claim('a', 'wrong')).toBe('permission-denied');
  expect(await claim('openid-boss')).toBe('ok');
});

test.each([
  ['a part of it', CODE?.slice(0, -1)],
  ['it and more', `${CODE ?? ''}x`],
  ['it in capitals', CODE?.toUpperCase()],
])('%s is not the code', async (_, code) => {
  const { claim } = start();
  expect(await claim('x', code)).toBe('permission-denied');
});

test.each(['', null, 7, {}, 'x'.repeat(201)])('%p is refused before it counts as a try', async (code) => {
  const { rig, database } = start();
  const reply = await rig.startInstance().call('x', 'owner.claim', { code, name: '老板', notice });
  expect(outcomeOf(reply)).toBe('invalid-argument');
  expect(database.all('limits')).toEqual([]);
});

test('whoever has not read the notice as it is now claims nothing, and it is no try', async () => {
  const { database, claim } = start();
  expect(await claim('x', CODE, { notice: 'an older one' })).toBe('conflict');
  expect(database.writes).toEqual([]);
});

test('where no bootstrap code is set, none is right', async () => {
  const { claim } = start(new MemoryDatabase(), { ...SETTINGS, bootstrap: null });
  for (const code of ['null', ' ', 'undefined', SETTINGS.bootstrap]) {
    expect(await claim('x', code)).toBe('permission-denied');
  }
});

test.each(['claims.add', 'members.add', 'audit.add', 'claims.update'] as const)(
  'a claim that breaks off at %s can be finished by the same person only',
  async (operation) => {
    const { database, claim } = start();
    database.failing = operation;
    expect(await claim('openid-boss')).toBe('internal');
    database.failing = null;
    if (operation !== 'claims.add') expect(await claim('openid-thief')).toBe('used');
    expect(await claim('openid-boss')).toBe('ok');
    expect(ownersOf(database).map(({ _id }) => _id)).toEqual(['openid-boss']);
    expect(database.all('audit').filter(({ result }) => result === 'ok').length).toBeGreaterThan(0);
  },
);

test('of two who claim at once, one becomes the owner', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const { database, claim } = start(new ScheduledDatabase());
    database.orderBy(scheduler);
    const outcomes = await scheduler.waitFor(Promise.all([claim('one'), claim('two')]));
    expect([...outcomes].sort()).toEqual(['ok', 'used']);
    expect(ownersOf(database.memory)).toHaveLength(1);
    expect(database.memory.all('audit').map(({ result }) => result)).toEqual(['ok']);
  });
  await fc.assert(check, { numRuns: 60 });
});

test('many who guess at once have five tries together', async () => {
  const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    const { database, claim } = start(new ScheduledDatabase());
    database.orderBy(scheduler);
    const guesses = Array.from({ length: 8 }, (_, index) => claim(`person-${index}`, `guess-${index}`));
    const outcomes = await scheduler.waitFor(Promise.all(guesses));
    expect(outcomes.filter((outcome) => outcome === 'permission-denied')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'rate-limited')).toHaveLength(3);
  });
  await fc.assert(check, { numRuns: 30 });
});

test('nobody without an identity claims anything', async () => {
  const { rig } = start();
  const reply = await rig.startInstance().call(null, 'owner.claim', { code: CODE, name: PERSONAS.owner, notice });
  expect(outcomeOf(reply)).toBe('unauthenticated');
});
