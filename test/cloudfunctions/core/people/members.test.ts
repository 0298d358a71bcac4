import fc from 'fast-check';
import { createMembers } from '../../../../cloudfunctions/core/people/members';
import { NOON, SteppedClock } from '../../../support/cloud-rig';
import { MemoryDatabase } from '../../../support/memory-database';
import { ScheduledDatabase } from '../../../support/scheduled-database';

const staff = (storeId: string) => ({ role: 'staff', storeId }) as const;

function start() {
  const clock = new SteppedClock();
  const database = new MemoryDatabase();
  return { clock, database, members: createMembers(database, clock) };
}

test('somebody new gets an id of their own, which is not their openid', async () => {
  const { members } = start();
  const joined = await members.change('openid-x', () => ({ name: '新人', grants: [staff('A')], agreedTo: 'v1' }));
  expect(joined).toMatchObject({ _id: 'openid-x', name: '新人', joinedAt: NOON, removedAt: 0, agreedTo: 'v1' });
  expect(joined?.memberId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await members.findById(joined!.memberId)).toEqual(joined);
  expect(await members.findById('openid-x')).toBeNull();
});

test('who loses the last grant is a former member, and joins anew with the next one', async () => {
  const { clock, members } = start();
  await members.change('x', () => ({ name: '甲', grants: [staff('A')] }));
  clock.advance(1_000);
  const former = await members.change('x', () => ({ grants: [] }));
  expect(former).toMatchObject({ name: '甲', removedAt: NOON + 1_000, joinedAt: NOON });
  clock.advance(1_000);
  expect(await members.change('x', () => ({ name: '甲方' }))).toMatchObject({ removedAt: NOON + 1_000 });
  expect(await members.change('x', () => ({ grants: [staff('B')] }))).toMatchObject({
    ...{ memberId: former?.memberId, removedAt: 0, joinedAt: NOON + 2_000, name: '甲方' },
  });
});

test('a change that is declined writes nothing', async () => {
  const { database, members } = start();
  expect(await members.change('x', () => null)).toBeNull();
  expect(database.writes).toEqual([]);
});

test('of stores are listed their people and all owners, without guests and former members', async () => {
  const { members } = start();
  await members.change('owner', () => ({ grants: [{ role: 'owner' }] }));
  await members.change('a', () => ({ grants: [staff('A'), { role: 'guest', shareId: 's' }] }));
  await members.change('b', () => ({ grants: [staff('B')] }));
  await members.change('guest', () => ({ grants: [{ role: 'guest', shareId: 's' }] }));
  await members.change('former', () => ({ grants: [staff('A')] }));
  await members.change('former', () => ({ grants: [] }));
  const namesOf = async (storeIds: readonly string[] | null) => (await members.listOf(storeIds)).map(({ _id }) => _id);
  expect(await namesOf(['A'])).toEqual(['a', 'owner']);
  expect(await namesOf(['A', 'B'])).toEqual(['a', 'b', 'owner']);
  expect(await namesOf(null)).toEqual(['a', 'b', 'owner']);
  expect(await members.hasOther('owner', 'owner')).toBe(false);
  expect(await members.hasOther('a', 'owner')).toBe(true);
  expect(await members.hasOther('owner', null)).toBe(true);
});

test('former members are forgotten from a day on, and nobody else', async () => {
  const { clock, members } = start();
  for (const name of ['stays', 'goes', 'returns']) await members.change(name, () => ({ grants: [staff('A')] }));
  for (const name of ['goes', 'returns']) await members.change(name, () => ({ grants: [] }));
  await members.change('returns', () => ({ grants: [staff('A')] }));
  expect(await members.removeFormer(clock.now())).toBe(0);
  expect(await members.removeFormer(clock.now() + 1)).toBe(1);
  expect(await members.find('goes')).toBeNull();
  expect(await members.find('stays')).not.toBeNull();
});

test('changes of one person at once all take effect, in whatever order the database does them', async () => {
  const check = fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isNew) => {
    const database = new ScheduledDatabase();
    const members = createMembers(database, new SteppedClock());
    if (!isNew) await members.change('x', () => ({ grants: [staff('0')] }));
    database.orderBy(scheduler);
    const changes = ['A', 'B', 'C'].map((storeId) =>
      members.change('x', (seen) => ({ grants: [...(seen?.grants ?? []), staff(storeId)] })),
    );
    await scheduler.waitFor(Promise.all(changes));
    const [person, ...others] = database.memory.all('members');
    expect(others).toEqual([]);
    const held = person?.grants.map((grant) => ('storeId' in grant ? grant.storeId : ''));
    expect(held?.sort()).toEqual([...(isNew ? [] : ['0']), 'A', 'B', 'C']);
  });
  await fc.assert(check, { numRuns: 100 });
});
