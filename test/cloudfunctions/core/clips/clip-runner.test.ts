import fc from 'fast-check';
import type { ClipOutcome } from '../../../../cloudfunctions/core/capabilities';
import type { ClipDocument } from '../../../../cloudfunctions/core/clips/documents';
import { retryPart } from '../../../../cloudfunctions/core/clips/parts';
import { CallError } from '../../../../cloudfunctions/core/errors';
import { createRig, NOON, seedChain } from '../../../support/cloud-rig';
import { offerClips } from '../../../support/fake-past';
import { makeClip, makePart } from '../../../support/make-clip';
import { ScheduledDatabase } from '../../../support/scheduled-database';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RECORDER = 'recorder-1';

async function start() {
  const database = new ScheduledDatabase();
  const rig = createRig(database);
  const chain = await seedChain(rig);
  const clips = offerClips(chain.driver);
  const add = async (id: string, spans: readonly number[], more: Partial<ClipDocument> = {}) => {
    const parts = spans.map((minute) => makePart({ from: NOON - minute * MINUTE, to: NOON - (minute - 10) * MINUTE }));
    const accountId = chain.accountId;
    await database.collection('clips').add([makeClip(id, parts, { accountId, recorder: RECORDER, ...more })]);
  };
  const partsOf = (id: string) => database.memory.all('clips').find(({ _id }) => _id === id)!.parts;
  const run = async (instance = rig.startInstance()) => instance.services.runClips(RECORDER);
  return { database, rig, clips, add, partsOf, run };
}

test('a queue is worked off step by step, each part asked for once, and then nothing is left to do', async () => {
  const { clips, add, partsOf, run } = await start();
  await add('a', [30, 20, 10]);
  expect([await run(), await run(), await run(), await run()]).toEqual([true, true, true, false]);
  expect(clips.asked.map(({ wish }) => wish)).toEqual(
    [30, 20, 10].map((minute) => ({
      ...{ place: 'device', from: NOON - minute * MINUTE, to: NOON - (minute - 10) * MINUTE },
    })),
  );
  expect(partsOf('a').map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
});

test('a step is one vendor call and five operations', async () => {
  const { database, rig, add, run } = await start();
  await add('a', [20, 10]);
  const instance = rig.startInstance();
  await run(instance);
  database.memory.takeOperations();
  await run(instance);
  expect(database.memory.takeOperations()).toEqual([
    ...['leases.update', 'clips.find', 'clips.update', 'clips.update', 'leases.update'],
  ]);
});

test('addresses of files lie sealed in the database, and nothing of them is in the log', async () => {
  const { database, rig, add, run } = await start();
  await add('a', [10]);
  await run();
  const kept = JSON.stringify(database.memory.all('clips')) + rig.log.join();
  expect(kept).toContain('"state":"ready"');
  expect(kept).not.toMatch(/media\.test|secret/);
});

test('a busy recorder is asked again when its time has come, by whichever instance', async () => {
  const { rig, clips, add, partsOf, run } = await start();
  await add('a', [10]);
  clips.script = [{ kind: 'busy', why: 'recorder-load' }];
  expect([await run(), await run()]).toEqual([true, false]);
  expect(partsOf('a')).toMatchObject([{ state: 'queued', reason: 'recorder-load', dueAt: NOON + 15 * SECOND }]);
  rig.clock.advance(15 * SECOND);
  await run();
  expect(partsOf('a')).toMatchObject([{ state: 'ready' }]);
  expect(clips.asked).toHaveLength(2);
});

test('what the vendor prepares is asked about by its task until it is ready', async () => {
  const { rig, clips, add, partsOf, run } = await start();
  await add('a', [10]);
  clips.script = [{ kind: 'preparing', task: 't1' }];
  clips.checks = [
    { kind: 'preparing', task: 't1' },
    new CallError('vendor-unavailable', 'down'),
    { kind: 'ready', url: 'http://media.test/1.mp4', expiresAt: null },
  ];
  for (let index = 0; index < 4; index += 1) {
    await run();
    rig.clock.advance(MINUTE);
  }
  expect(clips.asked).toHaveLength(1);
  expect(clips.checked).toEqual(['t1', 't1', 't1']);
  expect(partsOf('a')).toMatchObject([{ state: 'ready', task: 't1' }]);
  expect(rig.log.join()).toContain('"action":"clip.run","code":"vendor-unavailable"');
});

test('an address is forgotten when the vendor said that it ends', async () => {
  const { rig, clips, add, partsOf, run } = await start();
  await add('a', [10]);
  clips.script = [{ kind: 'ready', url: 'http://media.test/1.flv', expiresAt: NOON + MINUTE }];
  expect([await run(), await run()]).toEqual([true, false]);
  rig.clock.advance(MINUTE);
  await run();
  expect(partsOf('a')).toMatchObject([{ state: 'expired', expiresAt: NOON + MINUTE }]);
  expect(partsOf('a')[0]).not.toHaveProperty('link');
});

test('clips of a vendor that hands out none any more fail by name', async () => {
  const { rig, add, partsOf, run } = await start();
  await add('a', [10], { accountId: 'gone' });
  await run();
  expect(partsOf('a')).toMatchObject([{ state: 'failed', reason: 'internal' }]);
  for (const driver of rig.drivers.values()) delete driver.clips;
  await add('b', [10]);
  await run();
  expect(partsOf('b')).toMatchObject([{ state: 'failed', reason: 'unsupported' }]);
});

describe('an instance that dies', () => {
  test('while it asks: nobody asks again until it must be dead, then another goes on', async () => {
    const { rig, clips, add, partsOf, run } = await start();
    await add('a', [20, 10]);
    clips.working = () => new Promise(() => undefined);
    void run();
    await new Promise(setImmediate);
    expect(clips.asked).toHaveLength(1);

    clips.working = () => Promise.resolve();
    rig.clock.advance(60 * SECOND);
    expect(await run()).toBe(false);
    expect(clips.asked).toHaveLength(1);

    rig.clock.advance(20 * SECOND);
    expect([await run(), await run()]).toEqual([true, true]);
    expect(partsOf('a').map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect(clips.asked).toHaveLength(3);
  });

  test('after it asked, before it put the answer down, has asked in vain', async () => {
    const { database, rig, clips, add, partsOf, run } = await start();
    await add('a', [10]);
    clips.working = async () => void (database.memory.failing = 'clips.update');
    await expect(run()).rejects.toThrow('refuses');
    database.memory.failing = null;
    clips.working = () => Promise.resolve();
    expect(await run()).toBe(false);
    rig.clock.advance(75 * SECOND);
    await run();
    expect(partsOf('a')).toMatchObject([{ state: 'ready', asked: 2 }]);
  });

  test('before it asked has changed nothing', async () => {
    const { database, clips, add, run } = await start();
    await add('a', [10]);
    database.memory.failing = 'clips.update';
    await expect(run()).rejects.toThrow('refuses');
    expect(clips.asked).toEqual([]);
    database.memory.failing = null;
    expect(await run()).toBe(true);
  });
});

test('a clip removed while its part was made leaves nothing behind', async () => {
  const { database, rig, clips, add, run } = await start();
  await add('a', [10]);
  clips.working = () => rig.startInstance().services.clips.remove('a');
  await run();
  expect(database.memory.all('clips')).toEqual([]);
});

/** Several instances at once over one recorder, their operations in whatever order. */
const busy: ClipOutcome = { kind: 'busy', why: 'same-camera' };
const refused: ClipOutcome = { kind: 'refused', why: 'no-recorder' };
const prepared: ClipOutcome = { kind: 'preparing', task: 't' };
const answers = fc.array(fc.constantFrom(busy, refused, prepared, new CallError('vendor-unavailable', 'down')), {
  maxLength: 4,
});

test('however instances get in each other’s way, no part is asked for twice at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), answers, fc.integer({ min: 2, max: 4 }), async (scheduler, script, count) => {
      const { database, rig, clips, add, partsOf } = await start();
      await add('a', [20, 10]);
      await add('b', [40], { channelId: 'a2', createdAt: NOON + 1 });
      clips.script = script;
      clips.working = () => scheduler.schedule(Promise.resolve(), 'vendor');
      database.orderBy(scheduler);
      const instances = Array.from({ length: count }, () => rig.startInstance().services);
      const work = instances.map(async ({ runClips }) => {
        for (let step = 0; step < 4; step += 1) await runClips(RECORDER);
      });
      await scheduler.waitFor(Promise.all(work));

      expect(clips.collisions).toEqual([]);
      const parts = [...partsOf('a'), ...partsOf('b')];
      const questions = (from: number) => clips.asked.filter(({ wish }) => wish.from === from).length;
      expect(parts.map(({ from }) => questions(from))).toEqual(parts.map(({ asked }) => asked));
      expect(Math.max(...parts.map(({ asked }) => asked))).toBeLessThanOrEqual(1); // the clock stands
    }),
    { numRuns: 80 },
  );
});

test('an instance that lost its lease unawares asks nothing that another has taken up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { database, rig, clips, add, partsOf } = await start();
      await add('a', [20, 10]);
      database.orderBy(scheduler);
      const instances = Array.from({ length: 3 }, () => rig.startInstance().services);
      const nap = scheduler.schedule(Promise.resolve(), 'a long pause').then(() => rig.clock.advance(76 * SECOND));
      const work = instances.map(async ({ runClips }) => {
        for (let step = 0; step < 3; step += 1) await runClips(RECORDER);
      });
      await scheduler.waitFor(Promise.all([nap, ...work]));

      const questions = partsOf('a').map(({ from }) => clips.asked.filter(({ wish }) => wish.from === from).length);
      expect(questions).toEqual(partsOf('a').map(({ asked }) => asked)); // each was put down first
      expect(clips.collisions).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test('removing a clip or making its parts anew meanwhile leaves no question unrecorded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.constantFrom('remove', 'retry'), async (scheduler, deed) => {
      const { database, rig, clips, add, partsOf } = await start();
      await add('a', [20, 10]);
      clips.script = [refused];
      clips.working = () => scheduler.schedule(Promise.resolve(), 'vendor');
      database.orderBy(scheduler);
      const [one, two] = [rig.startInstance().services, rig.startInstance().services];
      const meddle = async (): Promise<unknown> => {
        const clip = await one.clips.find('a');
        if (deed === 'remove') return one.clips.remove('a');
        return one.clips.change(clip!, (current) => ({
          ...current,
          parts: current.parts.map((part) => retryPart(part, NOON)),
        }));
      };
      const work = [one, two].map(async ({ runClips }) => {
        for (let step = 0; step < 3; step += 1) await runClips(RECORDER);
      });
      await scheduler.waitFor(Promise.all([meddle(), ...work]));

      expect(clips.collisions).toEqual([]);
      if (deed === 'remove') expect(database.memory.all('clips')).toEqual([]);
      else expect(partsOf('a').reduce((sum, { asked }) => sum + asked, 0)).toBe(clips.asked.length);
    }),
    { numRuns: 60 },
  );
});
