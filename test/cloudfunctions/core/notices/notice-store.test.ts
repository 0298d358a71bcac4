import fc from 'fast-check';
import { createNoticeStore, newNotice } from '../../../../cloudfunctions/core/notices/notice-store';
import { NOON } from '../../../support/cloud-rig';
import { MemoryDatabase } from '../../../support/memory-database';
import { ScheduledDatabase } from '../../../support/scheduled-database';

const HOUR = 3_600_000;
const notice = (person: string, channelId: string) => newNotice({ person, channelId, outageFrom: NOON - HOUR }, NOON);

function start() {
  const database = new MemoryDatabase();
  return { database, store: createNoticeStore(database) };
}

test('somebody is put down once for an outage, and anew for the next', async () => {
  const { database, store } = start();
  expect(await store.addMissing([notice('owner', 'a'), notice('owner', 'b')])).toBe(2);
  expect(await store.addMissing([notice('owner', 'a'), notice('staff', 'a')])).toBe(1);
  expect(await store.addMissing([newNotice({ person: 'owner', channelId: 'a', outageFrom: NOON }, NOON)])).toBe(1);
  expect(database.all('notices')).toHaveLength(4);
});

test('a claim takes all or none: where one is not there any more, the others wait on', async () => {
  const { database, store } = start();
  const [here, gone] = [notice('owner', 'a'), notice('owner', 'b')];
  await store.addMissing([here]);
  expect(await store.claim([here, gone], 'run-1')).toBe(false);
  expect(database.all('notices')).toEqual([here]);
  expect(await store.claim([here], 'run-1')).toBe(true);
  expect(await store.claim([here], 'run-2')).toBe(false);
  expect(database.all('notices')).toMatchObject([{ stage: 'sending', run: 'run-1' }]);
});

test('what is being sent, or was told, waits for nothing', async () => {
  const { store } = start();
  const [sending, told, waiting] = [notice('owner', 'a'), notice('owner', 'b'), notice('owner', 'c')];
  await store.addMissing([{ ...sending, stage: 'sending' }, { ...told, stage: 'told' }, waiting]);
  expect(await store.listDue(NOON - 1)).toEqual([]);
  expect(await store.listDue(NOON)).toEqual([waiting]);
});

test('only who was told that a camera is gone is to be told that it is back', async () => {
  const { database, store } = start();
  const [sending, told, waiting] = [notice('one', 'a'), notice('two', 'a'), notice('three', 'a')];
  await store.addMissing([{ ...sending, stage: 'sending' }, { ...told, stage: 'told' }, waiting]);
  await store.turnBack(['a'], NOON, NOON);
  expect(database.all('notices').map(({ person, stage }) => [person, stage])).toEqual([
    ['one', 'sending'],
    ['two', 'returning'],
    ['three', 'waiting'],
  ]);
});

test('of two runs that want the same notices at once, at most one gets each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const store = createNoticeStore(database);
      const [one, two, three] = [notice('owner', 'a'), notice('owner', 'b'), notice('owner', 'c')] as const;
      await store.addMissing([one, two, three]);
      database.orderBy(scheduler);
      const claiming = Promise.all([store.claim([one, two], 'run-1'), store.claim([two, three], 'run-2')]);
      const [first, second] = await scheduler.waitFor(claiming);
      expect(first && second).toBe(false);
      const runs = database.memory.all('notices').map(({ run }) => run);
      expect(runs).toEqual(first ? ['run-1', 'run-1', ''] : second ? ['', 'run-2', 'run-2'] : ['', '', '']);
    }),
    { numRuns: 100 },
  );
});
