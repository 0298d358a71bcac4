import Database from 'libsql';

export type SqlRow = Readonly<Record<string, unknown>>;

/** SQLite for one process: statements are prepared once, every commit reaches the disk. */
export class Sqlite {
  private readonly statements = new Map<string, Database.Statement>();
  private depth = 0;

  private constructor(private readonly database: Database.Database) {}

  /** Opens or creates `file` and keeps it locked; throws one short Error when that cannot be. */
  static open(file: string): Sqlite {
    let database: Database.Database | undefined;
    try {
      database = new Database(file);
      database.exec('PRAGMA locking_mode = EXCLUSIVE'); // before WAL begins, or a second process could join
      database.exec('PRAGMA journal_mode = WAL');
      database.exec('PRAGMA synchronous = FULL');
      database.exec('BEGIN IMMEDIATE; COMMIT');
      const [check] = database.prepare('PRAGMA quick_check(1)').all();
      if (!isRow(check) || check.quick_check !== 'ok') throw Object.assign(new Error(), { code: 'SQLITE_CORRUPT' });
      return new Sqlite(database);
    } catch (error) {
      database?.close();
      throw new Error(`${openProblem(error)}: ${file}`, { cause: error });
    }
  }

  all(sql: string, parameters: readonly unknown[] = []): SqlRow[] {
    return this.prepare(sql).all(parameters).filter(isRow);
  }

  /** SQLite's own words on how it would run a query. */
  explain(sql: string, parameters: readonly unknown[]): string[] {
    const statement = this.database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const lines = statement
      .all(parameters)
      .filter(isRow)
      .map(({ detail }) => String(detail));
    statement.get(parameters); // libsql leaves an EXPLAIN running after `all`
    return lines;
  }

  /** Returns how many rows changed. */
  run(sql: string, parameters: readonly unknown[] = []): number {
    return this.prepare(sql).run(parameters).changes;
  }

  /** Runs `work` in one transaction; what it throws undoes all of it. Nests into the one that is open. */
  transact<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.database.exec('BEGIN IMMEDIATE');
    this.depth++;
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    } finally {
      this.depth--;
    }
  }

  close(): void {
    this.statements.clear();
    try {
      // Statements keep the file open until they are collected; leaving WAL gives up the lock now.
      this.database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master');
    } catch {
      // The folder is gone: there is nothing left to lock, and nothing was lost by this.
    }
    this.database.close();
  }

  private prepare(sql: string): Database.Statement {
    const prepared = this.statements.get(sql) ?? this.database.prepare(sql);
    // Filters of many shapes make many statements; the recent ones are the useful ones.
    if (this.statements.size >= 500) this.statements.clear();
    this.statements.set(sql, prepared);
    return prepared;
  }
}

/** Which unique constraint an error is about, as `table.column, …`; null when it is about something else. */
export function brokenConstraint(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const unique = error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
  return unique ? (/failed: (.*)$/.exec(error.message)?.[1] ?? '') : null;
}

function isRow(value: unknown): value is SqlRow {
  return typeof value === 'object' && value !== null;
}

function openProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return 'another process is using this database';
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return 'this database file is damaged';
    default:
      return 'cannot open this database file';
  }
}
