import { CloudFailure } from '../failure';
import { fieldKey, keyOf } from './key';
import type { CollectionManifest, Table } from './manifest';
import { valueAt } from './path';
import { createTable, migrate } from './schema';
import { brokenConstraint, Sqlite } from './sqlite';
import type { SqlRow } from './sqlite';
import type { Document } from './wire';
import { parseStored, writeDocument } from './wire';

/** A document as it is kept: `text` is its extended JSON. */
export interface Row {
  readonly row: number;
  readonly text: string;
}

export interface Selection {
  /** SQL over the table's key columns. */
  readonly where: string;
  readonly parameters: readonly unknown[];
  /** SQL; empty for the order of arrival. */
  readonly order: string;
}

/** Told of each change before it happens; `before` is null when the document is new. */
export type WriteListener = (table: Table, id: string, before: string | null) => void;

/** Documents in SQLite: one table a collection, one key column an indexed field. */
export class Store {
  /** How many documents were parsed since the start: what a query without an index pays for. */
  parsed = 0;
  private listeners: readonly WriteListener[] = [];

  private constructor(
    private readonly sqlite: Sqlite,
    private readonly tables: Map<string, Table>,
  ) {}

  static open(file: string, manifest: CollectionManifest): Store {
    const sqlite = Sqlite.open(file);
    try {
      return new Store(sqlite, migrate(sqlite, manifest));
    } catch (error) {
      sqlite.close();
      throw error;
    }
  }

  onWrite(listener: WriteListener): void {
    this.listeners = [...this.listeners, listener];
  }

  table(collection: string): Table {
    const table = this.tables.get(collection);
    if (table) return table;
    throw new CloudFailure(
      'DATABASE_COLLECTION_NOT_EXIST',
      `[ResourceNotFound] Db or Table not exist: ${collection}. Please check your request.`,
    );
  }

  createCollection(collection: string): void {
    if (this.tables.has(collection)) {
      throw new CloudFailure('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceExist] Table exist: ${collection}`);
    }
    this.tables.set(collection, createTable(this.sqlite, collection));
  }

  transact<T>(work: () => T): T {
    return this.sqlite.transact(work);
  }

  parse(row: Row): Document {
    this.parsed++;
    return parseStored(row.text);
  }

  select(table: Table, { where, parameters, order }: Selection, page: { limit: number; offset: number }): Row[] {
    const sql = `SELECT row, doc FROM ${table.sql} WHERE ${where}${order && ` ORDER BY ${order}`} LIMIT ? OFFSET ?`;
    return this.sqlite.all(sql, [...parameters, page.limit, page.offset]).map(toRow);
  }

  count(table: Table, { where, parameters }: Selection): number {
    const [found] = this.sqlite.all(`SELECT count(*) AS total FROM ${table.sql} WHERE ${where}`, parameters);
    return Number(found?.total);
  }

  /** Rows that hold the keys of some columns and how many documents have them. */
  countBy(table: Table, { where, parameters }: Selection, columns: readonly string[]): SqlRow[] {
    const keys = columns.map((column, place) => `${column} AS k${place}`);
    const groups = columns.length > 0 ? ` GROUP BY ${columns.join(', ')}` : '';
    const sql = `SELECT ${[...keys, 'count(*) AS total'].join(', ')} FROM ${table.sql} WHERE ${where}${groups}`;
    return this.sqlite.all(sql, parameters);
  }

  /** SQLite's own words on how it would find these. */
  explain(table: Table, { where, parameters, order }: Selection): string[] {
    const sql = `SELECT row, doc FROM ${table.sql} WHERE ${where}${order && ` ORDER BY ${order}`}`;
    return this.sqlite.explain(sql, parameters);
  }

  byId(table: Table, id: unknown): Row | null {
    const [found] = this.sqlite.all(`SELECT row, doc FROM ${table.sql} WHERE id = ?`, [idKey(id)]);
    return found ? toRow(found) : null;
  }

  insert(table: Table, document: Document): void {
    const columns = ['id', 'doc', ...table.columns.values()];
    const sql = `INSERT INTO ${table.sql} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    this.tell(table, document, null);
    this.write(table, document, () => {
      this.sqlite.run(sql, [idKey(document._id), writeDocument(document), ...keysOf(table, document)]);
    });
  }

  replace(table: Table, { row, text }: Row, document: Document): void {
    const columns = ['doc', ...table.columns.values()].map((column) => `${column} = ?`);
    this.tell(table, document, text);
    this.write(table, document, () => {
      const values = [writeDocument(document), ...keysOf(table, document), row];
      this.sqlite.run(`UPDATE ${table.sql} SET ${columns.join(', ')} WHERE row = ?`, values);
    });
  }

  remove(table: Table, { row, text }: Row): void {
    this.tell(table, parseStored(text), text);
    this.sqlite.run(`DELETE FROM ${table.sql} WHERE row = ?`, [row]);
  }

  close(): void {
    this.sqlite.close();
  }

  private tell(table: Table, document: Document, before: string | null): void {
    for (const listener of this.listeners) listener(table, idText(document._id), before);
  }

  private write(table: Table, document: Document, statement: () => void): void {
    try {
      statement();
    } catch (error) {
      const constraint = brokenConstraint(error);
      throw constraint === null ? error : duplicateKey(table, document, constraint);
    }
  }
}

/** A document's id as text that tells the number 1 from the string "1". */
export function idText(id: unknown): string {
  return idKey(id).toString('hex');
}

function idKey(id: unknown): Buffer {
  const key = typeof id === 'string' || typeof id === 'number' ? keyOf(id) : null;
  if (!key) throw new CloudFailure('INVALID_PARAM', '_id must be a string or a number');
  return key;
}

function keysOf(table: Table, document: Document): Buffer[] {
  return [...table.columns.keys()].map((field) => {
    const key = fieldKey(document, field);
    if (key) return key;
    throw new CloudFailure(
      'INVALID_PARAM',
      `the indexed field ${field} of ${table.collection} takes scalars only here`,
    );
  });
}

function duplicateKey(table: Table, document: Document, constraint: string): CloudFailure {
  const columns = constraint.split(', ').map((name) => name.slice(name.indexOf('.') + 1));
  const fields = columns.map((column) => (column === 'id' ? '_id' : column.replace(/^k:/, '')));
  const index = table.indexes.find((spec) => spec.unique && spec.fields.join() === fields.join());
  const values = fields.map((field) => `${field}: ${JSON.stringify(valueAt(document, field) ?? null)}`).join(', ');
  const broken = `collection: sandbox.${table.collection} index: ${index?.name ?? '_id_'} dup key: { ${values} }`;
  return new CloudFailure(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation] multiple write errors: [{write errors: [{E11000 duplicate key error ${broken}}]}, {<nil>}]`,
  );
}

function toRow({ row, doc }: SqlRow): Row {
  return { row: Number(row), text: String(doc) };
}
