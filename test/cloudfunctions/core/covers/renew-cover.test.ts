import fc from 'fast-check';
import { PERSONAS } from '../../../support/cloud-rig';
import { JPEG, startCovers } from '../../../support/cover-rig';
import { CutDatabase } from '../../../support/cut-database';
import type { FakeStorage } from '../../../support/fake-storage';
import { ScheduledDatabase } from '../../../support/scheduled-database';

const MINUTE = 60_000;

/** Cut off from the database, or from the storage, at some point of a renewal. */
const CUTS = Array.from({ length: 14 }, (_, after) => after);

async function startCut() {
  const database = new CutDatabase();
  const started = await startCovers(database);
  const { rig, chain, call } = started;
  const refresh = async () => call('cover.refresh', { channelId: chain.channels.a1 });
  const covers = () => database.memory.all('covers');
  /** Every file that there is, and those that a cover refers to. */
  const files = () => ({ there: [...rig.storage.files.keys()], shown: covers().map(({ fileId }) => fileId) });
  return { ...started, database, refresh, covers, files };
}

test.each(CUTS)(
  'cut off after %i operations, a cover is the one before or the new one, and no file is left',
  async (after) => {
    const { rig, database, refresh, run, files } = await startCut();
    expect(await refresh()).toMatchObject({ ok: true });
    rig.clock.advance(MINUTE);
    database.cutAfter(after);
    await refresh();
    database.mend();

    const { there, shown } = files();
    expect(there).toEqual(expect.arrayContaining(shown));
    rig.clock.advance(11 * MINUTE);
    await run();
    expect(files().there).toEqual(files().shown);
    expect(files().there).toHaveLength(1);
    expect(await refresh()).toMatchObject({ ok: true });
    expect(files().there).toEqual(files().shown);
  },
);

test.each(CUTS)('cut off after %i operations and asked again, there is one file', async (after) => {
  const { rig, database, refresh, files } = await startCut();
  await refresh();
  rig.clock.advance(MINUTE);
  database.cutAfter(after);
  await refresh();
  database.mend();
  rig.clock.advance(MINUTE);

  expect(await refresh()).toMatchObject({ ok: true });
  expect(files().there).toEqual(files().shown);
});

test.each(CUTS)(
  'a camera that goes while its cover is taken leaves no file, cut off after %i operations',
  async (after) => {
    const { rig, chain, database, driver, refresh, call, run, files } = await startCut();
    driver.devices = { add: unused, find: unused, rename: unused, remove: () => Promise.resolve() };
    await refresh();
    rig.clock.advance(MINUTE);
    const { take } = driver.snapshots!;
    const remove = async () => call('camera.remove', { channelId: chain.channels.a1, name: '收银台' }, PERSONAS.owner);
    driver.snapshots = {
      ...driver.snapshots!,
      async take(address) {
        database.cutAfter(after);
        await remove();
        database.mend();
        return take(address);
      },
    };
    await refresh();
    expect(['ok', 'not-found']).toContain(await remove().then((reply) => (reply.ok ? 'ok' : reply.error.code)));
    rig.clock.advance(11 * MINUTE);
    await run();
    expect(files()).toEqual({ there: [], shown: [] });
  },
);

const unused = (): never => {
  throw new Error('not asked for');
};

/** What may happen to covers, in any order. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('refresh' as const), cut: fc.nat({ max: 16 }) }),
  fc.record({ kind: fc.constant('run' as const), cut: fc.nat({ max: 30 }) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat({ max: 12 }) }),
  fc.record({ kind: fc.constant('storage' as const), fails: fc.boolean() }),
);

test('whatever happens in whatever order, no cover shows a file that is not there, and none is left in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { rig, database, refresh, want, run, files } = await startCut();
      for (const now of steps) {
        switch (now.kind) {
          case 'refresh':
          case 'run':
            await want();
            database.cutAfter(now.cut);
            await (now.kind === 'run' ? run() : refresh()).catch(() => undefined);
            database.mend();
            break;
          case 'wait':
            rig.clock.advance(now.minutes * MINUTE);
            break;
          case 'storage':
            rig.storage.failing = now.fails;
        }
        const { there, shown } = files();
        expect(there).toEqual(expect.arrayContaining(shown.filter((fileId) => fileId !== '')));
      }
      rig.storage.failing = false;
      rig.clock.advance(11 * MINUTE);
      await run();
      expect(files().there).toEqual(files().shown.filter((fileId) => fileId !== ''));
    }),
    { numRuns: 60 },
  );
});

const ORDERS = ['captures', 'pictures at hand', 'a storage that fails once'] as const;

test.each(ORDERS)(
  'with %s, several at once leave one file, in whatever order the database does things',
  async (kind) => {
    const check = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const database = new ScheduledDatabase();
      const { rig, chain, driver, run, shots, want } = await startCovers(database);
      if (kind !== 'captures') driver.readThumbnail = async () => JPEG;
      await want();
      database.orderBy(scheduler);
      if (kind === 'a storage that fails once') failOnce(rig.storage);
      const wish = { channelId: chain.channels.a1 };
      const askers = [PERSONAS.owner, PERSONAS.staffA, PERSONAS.managerA].map((person) =>
        rig.startInstance().call(person, 'cover.refresh', wish),
      );
      const replies = await scheduler.waitFor(Promise.all([...askers, run().then(() => null)]));
      if (kind === 'captures') expect(shots()).toHaveLength(1);
      for (const reply of replies) {
        if (reply !== null && !reply.ok) expect(['rate-limited', 'internal']).toContain(reply.error.code);
      }
      rig.clock.advance(11 * MINUTE);
      await scheduler.waitFor(run());
      const shown = database.memory.all('covers').map(({ fileId }) => fileId);
      expect([...rig.storage.files.keys()]).toEqual(shown);
    });
    await fc.assert(check, { numRuns: 60 });
  },
);

/** The next file is put there, but whoever puts it does not hear so. */
function failOnce(storage: FakeStorage): void {
  const put = storage.put.bind(storage);
  storage.put = async (path, bytes) => {
    storage.put = put;
    await put(path, bytes);
    throw new Error('the storage broke off');
  };
}
