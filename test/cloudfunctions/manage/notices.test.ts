import fc from 'fast-check';
import type { InputOf } from '../../../typings/contract/calls';
import type { NoticeState } from '../../../typings/contract/health';
import { createSubscribers } from '../../../cloudfunctions/core/notices/subscribers';
import { SETTINGS, dataOf, outcomeOf } from '../../support/cloud-rig';
import { createNoticeRig, PERSONAS } from '../../support/notice-rig';
import { ScheduledDatabase } from '../../support/scheduled-database';
import { offerDevices } from '../../support/store-rig';

const { owner, managerA, staffA } = PERSONAS;

async function start(settings = SETTINGS) {
  const world = await createNoticeRig(settings);
  const { instance } = world;
  return {
    ...world,
    read: async (person: string = staffA) => dataOf('notice.read', await instance.call(person, 'notice.read')),
    allow: async (
      requestKey: string,
      kinds: InputOf<'notice.allow'>['kinds'],
      person: string = staffA,
    ): Promise<NoticeState> =>
      dataOf('notice.allow', await instance.call(person, 'notice.allow', { requestKey, kinds })),
    quiet: async (quiet: object | null) => outcomeOf(await instance.call(staffA, 'notice.quiet', { quiet })),
  };
}

test('who has allowed nothing yet learns what could be asked for', async () => {
  const { read, rig } = await start();
  rig.database.takeOperations();
  expect(await read()).toEqual({
    templates: { offline: 'of-offline', back: 'of-back' },
    left: { offline: 0, back: 0 },
    quiet: null,
    afterMs: 600_000,
  });
  expect(rig.database.takeOperations()).toEqual(['members.get', 'subscribers.get']);
});

test('each permission counts once, whatever is asked again, and for who gave it', async () => {
  const { read, allow, rig } = await start();
  rig.database.takeOperations();
  expect((await allow('request-1', ['offline', 'back'])).left).toEqual({ offline: 1, back: 1 });
  expect(rig.database.takeOperations()).toEqual(['members.get', 'subscribers.get', 'subscribers.add']);
  expect((await allow('request-2', ['offline'])).left).toEqual({ offline: 2, back: 1 });
  expect(rig.database.takeOperations()).toEqual(['members.get', 'subscribers.get', 'subscribers.update']);
  expect((await allow('request-1', ['offline', 'back'])).left).toEqual({ offline: 2, back: 1 });
  expect(rig.database.writes).toEqual([]);
  expect((await read(managerA)).left).toEqual({ offline: 0, back: 0 });
});

test('what a phone can make us keep is bounded', async () => {
  const { allow, subscriber } = await start();
  for (let nth = 0; nth < 120; nth += 1) await allow(`request-${nth}`, ['offline']);
  expect(await subscriber(staffA)).toMatchObject({ offline: 99, back: 0 });
  expect((await subscriber(staffA))?.counted).toHaveLength(20);
});

test('permissions and messages that come together all count', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const subscribers = createSubscribers(database);
      await subscribers.allow(staffA, 'request-0', ['offline']);
      database.orderBy(scheduler);
      const doing = Promise.all([
        subscribers.allow(staffA, 'request-1', ['offline', 'back']),
        subscribers.allow(staffA, 'request-1', ['offline', 'back']), // asked again, for want of an answer
        subscribers.allow(staffA, 'request-2', ['back']),
        subscribers.spend(staffA, 'offline'),
        subscribers.keepQuiet(staffA, { from: 1320, to: 420 }),
      ]);
      await scheduler.waitFor(doing);
      const [kept] = database.memory.all('subscribers');
      expect(kept).toMatchObject({ offline: 1, back: 2, quietFrom: 1320, quietTo: 420, revision: 5 });
    }),
    { numRuns: 100 },
  );
});

test('quiet hours are kept over midnight, and taken back', async () => {
  const { quiet, read, allow } = await start();
  await allow('request-1', ['offline']);
  expect(await quiet({ from: 1320, to: 420 })).toBe('ok');
  expect(await read()).toMatchObject({ quiet: { from: 1320, to: 420 }, left: { offline: 1 } });
  expect(await quiet(null)).toBe('ok');
  expect(await read()).toMatchObject({ quiet: null, left: { offline: 1 } });
});

test.each([
  ['quiet hours that are neither a minute nor a day', 'notice.quiet', { quiet: { from: 60, to: 60 } }],
  ['quiet hours beyond midnight', 'notice.quiet', { quiet: { from: 60, to: 1440 } }],
  ['no word about quiet hours', 'notice.quiet', {}],
  ['no kind at all', 'notice.allow', { requestKey: 'request-1', kinds: [] }],
  ['one kind twice', 'notice.allow', { requestKey: 'request-1', kinds: ['back', 'back'] }],
  ['a kind that there is none of', 'notice.allow', { requestKey: 'request-1', kinds: ['alarm'] }],
  ['a short key', 'notice.allow', { requestKey: 'key', kinds: ['back'] }],
  ['somebody else’s openid', 'notice.read', { person: owner }],
])('%s is refused', async (_, action, input) => {
  const { instance, rig } = await start();
  expect(outcomeOf(await instance.call(staffA, action, input))).toBe('invalid-argument');
  expect(rig.database.writes).toEqual([]);
});

test('an installation that sends none says so, and lets nobody allow anything', async () => {
  const { read, instance } = await start({ ...SETTINGS, templates: null });
  expect(await read()).toMatchObject({ templates: null });
  const allowing = await instance.call(staffA, 'notice.allow', { requestKey: 'request-1', kinds: ['back'] });
  expect(outcomeOf(allowing)).toBe('unsupported');
});

test('who deletes their account leaves nothing of it, and who loses every place neither', async () => {
  const { rig, chain, instance, subscribe, lose, run, subscriber } = await start();
  for (const person of [owner, managerA, staffA]) await subscribe(person);
  await lose(chain.channels.a1);
  await run();
  expect(outcomeOf(await instance.call(managerA, 'account.delete'))).toBe('ok');
  expect(await subscriber(managerA)).toBeNull();
  expect(
    rig.database
      .all('notices')
      .map(({ person }) => person)
      .sort(),
  ).toEqual([owner, staffA].sort());
  const { memberId } = (await rig.database.collection('members').get(staffA))!;
  expect(outcomeOf(await instance.call(owner, 'member.remove', { memberId }))).toBe('ok');
  expect(await subscriber(staffA)).toBeNull();
  expect(await subscriber(owner)).not.toBeNull();
});

test('of a camera that was removed nobody is told any more', async () => {
  const { rig, chain, instance, subscribe, lose, run } = await start();
  offerDevices(chain.driver);
  await subscribe(owner);
  for (const camera of [chain.channels.a1, chain.channels.b1]) await lose(camera);
  await run();
  const removal = { channelId: chain.channels.a1, name: '收银台' };
  expect(outcomeOf(await instance.call(owner, 'camera.remove', removal))).toBe('ok');
  expect(rig.database.all('notices').map(({ channelId }) => channelId)).toEqual([chain.channels.b1]);
});
