import { join } from 'node:path';
import fc from 'fast-check';
import { keyOf, valueOfKey } from '../../../sandbox/cloud/database/key';
import type { CollectionManifest } from '../../../sandbox/cloud/database/manifest';
import { count, find, orderOf, planOf } from '../../../sandbox/cloud/database/query';
import type { Find } from '../../../sandbox/cloud/database/query';
import { Store } from '../../../sandbox/cloud/database/store';
import type { Document } from '../../../sandbox/cloud/database/wire';
import { add } from '../../../sandbox/cloud/database/write';
import { makeFolder } from '../../support/sandbox-cloud';

const stores: Store[] = [];

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

function openStore(manifest: CollectionManifest, folder = makeFolder()): Store {
  const store = Store.open(join(folder, 'database.sqlite'), manifest);
  stores.push(store);
  return store;
}

const ask = (query: Partial<Find>): Find => ({
  filter: {},
  sort: {},
  skip: 0,
  limit: 1000,
  projection: null,
  ...query,
});
const idsOf = (texts: readonly string[]) => texts.map((text) => (JSON.parse(text) as { _id: string })._id);

describe('keys', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.double(),
    fc.integer(),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.date({ noInvalidDate: true }),
  );

  test('give back the value they were made of', () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(valueOfKey(keyOf(original)!)).toEqual(original === 0 ? 0 : original);
      }),
    );
  });

  test('order numbers as numbers, texts by code point, and types as MongoDB does', () => {
    const ordered = [null, -Infinity, -2.5, -1, 0, 1e-9, 1, 10, 1e300, '', 'A', 'a', 'aa', '中', '😀', false, true];
    const keys = [...ordered, new Date(-1), new Date(0), new Date(5)].map((item) => keyOf(item)!);
    expect([...keys].reverse().sort((a, b) => a.compare(b))).toEqual(keys);
    expect(keyOf(-0)).toEqual(keyOf(0));
    expect(keyOf(undefined)).toEqual(keyOf(null));
  });

  test('are not made of arrays and objects', () => {
    expect([keyOf([1]), keyOf({ a: 1 })]).toEqual([null, null]);
  });
});

describe('queries by index', () => {
  const scalar = fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom('', 'a', 'b', 'ab', '中'),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(new Date(0), new Date(1)),
  );
  const field = fc.constantFrom('x', 'y.z', 'plain');
  const test_ = fc.oneof(
    scalar,
    fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), scalar).map(([op, v]) => ({ [op]: v })),
    fc.tuple(fc.constantFrom('$in', '$nin'), fc.array(scalar, { maxLength: 3 })).map(([op, v]) => ({ [op]: v })),
    fc.boolean().map((exists) => ({ $exists: exists })),
    fc.constantFrom(/a/, /^b$/i, { $not: { $gt: 0 } }),
  );
  const simple = fc.dictionary(field, test_, { maxKeys: 2 });
  const filter = fc.oneof(
    simple,
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(simple, { minLength: 1, maxLength: 3 }))
      .map(([op, branches]): Document => ({ [op]: branches })),
  );
  const document = fc
    .record({ x: scalar, z: scalar, plain: scalar }, { requiredKeys: [] })
    .map(({ z, ...rest }): Document => ({ ...rest, ...(z === undefined ? {} : { y: { z } }) }));
  const sort = fc.constantFrom<Find['sort']>({}, { x: 1 }, { x: -1, 'y.z': 1 }, { 'y.z': -1, _id: -1 });

  test('find, order and count the same documents as queries that look at every one', () => {
    const indexes = [
      { name: 'xy', fields: ['x', 'y.z'] },
      { name: 'y', fields: ['y.z', '_id'] },
    ];
    fc.assert(
      fc.property(fc.array(document, { maxLength: 12 }), filter, sort, (documents, condition, order) => {
        const store = Store.open(':memory:', { indexed: { indexes }, bare: { indexes: [] } });
        const [indexed, bare] = [store.table('indexed'), store.table('bare')];
        const numbered = documents.map((fields, i): Document => ({ _id: `d${i}`, ...fields }));
        for (const table of [indexed, bare]) add(store, table, numbered);
        const bySql = idsOf(find(store, indexed, ask({ filter: condition, sort: order })));
        const byTest = idsOf(find(store, bare, ask({ filter: condition, sort: order })));
        const counted = count(store, indexed, condition);
        store.close();
        expect([...bySql].sort()).toEqual([...byTest].sort());
        if (Object.keys(order).includes('_id')) expect(bySql).toEqual(byTest);
        expect(counted).toBe(byTest.length);
      }),
      { numRuns: 300, examples: [[[{ y: { z: '' } }], { 'y.z': { $lte: '' } }, {}]] },
    );
  });
});

describe('pages over 10,000 documents', () => {
  const PAGE = 50;
  let store: Store;
  const table = () => store.table('channels');

  beforeEach(() => {
    store.parsed = 0;
  });

  afterAll(() => store.close());

  beforeAll(() => {
    store = Store.open(':memory:', {
      channels: {
        indexes: [
          { name: 'by_sort', fields: ['sort'], unique: true },
          { name: 'by_store', fields: ['store', 'name', '_id'] },
        ],
      },
    });
    const documents = Array.from({ length: 10_000 }, (_, i) => ({
      _id: `c${i}`,
      sort: String((i * 7919) % 10_000).padStart(5, '0'),
      store: `s${i % 7}`,
      name: `名${i % 50}`,
      state: i % 2 === 0 ? 'on' : 'off',
    }));
    add(store, table(), documents);
  });

  const plan = (filter: Document, sort: Find['sort']) => {
    const { selection } = planOf(table(), filter, orderOf(table(), sort) ?? 'none');
    return store.explain(table(), selection).join('; ');
  };

  test('walk one index from the cursor on, and parse no document', () => {
    const seen: string[] = [];
    for (let cursor = ''; ; cursor = seen.at(-1) ?? '') {
      const filter = { sort: { $gt: cursor } };
      const page = find(store, table(), ask({ filter, sort: { sort: 1 }, limit: PAGE }));
      if (page.length === 0) break;
      for (const text of page) seen.push((JSON.parse(text) as { sort: string }).sort);
    }
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, i) => String(i).padStart(5, '0')));
    expect(store.parsed).toBe(0);
    expect(plan({ sort: { $gt: '00050' } }, { sort: 1 })).toMatch(
      /^SEARCH .* USING INDEX i:channels:by_sort \(k:sort>/,
    );
  });

  test('walk a compound index when the cursor spans several fields', () => {
    const sort = { store: 1, name: 1, _id: 1 } as const;
    const after = (last: Document) => ({
      $or: [
        { store: { $gt: last.store } },
        { store: last.store, name: { $gt: last.name } },
        { store: { $eq: last.store }, name: last.name, _id: { $gt: last._id } },
      ],
    });
    let last: Document = { store: '', name: '', _id: '' };
    const seen = new Set<unknown>();
    for (;;) {
      const page = find(store, table(), ask({ filter: after(last), sort, limit: PAGE }));
      if (page.length === 0) break;
      last = JSON.parse(page.at(-1)!) as Document;
      for (const id of idsOf(page)) seen.add(id);
    }
    expect(seen.size).toBe(10_000);
    expect(store.parsed).toBe(0);
    expect(plan(after(last), sort)).toMatch(/^SEARCH .*:by_store \(\(k:store,k:name,id\)>\(\?,\?,\?\)\)$/);
  });

  test('use the index for equality, ranges and lists, without sorting what the index orders', () => {
    expect(plan({ store: 's1', name: { $gt: '名2' } }, { store: 1, name: 1 })).toMatch(
      /by_store \(k:store=\? AND k:name>/,
    );
    expect(plan({ store: 's1' }, { name: 1 })).not.toMatch(/TEMP B-TREE/);
    expect(plan({ store: { $in: ['s1', 's2'] } }, {})).toMatch(/SEARCH .*:by_store \(k:store=\?\)/);
    expect(plan({ _id: { $in: ['c1', 'c2'] } }, {})).toMatch(/SEARCH .*\(id=\?\)/);
  });

  test('stop parsing when a page is full, if another field decides', () => {
    find(store, table(), ask({ filter: { state: 'on' }, sort: { sort: 1 }, limit: PAGE }));
    expect(store.parsed).toBeLessThan(1000);
  });

  test('a search for plain text parses only documents that hold it', () => {
    const found = find(store, table(), ask({ filter: { name: /名49/ }, sort: { sort: 1 } }));
    expect(found).toHaveLength(200);
    expect(store.parsed).toBe(200);
  });

  test('counting by keys parses nothing', () => {
    expect(count(store, table(), { store: { $in: ['s1', 's2'] } })).toBe(2858);
    expect(store.parsed).toBe(0);
  });
});

describe('a manifest that changes between starts', () => {
  const documents = [
    { _id: 'a', x: 1, y: 'p' },
    { _id: 'b', x: 2, y: 'p' },
  ];

  test('keeps every document and fills new indexes', () => {
    const folder = makeFolder();
    const before = openStore({ things: { indexes: [{ name: 'x', fields: ['x'], unique: true }] } }, folder);
    add(before, before.table('things'), documents);
    before.close();
    stores.pop();
    const after = openStore({ things: { indexes: [{ name: 'x', fields: ['y', 'x'] }] } }, folder);
    const table = after.table('things');
    expect(idsOf(find(after, table, ask({ filter: { y: 'p' }, sort: { y: 1, x: -1 } })))).toEqual(['b', 'a']);
    expect(after.parsed).toBe(0);
    add(after, table, [{ _id: 'c', x: 1, y: 'q' }]); // x is no longer unique
    expect(count(after, table, {})).toBe(3);
  });

  test('says so when documents break a new unique index', () => {
    const folder = makeFolder();
    const before = openStore({ things: { indexes: [] } }, folder);
    add(before, before.table('things'), documents);
    before.close();
    stores.pop();
    const manifest = { things: { indexes: [{ name: 'y', fields: ['y'], unique: true }] } };
    expect(() => openStore(manifest, folder)).toThrow('cannot create the index y of things: documents there share');
    expect(count(openStore({ things: { indexes: [] } }, folder), openedTable(), {})).toBe(2);
  });

  const openedTable = () => stores.at(-1)!.table('things');

  test('keeps collections that it no longer names', () => {
    const folder = makeFolder();
    const before = openStore({ old: { indexes: [{ name: 'x', fields: ['x'] }] } }, folder);
    add(before, before.table('old'), documents);
    before.close();
    stores.pop();
    const after = openStore({ new: { indexes: [] } }, folder);
    expect(count(after, after.table('old'), { x: 2 })).toBe(1);
  });

  test('refuses names that are none', () => {
    expect(() => openStore({ 'a"b': { indexes: [] } })).toThrow('"a"b" is not a name for a collection');
    expect(() => openStore({ a: { indexes: [{ name: 'i', fields: ["x')"] }] } })).toThrow('is not a field');
  });
});
