import { randomBytes } from 'node:crypto';
import { createClipStore } from '../../../../cloudfunctions/core/clips/clip-store';
import { createSeals } from '../../../../cloudfunctions/core/seal';
import { NOON } from '../../../support/cloud-rig';
import { describeDatabases } from '../../../support/databases';
import { makeClip, makePart } from '../../../support/make-clip';
import { MemoryDatabase } from '../../../support/memory-database';

const LATER = NOON + 60_000;
let round = 0;

describeDatabases('clips in the database %s', (open) => {
  /** Everything under names of its own, because the rounds share a database. */
  const start = () => {
    round += 1;
    const store = createClipStore(open(), createSeals({ current: 'k', keys: new Map([['k', randomBytes(32)]]) }));
    const own = { person: `person-${round}`, recorder: `recorder-${round}` };
    const make = (name: string, parts = [makePart()], more: object = {}) =>
      makeClip(`${name}-${round}`, parts, { ...own, ...more });
    const add = async (...args: Parameters<typeof make>) => store.add(make(...args));
    return { store, make, add, ...own };
  };

  test('come back as they went in, and once only', async () => {
    const { store, make, add } = start();
    const clip = await add('a', [makePart(), makePart({ state: 'ready', link: 'x', expiresAt: null, task: null })]);
    expect(await store.find(clip._id)).toEqual(clip);
    expect(await store.add(make('a', [makePart({ tries: 3 })]))).toEqual(clip);
    expect(await store.find('nothing')).toBeNull();
  });

  test('of two changes on top of the same sight both are kept', async () => {
    const { store, add } = start();
    const seen = await add('a', [makePart(), makePart()]);
    const finish = (index: number) =>
      store.change(seen, (clip) => ({
        ...clip,
        parts: clip.parts.with(index, makePart({ state: 'failed', reason: 'no-recorder' })),
      }));
    await Promise.all([finish(0), finish(1)]);
    const kept = await store.find(seen._id);
    expect(kept).toMatchObject({ revision: 2, open: false, dueAt: Number.MAX_SAFE_INTEGER });
    expect(kept?.parts).toMatchObject([{ state: 'failed' }, { state: 'failed' }]);
  });

  test('that are gone or do not suit any more are not changed', async () => {
    const { store, add } = start();
    const clip = await add('a');
    expect(await store.change(clip, () => null)).toBeNull();
    expect([await store.remove(clip._id), await store.remove(clip._id)]).toEqual([true, false]);
    expect(await store.change(clip, (current) => current)).toBeNull();
  });

  test('are listed for their maker, newest first, and counted while they are open', async () => {
    const { store, add, person } = start();
    await add('old', [makePart({ state: 'failed', reason: 'no-recorder' })], { createdAt: NOON - 2 });
    await add('new', [makePart()], { createdAt: NOON });
    await add('other', [makePart()], { createdAt: NOON - 1, channelId: 'a2' });
    const namesOf = (found: readonly { _id: string }[]) => found.map(({ _id }) => _id.split('-')[0]);
    expect(namesOf(await store.listOf(person))).toEqual(['new', 'other', 'old']);
    expect(namesOf(await store.listOf(person, 'a2'))).toEqual(['other']);
    expect(await store.countOpen(person)).toBe(2);
    expect(await store.countOpen('nobody')).toBe(0);
  });

  test('wait for their recorder while they are open, and once more when their files end', async () => {
    const { store, add, recorder } = start();
    await add('second', [makePart({ dueAt: LATER })], { createdAt: NOON + 1 });
    await add('first', [makePart()], { createdAt: NOON });
    await add('ending', [makePart({ state: 'ready', expiresAt: LATER })], { createdAt: NOON + 2 });
    await add('done', [makePart({ state: 'ready', expiresAt: null })]);
    const waiting = async (now: number) => (await store.waitingFor(recorder, now)).map(({ _id }) => _id.split('-')[0]);
    expect(await waiting(NOON)).toEqual(['first', 'second']);
    expect(await waiting(LATER)).toEqual(['first', 'second', 'ending']);
    expect(await store.dueRecorders(NOON)).toContain(recorder);
    expect(await store.dueRecorders(NOON - 1)).not.toContain(recorder);
  });
});

test('a sealed address opens for its own clip and part only', () => {
  const store = createClipStore(
    new MemoryDatabase(),
    createSeals({ current: 'k', keys: new Map([['k', randomBytes(32)]]) }),
  );
  const clip = makeClip('a', [makePart(), makePart()]);
  const sealed = store.seal(clip, 0, 'http://media.test/1.flv');
  expect(sealed).not.toContain('media.test');
  expect(store.linkOf(clip, 0, sealed)).toBe('http://media.test/1.flv');
  expect(() => store.linkOf(clip, 1, sealed)).toThrow();
  expect(() => store.linkOf(makeClip('b', [makePart()]), 0, sealed)).toThrow();
});
