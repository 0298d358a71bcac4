import { createCovers, MAX_COVERS } from '../../../miniprogram/services/covers';
import { FakeClock, makeStorage, NOON } from '../support/phone';

function make(storage = makeStorage()) {
  const clock = new FakeClock();
  const files = new Set<string>();
  const covers = createCovers({
    storage,
    clock,
    files: {
      keep: async (tempPath) => {
        files.add(`/kept/${tempPath}`);
        return `/kept/${tempPath}`;
      },
      remove: async (path) => void files.delete(path),
    },
  });
  return { clock, files, covers, storage };
}

test('a still is there with its time, also after a restart', async () => {
  const { covers, storage } = make();

  await covers.saveCover('a', '1.jpg');

  expect(make(storage).covers.coverOf('a')).toEqual({ path: '/kept/1.jpg', at: NOON });
  expect(covers.coverOf('b')).toBeNull();
});

test('a newer still replaces the older one and its file', async () => {
  const { covers, files, clock } = make();
  await covers.saveCover('a', '1.jpg');
  await clock.pass(1_000);

  await covers.saveCover('a', '2.jpg');

  expect(covers.coverOf('a')).toEqual({ path: '/kept/2.jpg', at: NOON + 1_000 });
  expect([...files]).toEqual(['/kept/2.jpg']);
});

test('past two hundred the still taken longest ago makes room', async () => {
  const { covers, files } = make();
  for (let n = 0; n < MAX_COVERS; n += 1) await covers.saveCover(`c${n}`, `${n}.jpg`);
  await covers.saveCover('c0', 'again.jpg');

  await covers.saveCover('newcomer', 'new.jpg');

  expect(files.size).toBe(MAX_COVERS);
  expect(covers.coverOf('c1')).toBeNull();
  expect(covers.coverOf('c0')).not.toBeNull();
  expect(covers.coverOf('newcomer')).not.toBeNull();
});

test('clearing leaves no file', async () => {
  const { covers, files, storage } = make();
  await covers.saveCover('a', '1.jpg');

  await covers.clear();

  expect(files.size).toBe(0);
  expect(make(storage).covers.coverOf('a')).toBeNull();
});

test('what is not understood in the storage is no still', () => {
  const storage = makeStorage();
  storage.kept.set('covers', [['a', { path: 1 }], 'x', ['b', { path: '/b.jpg', at: NOON }]]);

  const { covers } = make(storage);

  expect([covers.coverOf('a'), covers.coverOf('b')]).toEqual([null, { path: '/b.jpg', at: NOON }]);
});
