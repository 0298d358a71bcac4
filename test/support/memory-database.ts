import { collections } from '../../cloudfunctions/core/collections';
import {
  DuplicateDocument,
  type Collection,
  type CountRow,
  type Database,
  type Filter,
  type FindQuery,
  type Where,
} from '../../cloudfunctions/core/database';
import type { CollectionName, Documents } from '../../cloudfunctions/core/documents';

/** One operation, as `channels.find`. */
export type Operation = `${CollectionName}.${'get' | 'find' | 'add' | 'update' | 'remove' | 'countBy'}`;

/** A document database in memory that keeps count of its operations. */
export class MemoryDatabase implements Database {
  readonly operations: Operation[] = [];
  /** Set to make the next operations of a kind fail. */
  failing: Operation | null = null;
  private readonly tables = new Map<CollectionName, Map<string, Documents[CollectionName]>>();

  collection<C extends CollectionName>(name: C): Collection<Documents[C]> {
    return new MemoryCollection<C>(name, this.table(name), (verb) => this.note(`${name}.${verb}`));
  }

  /** Everything in a collection. */
  all<C extends CollectionName>(name: C): Documents[C][] {
    return [...this.table(name).values()].map((document) => structuredClone(document));
  }

  /** The operations since the last look, and forgets them. */
  takeOperations(): Operation[] {
    return this.operations.splice(0);
  }

  get writes(): Operation[] {
    return this.operations.filter((operation) => /\.(add|update|remove)$/.test(operation));
  }

  private note(operation: Operation): void {
    this.operations.push(operation);
    if (this.failing === operation) throw new Error(`the database refuses ${operation}`);
  }

  private table<C extends CollectionName>(name: C): Map<string, Documents[C]> {
    const table = this.tables.get(name) ?? new Map<string, Documents[CollectionName]>();
    this.tables.set(name, table);
    return table as Map<string, Documents[C]>;
  }
}

type Verb = 'get' | 'find' | 'add' | 'update' | 'remove' | 'countBy';

class MemoryCollection<C extends CollectionName> implements Collection<Documents[C]> {
  constructor(
    private readonly name: C,
    private readonly table: Map<string, Documents[C]>,
    private readonly note: (verb: Verb) => void,
  ) {}

  async get(id: string): Promise<Documents[C] | null> {
    this.note('get');
    return structuredClone(this.table.get(id) ?? null);
  }

  async find({ where = {}, sort = [], limit }: FindQuery<Documents[C]>): Promise<Documents[C][]> {
    this.note('find');
    const found = this.matching(where).sort((a, b) => {
      for (const order of sort) {
        const [field, sign] = order.startsWith('-') ? [order.slice(1), -1] : [order, 1];
        const [left, right] = [fieldOf(a, field), fieldOf(b, field)];
        if (left !== right) return isBelow(left, right) ? -sign : sign;
      }
      return 0;
    });
    return structuredClone(found.slice(0, Math.min(limit, 1000)));
  }

  async add(documents: readonly Documents[C][]): Promise<void> {
    this.note('add');
    const taken = new Set([...this.table.values()].flatMap((document) => this.uniqueKeys(document)));
    for (const document of documents) {
      const keys = this.uniqueKeys(document);
      if (keys.some((key) => taken.has(key))) throw new DuplicateDocument(this.name);
      for (const key of keys) taken.add(key);
      this.table.set(document._id, structuredClone(document));
    }
  }

  async update(where: Where<Documents[C]>, change: Partial<Omit<Documents[C], '_id'>>): Promise<number> {
    this.note('update');
    const found = this.matching(where);
    for (const document of found) this.table.set(document._id, { ...document, ...structuredClone(change) });
    return found.length;
  }

  async remove(where: Where<Documents[C]>): Promise<number> {
    this.note('remove');
    const found = this.matching(where);
    for (const { _id } of found) this.table.delete(_id);
    return found.length;
  }

  async countBy<K extends keyof Documents[C] & string>(
    filter: Filter<Documents[C]>,
    fields: readonly K[],
  ): Promise<CountRow<Documents[C], K>[]> {
    this.note('countBy');
    const rows = new Map<string, CountRow<Documents[C], K>>();
    for (const document of this.matching(filter)) {
      const values = fields.map((field) => fieldOf(document, field));
      const key = JSON.stringify(values);
      const group = Object.fromEntries(fields.map((field, index) => [field, values[index]])) as Pick<Documents[C], K>;
      rows.set(key, { ...group, count: (rows.get(key)?.count ?? 0) + 1 });
    }
    return [...rows.values()];
  }

  private matching(filter: Filter<Documents[C]>): Documents[C][] {
    const branches: readonly object[] = Array.isArray(filter) ? filter : [filter];
    const conditions = branches.map(compile);
    return [...this.table.values()].filter((document) => conditions.some((passes) => passes(document)));
  }

  /** The id and the values of every unique index. */
  private uniqueKeys(document: Documents[C]): string[] {
    const indexes: readonly { fields: readonly string[]; unique?: boolean }[] = collections[this.name].indexes;
    const unique = [['_id'], ...indexes.flatMap(({ fields, unique }) => (unique ? [fields] : []))];
    return unique.map((fields) => JSON.stringify(fields.map((field) => [field, fieldOf(document, field)])));
  }
}

function compile(where: object): (document: object) => boolean {
  const tests = Object.entries(where).map(([field, test]): [string, (value: unknown) => boolean] => [
    field,
    compileTest(test),
  ]);
  return (document) => tests.every(([field, holds]) => valuesAt(document, field).some(holds));
}

function compileTest(test: unknown): (value: unknown) => boolean {
  if (typeof test !== 'object' || test === null) return (value) => value === test;
  if ('in' in test && Array.isArray(test.in)) {
    const values = new Set<unknown>(test.in);
    return (value) => values.has(value);
  }
  if ('below' in test && 'above' in test) {
    return (value) => isBelow(value, test.below) && isBelow(test.above, value);
  }
  if ('below' in test) return (value) => isBelow(value, test.below);
  if ('above' in test) return (value) => isBelow(test.above, value);
  if ('contains' in test) return (value) => String(value).includes(String(test.contains));
  throw new Error('unknown test of a field');
}

/** What stands at `field` or `list.field`: of a list, every item's. */
function valuesAt(document: object, path: string): readonly unknown[] {
  const [field = '', ...rest] = path.split('.');
  const value = fieldOf(document, field);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rest.length === 0 ? items : items.flatMap((item) => valuesAt(Object(item) as object, rest.join('.')));
}

/** Like the real database, only values of one kind compare. */
function isBelow(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left < right;
}

function fieldOf(document: object, field: string): unknown {
  return Reflect.get(document, field);
}
