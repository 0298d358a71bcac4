import type { Cloud } from '../../../sandbox/cloud/index';
import { databaseOf } from '../../support/cloudbase-sdk';
import type { SdkDatabase, SdkPipeline } from '../../support/cloudbase-sdk';
import { expectRefusal, makeCloud, openSdk } from '../../support/sandbox-cloud';

let cloud: Cloud;
let db: SdkDatabase;

beforeAll(async () => {
  cloud = await makeCloud({
    collections: {
      cameras: { indexes: [{ name: 'by_store', fields: ['store', 'state'] }] },
      stores: { indexes: [] },
    },
  });
  db = databaseOf(openSdk(cloud));
  await db.collection('stores').add([
    { _id: 's0', name: '国贸店' },
    { _id: 's1', name: '徐汇店' },
  ]);
  await db.collection('cameras').add(
    Array.from({ length: 60 }, (_, n) => ({
      _id: `c${n}`,
      store: `s${n % 2}`,
      state: n % 3 === 0 ? 'offline' : 'online',
      n,
      tags: ['a', `t${n % 4}`],
    })),
  );
});

const cameras = () => db.collection('cameras').aggregate();

async function rowsOf(pipeline: SdkPipeline): Promise<unknown[]> {
  return (await pipeline.end()).data;
}

test('counts by indexed fields, filtered', async () => {
  const rows = await rowsOf(
    cameras()
      .match({ n: db.command.gte(30) })
      .group({ _id: { store: '$store', state: '$state' }, count: { $sum: 1 } })
      .sort({ '_id.store': 1, '_id.state': 1 }),
  );
  expect(rows).toEqual([
    { _id: { store: 's0', state: 'offline' }, count: 5 },
    { _id: { store: 's0', state: 'online' }, count: 10 },
    { _id: { store: 's1', state: 'offline' }, count: 5 },
    { _id: { store: 's1', state: 'online' }, count: 10 },
  ]);
});

test('counting by keys alone and counting documents agree', async () => {
  const group = { _id: { store: '$store', state: '$state' }, count: { $sum: 1 } };
  const byKeys = await rowsOf(cameras().match({ store: 's1' }).group(group));
  const byDocuments = await rowsOf(
    cameras()
      .match({ store: 's1', n: db.command.gte(0) })
      .group(group),
  );
  expect(byKeys).toHaveLength(2);
  expect(new Set(byKeys.map((row) => JSON.stringify(row)))).toEqual(
    new Set(byDocuments.map((row) => JSON.stringify(row))),
  );
});

test('group, sort, limit and project follow one another', async () => {
  const $ = db.command.aggregate;
  const rows = await rowsOf(
    cameras()
      .match({ state: 'online' })
      .group({ _id: '$store', most: $.max('$n'), mean: $.avg('$n'), count: $.sum(1) })
      .sort({ most: -1 })
      .limit(1)
      .project({ _id: 0, store: '$_id', most: 1, double: $.multiply(['$count', 2]) }),
  );
  expect(rows).toEqual([{ store: 's1', most: 59, double: 40 }]);
});

test('lookup joins another collection, unwind opens arrays', async () => {
  const rows = await rowsOf(
    cameras()
      .match({ _id: 'c3' })
      .lookup({ from: 'stores', localField: 'store', foreignField: '_id', as: 'shops' })
      .unwind('$tags')
      .project({ tags: 1, shop: { $arrayElemAt: ['$shops.name', 0] } }),
  );
  expect(rows).toEqual([
    { _id: 'c3', tags: 'a', shop: '徐汇店' },
    { _id: 'c3', tags: 't3', shop: '徐汇店' },
  ]);
});

test('a pipeline without a limit hands back twenty rows', async () => {
  expect(await rowsOf(cameras().sort({ n: 1 }))).toHaveLength(20);
  expect(await rowsOf(cameras().sort({ n: 1 }).limit(50))).toHaveLength(50);
});

test('a stage or accumulator that the sandbox does not know is refused by name', async () => {
  const near = { near: new db.Geo.Point(1, 1), distanceField: 'd', spherical: true };
  await expectRefusal(rowsOf(cameras().geoNear(near)), 'INVALID_PARAM', /\$geoNear/);
  const odd = cameras().group({ _id: '$store', x: { $stranger: 1 } });
  await expectRefusal(rowsOf(odd), 'DATABASE_REQUEST_FAILED', /\$stranger/);
});
