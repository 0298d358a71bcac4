import { rmSync } from 'node:fs';
import { SHAPE } from '../cloudfunctions/core/collections';
import { toTable } from './cloud/database/manifest';
import { Sqlite } from './cloud/database/sqlite';
import { parseStored } from './cloud/database/wire';
import { databaseIn, filesIn, messagesIn } from './cloud/folder';
import { UsageError, type SandboxOptions } from './options';
import { isDemoName } from './seed';

const ACCOUNTS = toTable('accounts', []);

/**
 * Sees to it that this version can read what the data folder holds. The demo of another version, in the folder that
 * nobody chose, is removed, to be made anew: it holds nothing of anybody's.
 * Returns a line for whoever started it, or null; throws UsageError when the folder is of no use.
 */
export function prepareDataFolder({ dataDir, isUsual }: Pick<SandboxOptions, 'dataDir' | 'isUsual'>): string | null {
  const kept = inDatabase(dataDir, (sqlite) => {
    if (!isFresh(sqlite) && shapeOf(sqlite) !== SHAPE) return { isDemo: isDemo(sqlite) };
    mark(sqlite);
    return null;
  });
  if (kept === null) return null;
  if (!isUsual || !kept.isDemo) throw new UsageError(refusal(dataDir));
  removeKept(dataDir);
  inDatabase(dataDir, mark);
  return `The demo in ${dataDir} is of another version, and is made anew.`;
}

const refusal = (dataDir: string): string =>
  `the data folder ${dataDir} is of another version: remove it, or choose another folder with --data`;

/** Nobody else has the database meanwhile. */
function inDatabase<T>(dataDir: string, work: (sqlite: Sqlite) => T): T {
  const sqlite = open(databaseIn(dataDir));
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

function open(file: string): Sqlite {
  try {
    return Sqlite.open(file);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const isFresh = (sqlite: Sqlite): boolean => sqlite.all('SELECT 1 FROM sqlite_master LIMIT 1').length === 0;

/** 0 in folders that were made before there was a mark. */
const shapeOf = (sqlite: Sqlite): unknown => sqlite.all('PRAGMA user_version')[0]?.user_version;

const mark = (sqlite: Sqlite): void => void sqlite.run(`PRAGMA user_version = ${SHAPE}`);

/** Whether all accounts are the simulators': credentials that somebody typed in are never thrown away. */
function isDemo(sqlite: Sqlite): boolean {
  if (sqlite.all(`PRAGMA table_info(${ACCOUNTS.sql})`).length === 0) return false;
  const names = sqlite.all(`SELECT doc FROM ${ACCOUNTS.sql}`).map(({ doc }) => parseStored(String(doc)).name);
  return names.length > 0 && names.every(isDemoName);
}

/** What lies beside it in the folder stays: those of other ways to start, and the key. */
function removeKept(dataDir: string): void {
  const database = databaseIn(dataDir);
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${database}${end}`, { force: true });
  rmSync(filesIn(dataDir), { recursive: true, force: true });
  rmSync(messagesIn(dataDir), { force: true });
}
