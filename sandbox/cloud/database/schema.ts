import type { Sqlite } from './sqlite';
import { fieldKey } from './key';
import type { CollectionManifest, IndexSpec, Table } from './manifest';
import { columnOf, toTable } from './manifest';
import { parseStored } from './wire';

const TABLE_PREFIX = 'c:';
const INDEX_PREFIX = 'i:';

/** Brings the file in line with the manifest, keeping documents, and returns every collection there is. */
export function migrate(sqlite: Sqlite, manifest: CollectionManifest): Map<string, Table> {
  const kept = namesOf(sqlite, 'table', TABLE_PREFIX).filter((name) => !Object.hasOwn(manifest, name));
  const undeclared = kept.map((name): [string, { indexes: readonly IndexSpec[] }] => [name, { indexes: [] }]);
  const tables = new Map<string, Table>();
  sqlite.transact(() => {
    for (const [collection, { indexes }] of [...Object.entries(manifest), ...undeclared]) {
      const table = toTable(collection, indexes);
      bringInLine(sqlite, table);
      tables.set(collection, table);
    }
  });
  return tables;
}

/** Adds a collection without indexes. */
export function createTable(sqlite: Sqlite, collection: string): Table {
  const table = toTable(collection, []);
  sqlite.transact(() => bringInLine(sqlite, table));
  return table;
}

function bringInLine(sqlite: Sqlite, table: Table): void {
  const { sql, columns } = table;
  sqlite.run(`CREATE TABLE IF NOT EXISTS ${sql} (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, doc TEXT NOT NULL)`);
  const present = sqlite.all(`PRAGMA table_info(${sql})`).map(({ name }) => `"${String(name)}"`);
  const missing = [...columns].filter(([, column]) => !present.includes(column));
  const stale = present.filter((column) => column.startsWith('"k:') && ![...columns.values()].includes(column));
  dropIndexes(sqlite, table, missing.length + stale.length > 0);
  for (const column of stale) sqlite.run(`ALTER TABLE ${sql} DROP COLUMN ${column}`);
  for (const [, column] of missing) sqlite.run(`ALTER TABLE ${sql} ADD COLUMN ${column} BLOB`);
  if (missing.length > 0) fillColumns(sqlite, table, missing);
  for (const index of table.indexes) createIndex(sqlite, table, index);
}

/** Drops what the manifest no longer holds; all of them when the columns under them change. */
function dropIndexes(sqlite: Sqlite, table: Table, all: boolean): void {
  const declared = new Map(table.indexes.map((index) => [indexName(table, index), createIndexSql(table, index)]));
  const rows = sqlite.all(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL`,
    [TABLE_PREFIX + table.collection],
  );
  for (const { name, sql } of rows) {
    if (all || declared.get(String(name)) !== sql) sqlite.run(`DROP INDEX "${String(name)}"`);
  }
}

function fillColumns(sqlite: Sqlite, table: Table, missing: readonly (readonly [string, string])[]): void {
  const assignments = missing.map(([, column]) => `${column} = ?`).join(', ');
  for (const { row, doc } of sqlite.all(`SELECT row, doc FROM ${table.sql}`)) {
    const document = parseStored(String(doc));
    const keys = missing.map(([field]) => fieldKey(document, field) ?? notScalar(table, field));
    sqlite.run(`UPDATE ${table.sql} SET ${assignments} WHERE row = ?`, [...keys, row]);
  }
}

function notScalar(table: Table, field: string): never {
  throw new Error(`cannot index ${field} of ${table.collection}: a document there holds more than a scalar`);
}

function createIndex(sqlite: Sqlite, table: Table, index: IndexSpec): void {
  const name = indexName(table, index);
  if (sqlite.all(`SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?`, [name]).length > 0) return;
  try {
    sqlite.run(createIndexSql(table, index));
  } catch (error) {
    throw new Error(`cannot create the index ${index.name} of ${table.collection}: documents there share its value`, {
      cause: error,
    });
  }
}

function createIndexSql(table: Table, index: IndexSpec): string {
  const columns = index.fields.map((field) => columnOf(table, field)).join(', ');
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX "${indexName(table, index)}" ON ${table.sql} (${columns})`;
}

function indexName({ collection }: Table, { name }: IndexSpec): string {
  return `${INDEX_PREFIX}${collection}:${name}`;
}

function namesOf(sqlite: Sqlite, type: 'table' | 'index', prefix: string): string[] {
  const rows = sqlite.all(`SELECT name FROM sqlite_master WHERE type = ? AND substr(name, 1, ?) = ?`, [
    type,
    prefix.length,
    prefix,
  ]);
  return rows.map(({ name }) => String(name).slice(prefix.length));
}
