import { Query } from 'mingo';
import type { Cursor } from 'mingo/cursor';
import { CloudFailure, messageOf } from '../failure';
import { toClause } from './filter';
import type { Table } from './manifest';
import { columnOf } from './manifest';
import type { Row, Selection, Store } from './store';
import type { Document } from './wire';
import { writeDocument } from './wire';

export interface Find {
  readonly filter: Document;
  /** Field → 1 or -1, in order of weight; empty for the order of arrival. */
  readonly sort: Readonly<Record<string, 1 | -1>>;
  readonly skip: number;
  readonly limit: number;
  readonly projection: Document | null;
}

/** What a filter becomes: SQL that narrows, and the test that decides when SQL cannot. */
export interface Plan {
  readonly selection: Selection;
  /** Null when the SQL says all there is to say. */
  readonly test: ((document: Document) => boolean) | null;
}

const BATCH = 256;

/** The documents asked for, as extended JSON. */
export function find(store: Store, table: Table, { filter, sort, skip, limit, projection }: Find): string[] {
  const order = orderOf(table, sort);
  const plan = planOf(table, filter, order ?? '');
  const rows = order === null ? sortRows(store, table, plan, sort) : matching(store, table, plan, skip + limit);
  const wanted = rows.slice(skip, skip + limit);
  if (!projection) return wanted.map(({ text }) => text);
  const documents = wanted.map((row) => store.parse(row));
  return guard(() => new Query({}).find<Document>(documents, projection).all()).map((document) =>
    writeDocument(document),
  );
}

export function count(store: Store, table: Table, filter: Document): number {
  const plan = planOf(table, filter, '');
  return plan.test ? matching(store, table, plan, Infinity).length : store.count(table, plan.selection);
}

/** The first rows, in the plan's order, that pass its test. */
export function matching(store: Store, table: Table, { selection, test }: Plan, limit: number): Row[] {
  const found: Row[] = [];
  let offset = 0;
  for (let size = test ? BATCH : Math.min(limit, Number.MAX_SAFE_INTEGER); found.length < limit; size *= 2) {
    const rows = store.select(table, selection, { limit: size, offset });
    for (const row of rows) {
      if (found.length < limit && (!test || test(store.parse(row)))) found.push(row);
    }
    if (rows.length < size) break;
    offset += size;
  }
  return found;
}

/** Refuses what it does not know by name, whether or not there is a document to try it on. */
export function planOf(table: Table, filter: Document, order: string): Plan {
  const query = guard(() => new Query(filter));
  guard(() => query.test({}));
  const { sql, parameters, exact } = toClause(table, filter);
  return {
    selection: { where: sql, parameters, order },
    test: exact ? null : (document) => guard(() => query.test(document)),
  };
}

/** SQL for a sort by indexed fields; null when one is not indexed. */
export function orderOf(table: Table, sort: Find['sort']): string | null {
  const terms: string[] = [];
  for (const [field, direction] of Object.entries(sort)) {
    const column = columnOf(table, field);
    if (column === undefined) return null;
    terms.push(`${column} ${direction === 1 ? 'ASC' : 'DESC'}`);
  }
  return terms.join(', ');
}

/** Turns the query library's complaints into the platform's. */
export function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CloudFailure) throw error;
    throw new CloudFailure('DATABASE_REQUEST_FAILED', `[FailedOperation] ${messageOf(error)}`);
  }
}

function sortRows(store: Store, table: Table, plan: Plan, sort: Find['sort']): Row[] {
  const rows = matching(store, table, plan, Infinity).map((row) => ({ row, document: store.parse(row) }));
  const byDocument = new Map(rows.map(({ row, document }) => [document, row]));
  const cursor: Cursor<Document> = new Query({}).find([...byDocument.keys()]);
  return cursor
    .sort(sort)
    .all()
    .flatMap((document) => byDocument.get(document) ?? []);
}
