import type { Cloud } from '../../../sandbox/cloud/index';
import { databaseOf } from '../../support/cloudbase-sdk';
import type { SdkDatabase } from '../../support/cloudbase-sdk';
import { expectRefusal, makeCloud, openSdk } from '../../support/sandbox-cloud';

let cloud: Cloud;
let db: SdkDatabase;

beforeAll(async () => {
  cloud = await makeCloud({
    collections: {
      cameras: {
        indexes: [
          { name: 'by_serial', fields: ['serial'], unique: true },
          { name: 'by_store', fields: ['store', 'seen'] },
        ],
      },
      notes: { indexes: [] },
    },
  });
  db = databaseOf(openSdk(cloud));
});

afterEach(async () => {
  for (const name of ['cameras', 'notes']) await db.collection(name).where({}).remove();
});

const cameras = () => db.collection('cameras');
const notes = () => db.collection('notes');
const idsOf = ({ data }: { data: unknown[] }) => (data as { _id: unknown }[]).map(({ _id }) => _id);

test('a document comes back with the types it went in with', async () => {
  const document = {
    _id: 'k1',
    name: '收银台 “1”',
    at: new Date('2026-03-08T15:04:05.678Z'),
    ratio: 0.25,
    count: 3,
    big: 1_790_000_000_123,
    on: true,
    none: null,
    list: [1, 'a', { x: [] }],
    nested: { deep: { er: 'yes' } },
  };
  await notes().add(document);
  expect((await notes().doc('k1').get()).data).toEqual([document]);
});

test('a document without an id gets one of 32 hexadecimal digits', async () => {
  const { id } = await notes().add({ a: 1 });
  expect(id).toMatch(/^[0-9a-f]{32}$/);
});

test('the ids 1 and "1" are two documents', async () => {
  await notes().doc(1).set({ kind: 'number' });
  await notes().doc('1').set({ kind: 'text' });
  expect((await notes().doc(1).get()).data).toEqual([{ _id: 1, kind: 'number' }]);
  expect((await notes().count()).total).toBe(2);
});

test('several documents are added at once, in order', async () => {
  const { ids } = await notes().add([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]);
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(idsOf(await notes().get())).toEqual(['a', 'b', 'c']);
});

test('a taken id is E11000 with the code DATABASE_REQUEST_FAILED, and what was added before it stays', async () => {
  await notes().add({ _id: 'b' });
  const adding = notes().add([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]);
  await expectRefusal(adding, 'DATABASE_REQUEST_FAILED', /E11000.*index: _id_/);
  expect(idsOf(await notes().orderBy('_id', 'asc').get())).toEqual(['a', 'b']);
});

test('a unique index refuses a second document, also by update, and treats a missing field as null', async () => {
  await cameras().add([
    { _id: 'a', serial: 'S1' },
    { _id: 'b', serial: 'S2' },
  ]);
  const twin = cameras().add({ serial: 'S1' });
  await expectRefusal(twin, 'DATABASE_REQUEST_FAILED', /E11000.*by_serial.*"S1"/);
  await expect(cameras().doc('b').update({ serial: 'S1' })).rejects.toThrow(/E11000/);
  await cameras().add({ _id: 'c' });
  await expect(cameras().add({ _id: 'd', serial: null })).rejects.toThrow(/E11000/);
});

test('set replaces the whole document, or makes it', async () => {
  const made = await notes().doc('n').set({ a: 1, b: 2 });
  expect(made).toMatchObject({ updated: 0, upsertedId: 'n' });
  expect(await notes().doc('n').set({ b: 3 })).toMatchObject({ updated: 1 });
  expect((await notes().doc('n').get()).data).toEqual([{ _id: 'n', b: 3 }]);
});

test('update changes fields only, tells how many documents became different, and makes none', async () => {
  await notes().add([
    { _id: 'a', kind: 'x', n: 1 },
    { _id: 'b', kind: 'x', n: 2 },
    { _id: 'c', kind: 'y', n: 3 },
  ]);
  expect((await notes().where({ kind: 'x' }).update({ n: 2 })).updated).toBe(1);
  expect((await notes().where({ kind: 'x' }).options({ multiple: false }).update({ n: 9 })).updated).toBe(1);
  expect((await notes().doc('nobody').update({ n: 1 })).updated).toBe(0);
  expect((await notes().orderBy('_id', 'asc').get()).data).toEqual([
    { _id: 'a', kind: 'x', n: 9 },
    { _id: 'b', kind: 'x', n: 2 },
    { _id: 'c', kind: 'y', n: 3 },
  ]);
});

test('remove takes all that match, or one document', async () => {
  await notes().add([
    { _id: 'a', k: 1 },
    { _id: 'b', k: 1 },
    { _id: 'c', k: 2 },
  ]);
  expect((await notes().where({ k: 1 }).remove()).deleted).toBe(2);
  expect((await notes().doc('c').remove()).deleted).toBe(1);
  expect((await notes().doc('c').remove()).deleted).toBe(0);
});

test('updateAndReturn changes one document atomically and hands it back', async () => {
  await notes().add({ _id: 'lease', until: 0, holder: '' });
  const free = () => notes().where({ _id: 'lease', until: db.command.lt(100) });
  const racers = ['a', 'b', 'c'].map((holder) => free().updateAndReturn({ holder, until: 200 }));
  const outcomes = await Promise.all(racers);
  expect(outcomes.map(({ updated }) => updated).sort()).toEqual([0, 0, 1]);
  const won = outcomes.find(({ updated }) => updated === 1);
  expect(won?.doc).toMatchObject({ _id: 'lease', until: 200 });
});

describe('queries', () => {
  const documents = Array.from({ length: 12 }, (_, i) => ({
    _id: `c${String(i).padStart(2, '0')}`,
    serial: `SN-${i}`,
    store: i % 3 === 0 ? '北京' : '上海',
    seen: new Date(Date.UTC(2026, 0, 1 + i)),
    n: i,
    tags: i % 2 === 0 ? ['even', `t${i}`] : ['odd'],
    ...(i < 6 ? { note: i % 2 === 0 ? null : '门口 camera' } : {}),
  }));

  beforeEach(() => cameras().add(documents));

  const expectIds = async (filter: object, expected: readonly number[]) => {
    const ids = idsOf(await cameras().where(filter).orderBy('n', 'asc').get());
    expect(ids).toEqual(expected.map((i) => documents[i]?._id));
  };

  test('compare values of indexed and other fields', async () => {
    const _ = db.command;
    await expectIds({ n: 3 }, [3]);
    await expectIds({ n: _.neq(3).and(_.lte(4)) }, [0, 1, 2, 4]);
    await expectIds({ serial: _.in(['SN-1', 'SN-7', 'none']) }, [1, 7]);
    await expectIds({ store: _.nin(['上海']) }, [0, 3, 6, 9]);
    await expectIds({ store: '北京', seen: _.gt(documents[3]!.seen) }, [6, 9]);
    await expectIds({ seen: _.gte(documents[9]!.seen).and(_.lt(documents[11]!.seen)) }, [9, 10]);
    await expectIds({ _id: _.in(['c01', 'c02']) }, [1, 2]);
  });

  test('tell a missing field from null', async () => {
    const _ = db.command;
    await expectIds({ note: _.exists(false) }, [6, 7, 8, 9, 10, 11]);
    await expectIds({ note: _.exists(true) }, [0, 1, 2, 3, 4, 5]);
    await expectIds({ note: _.eq(null) }, [0, 2, 4, 6, 7, 8, 9, 10, 11]);
  });

  test('combine conditions', async () => {
    const _ = db.command;
    await expectIds(_.or([{ n: 1 }, { n: 2 }]), [1, 2]);
    await expectIds(_.and([{ store: '上海' }, { n: _.lt(5) }]), [1, 2, 4]);
    await expectIds(_.nor([{ n: _.gt(1) }, { store: '北京' }]), [1]);
    await expectIds({ n: _.not(_.gt(2)) }, [0, 1, 2]);
    await expectIds({ n: _.gt(9).or(_.lt(1)) }, [0, 10, 11]);
  });

  test('look into arrays and match patterns', async () => {
    const _ = db.command;
    await expectIds({ tags: 't4' }, [4]);
    await expectIds({ tags: _.all(['even', 't2']) }, [2]);
    await expectIds({ tags: _.size(1), n: _.lt(4) }, [1, 3]);
    await expectIds({ note: /CAMERA$/i }, [1, 3, 5]);
    await expectIds({ note: db.RegExp({ regexp: '门口', options: '' }) }, [1, 3, 5]);
    await expectIds({ serial: db.RegExp({ regexp: '^SN-1$', options: '' }) }, [1]);
  });

  test('sort by several fields, skip, limit and choose fields', async () => {
    const { data } = await cameras()
      .where({ n: db.command.lt(6) })
      .orderBy('store', 'desc')
      .orderBy('n', 'desc')
      .skip(1)
      .limit(3)
      .field({ n: true, store: true })
      .get();
    expect(data).toEqual([
      { _id: 'c00', store: '北京', n: 0 },
      { _id: 'c05', store: '上海', n: 5 },
      { _id: 'c04', store: '上海', n: 4 },
    ]);
  });

  test('count', async () => {
    expect((await cameras().where({ store: '北京' }).count()).total).toBe(4);
    expect(
      (
        await cameras()
          .where({ n: db.command.mod(5, 0) })
          .count()
      ).total,
    ).toBe(3);
  });
});

test('a get returns 100 documents unasked and never more than 1000', async () => {
  await notes().add(Array.from({ length: 1100 }, (_, n) => ({ n })));
  expect((await notes().get()).data).toHaveLength(100);
  expect((await notes().limit(5000).get()).data).toHaveLength(1000);
});

test('update operators do as MongoDB does', async () => {
  const _ = db.command;
  await notes().add({ _id: 'o', n: 2, list: [1, 2, 3], old: 'x', rename: 'r', obj: { a: 1, b: 2 }, low: 5, high: 5 });
  await notes()
    .doc('o')
    .update({
      n: _.inc(3),
      list: _.push([4, 5]),
      old: _.remove(),
      obj: { a: 9 },
      low: _.min(3),
      high: _.max(7),
      fresh: _.mul(2),
      set: _.addToSet({ $each: [1, 1, 2] }),
      rename: _.rename('renamed'),
    });
  expect((await notes().doc('o').get()).data).toEqual([
    {
      _id: 'o',
      n: 5,
      list: [1, 2, 3, 4, 5],
      obj: { a: 9, b: 2 },
      low: 3,
      high: 7,
      fresh: 0,
      set: [1, 2],
      renamed: 'r',
    },
  ]);
  await notes()
    .doc('o')
    .update({ list: _.pull(_.gt(3)), obj: _.set({ only: true }) });
  await notes().doc('o').update({ list: _.shift() });
  await notes()
    .doc('o')
    .update({ list: _.unshift([0]) });
  expect((await notes().doc('o').get()).data).toMatchObject([{ list: [0, 2, 3], obj: { only: true } }]);
});

test('server dates are the time of the request, with their offset', async () => {
  const before = Date.now();
  await notes().add({ _id: 'd', now: db.serverDate(), later: db.serverDate({ offset: 60_000 }) });
  await notes().doc('d').update({ again: db.serverDate() });
  const [found] = (await notes().doc('d').get()).data as { now: Date; later: Date; again: Date }[];
  expect(found!.now.getTime()).toBeGreaterThanOrEqual(before);
  expect(found!.later.getTime() - found!.now.getTime()).toBe(60_000);
  expect(found!.again.getTime()).toBeGreaterThanOrEqual(found!.now.getTime());
});

describe('what would not fit is refused as MongoDB refuses it', () => {
  beforeEach(() => notes().add({ _id: 'x', none: null, text: 'a', list: [1] }));

  test.each<[string, (command: typeof db.command) => object, RegExp]>([
    ['a field inside null', () => ({ none: { inner: 1 } }), /Cannot create field 'inner' in element \{none: null\}/],
    ['a sum with text', (_) => ({ text: _.inc(1) }), /Cannot apply \$inc to a value of non-numeric type/],
    ['an element pushed onto text', (_) => ({ text: _.push(['b']) }), /Cannot apply \$push/],
  ])('%s', async (_name, change, message) => {
    const updating = notes().doc('x').update(change(db.command));
    await expectRefusal(updating, 'DATABASE_REQUEST_FAILED', message);
  });
});

describe('what the sandbox does not know is refused by name', () => {
  test('an operator of queries, even without documents', async () => {
    const near = db.command.geoNear({ geometry: new db.Geo.Point(116, 39), maxDistance: 10 });
    await expect(notes().where({ place: near }).get()).rejects.toThrow(/\$nearSphere/);
  });

  test('an action', async () => {
    const reading = Promise.resolve(openSdk(cloud).auth().getEndUserInfo('someone'));
    await expectRefusal(reading, 'INVALID_ACTION', /auth\.getUserInfoForAdmin/);
  });

  test('a type of value', async () => {
    const id = new db.ObjectId({ id: '507f1f77bcf86cd799439011' });
    await expect(notes().add({ id })).rejects.toThrow(/ObjectId/);
  });

  test('an array in an indexed field', async () => {
    await expect(cameras().add({ serial: ['a', 'b'] })).rejects.toThrow(/serial of cameras takes scalars only/);
  });
});

test('an unknown collection is DATABASE_COLLECTION_NOT_EXIST until it is created', async () => {
  await expectRefusal(db.collection('later').get(), 'DATABASE_COLLECTION_NOT_EXIST');
  await db.createCollection('later');
  await db.collection('later').add({ _id: 'a' });
  expect((await db.collection('later').count()).total).toBe(1);
  await expectRefusal(db.createCollection('later'), 'DATABASE_COLLECTION_ALREADY_EXIST');
});

test('operations are counted by collection', async () => {
  cloud.database.reset();
  await notes().add([{ _id: 'a' }, { _id: 'b' }]);
  await notes().doc('a').get();
  await cameras().where({ store: 'x' }).count();
  await notes().where({}).update({ n: 1 });
  expect(cloud.database.counts()).toEqual({ notes: { reads: 1, writes: 2 }, cameras: { reads: 1, writes: 0 } });
  expect(cloud.database.total()).toEqual({ reads: 2, writes: 2 });
});
