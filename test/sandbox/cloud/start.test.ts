import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from '../../../sandbox/cloud/database/store';
import { databaseOf } from '../../support/cloudbase-sdk';
import { makeCloud, makeFolder, openSdk } from '../../support/sandbox-cloud';

const collections = { notes: { indexes: [] } };

test('what was written is there at the next start, files too', async () => {
  const dataDir = join(makeFolder(), 'made', 'when', 'missing');
  const first = await makeCloud({ dataDir, collections });
  const before = openSdk(first);
  await databaseOf(before).collection('notes').add({ _id: 'n', text: '你好' });
  const { fileID } = await before.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('content') as never });
  await first.close();
  const after = openSdk(await makeCloud({ dataDir, collections }));
  expect((await databaseOf(after).collection('notes').doc('n').get()).data).toEqual([{ _id: 'n', text: '你好' }]);
  expect((await after.downloadFile({ fileID })).fileContent?.toString()).toBe('content');
});

test('closing leaves one plain database file behind', async () => {
  const dataDir = makeFolder();
  const cloud = await makeCloud({ dataDir, collections });
  await databaseOf(openSdk(cloud)).collection('notes').add({ a: 1 });
  await cloud.close();
  expect(readdirSync(dataDir).sort()).toEqual(['database.sqlite', 'files']);
});

describe('one short line tells why it cannot start', () => {
  test('when the data folder cannot be made', async () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    const dataDir = join(file, 'data');
    await expect(makeCloud({ dataDir })).rejects.toThrow(`cannot write to the data folder ${dataDir}`);
  });

  test('when another process has the database', async () => {
    const dataDir = makeFolder();
    const file = join(dataDir, 'database.sqlite');
    await makeCloud({ dataDir });
    await expect(makeCloud({ dataDir })).rejects.toThrow(`another process is using this database: ${file}`);
  });

  test('when the database file is not one', async () => {
    const dataDir = makeFolder();
    const file = join(dataDir, 'database.sqlite');
    writeFileSync(file, 'no database at all. '.repeat(1000));
    await expect(makeCloud({ dataDir })).rejects.toThrow(`this database file is damaged: ${file}`);
  });

  test('when pages of the database are damaged', async () => {
    const dataDir = makeFolder();
    const file = join(dataDir, 'database.sqlite');
    const store = Store.open(file, collections);
    const table = store.table('notes');
    store.transact(() => {
      for (let n = 0; n < 500; n++) store.insert(table, { _id: n, text: 'x'.repeat(200) });
    });
    store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 5, 4096 * 20);
    writeFileSync(file, bytes);
    await expect(makeCloud({ dataDir, collections })).rejects.toThrow(`this database file is damaged: ${file}`);
  });

  test('when the environment is larger than the platform allows', async () => {
    const dataDir = join(makeFolder(), 'data');
    await expect(makeCloud({ dataDir, env: { KEYS: 'x'.repeat(4093) } })).rejects.toThrow(/takes 4097 bytes/);
    expect(existsSync(dataDir)).toBe(false);
  });
});

test('after a start that failed the database is free again', async () => {
  const dataDir = makeFolder();
  const twins = { notes: { indexes: [{ name: 'by_kind', fields: ['kind'], unique: true }] } };
  const first = await makeCloud({ dataDir, collections });
  await openSdk(first)
    .database()
    .collection('notes')
    .add([{ kind: 1 }, { kind: 1 }]);
  await first.close();
  await expect(makeCloud({ dataDir, collections: twins })).rejects.toThrow(/cannot create the index by_kind of notes/);
  const again = databaseOf(openSdk(await makeCloud({ dataDir, collections })));
  expect((await again.collection('notes').count()).total).toBe(2);
});
