import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections, SHAPE } from '../../cloudfunctions/core/collections';
import { Sqlite } from '../../sandbox/cloud/database/sqlite';
import { Store } from '../../sandbox/cloud/database/store';
import { databaseIn, filesIn } from '../../sandbox/cloud/folder';
import { prepareDataFolder } from '../../sandbox/data-folder';
import { UsageError } from '../../sandbox/options';

const DEMO = '萤石演示账号';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'kandian-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const usual = () => prepareDataFolder({ dataDir, isUsual: true });
const chosen = () => prepareDataFolder({ dataDir, isUsual: false });

/** A database as it was before members had ids of their own, with accounts of these names. */
function keepEarlier(...accounts: readonly string[]): void {
  const store = Store.open(databaseIn(dataDir), { accounts: { indexes: [] }, members: { indexes: [] } });
  for (const name of accounts) store.insert(store.table('accounts'), { _id: name, name });
  for (const openid of ['owner', 'staff']) store.insert(store.table('members'), { _id: openid });
  store.close();
}

function setShape(shape: number): void {
  const sqlite = Sqlite.open(databaseIn(dataDir));
  sqlite.run(`PRAGMA user_version = ${shape}`);
  sqlite.close();
}

/** How many members a start of this version finds. */
function membersNow(): number {
  const store = Store.open(databaseIn(dataDir), collections);
  try {
    return store.count(store.table('members'), { where: '1', parameters: [], order: '' });
  } finally {
    store.close();
  }
}

test('a new folder is taken, and taken again with what this version kept in it', () => {
  expect(chosen()).toBeNull();
  const store = Store.open(databaseIn(dataDir), collections);
  store.insert(store.table('members'), { _id: 'owner', memberId: 'm1', removedAt: null });
  store.close();

  expect([chosen(), usual()]).toEqual([null, null]);
  expect(membersNow()).toBe(1);
});

test('the demo of an earlier version is made anew in one line, and nothing else of the usual folder is touched', () => {
  keepEarlier(DEMO, 'OneNET 演示账号');
  expect(membersNow).toThrow(/cannot create the index by_member/);
  for (const folder of ['accounts', 'empty', 'files']) mkdirSync(join(dataDir, folder));
  writeFileSync(join(dataDir, 'keyring'), 'sandbox:key');

  expect(usual()).toBe(`The demo in ${dataDir} is of another version, and is made anew.`);
  expect(readdirSync(dataDir).sort()).toEqual(['accounts', 'database.sqlite', 'empty', 'keyring']);
  expect(membersNow()).toBe(0);
  expect(usual()).toBeNull();
});

test('a folder that somebody chose is refused in one line that says the way out, and kept', () => {
  keepEarlier(DEMO);
  mkdirSync(filesIn(dataDir));

  expect(chosen).toThrow(UsageError);
  expect(chosen).toThrow(
    `the data folder ${dataDir} is of another version: remove it, or choose another folder with --data`,
  );
  expect(existsSync(filesIn(dataDir))).toBe(true);
  expect(usual()).toMatch(/made anew/);
});

test.each([
  ['an account of somebody’s beside the demo', [DEMO, '总部']],
  ['no account', []],
])('what another version left in the usual folder is kept when there is %s', (_, accounts) => {
  keepEarlier(...accounts);

  expect(usual).toThrow(/is of another version: remove it/);
  const store = Store.open(databaseIn(dataDir), {});
  expect(store.count(store.table('members'), { where: '1', parameters: [], order: '' })).toBe(2);
  store.close();
});

test('a database of something else is refused and kept', () => {
  const sqlite = Sqlite.open(databaseIn(dataDir));
  sqlite.run('CREATE TABLE recipes (name TEXT)');
  sqlite.close();

  expect(usual).toThrow(/is of another version: remove it/);
});

test('what a later version kept is not opened either', () => {
  expect(chosen()).toBeNull();
  Store.open(databaseIn(dataDir), collections).close();
  setShape(SHAPE + 1);

  expect(chosen).toThrow(/is of another version/);
});

test('a database that another process uses is left to it', () => {
  keepEarlier(DEMO);
  const other = Sqlite.open(databaseIn(dataDir));
  try {
    expect(usual).toThrow(UsageError);
    expect(usual).toThrow(`another process is using this database: ${databaseIn(dataDir)}`);
  } finally {
    other.close();
  }
  expect(usual()).toMatch(/made anew/);
});
