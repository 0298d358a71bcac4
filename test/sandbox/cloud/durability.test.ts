import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Store } from '../../../sandbox/cloud/database/store';
import type { Acknowledged } from '../../support/cloud-writer';
import { makeFolder } from '../../support/sandbox-cloud';

const ROUNDS = 4;
const WRITES_A_ROUND = 120;

/** Lets a process write until enough is acknowledged, and kills it in the middle of the next writes. */
async function writeUntilKilled(dataDir: string, round: number): Promise<Acknowledged[]> {
  const writer = fork(join(__dirname, '../../support/cloud-writer.ts'), [dataDir, String(round)], {
    execArgv: ['--import', 'tsx'],
  });
  const acknowledged: Acknowledged[] = [];
  writer.on('message', (message: Acknowledged) => {
    acknowledged.push(message);
    if (acknowledged.length === WRITES_A_ROUND) writer.kill('SIGKILL');
  });
  const [, signal] = (await once(writer, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}

test('a process killed with -9 has lost no write that was acknowledged, and no transaction by half', async () => {
  const dataDir = makeFolder();
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < ROUNDS; round++) acknowledged.push(...(await writeUntilKilled(dataDir, round)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * WRITES_A_ROUND);

  const store = Store.open(join(dataDir, 'database.sqlite'), { left: { indexes: [] }, right: { indexes: [] } });
  const idsIn = (collection: string) => {
    const everything = { where: '1', parameters: [], order: '' };
    const rows = store.select(store.table(collection), everything, { limit: 1e6, offset: 0 });
    return new Set(rows.map((row) => store.parse(row)._id));
  };
  const [left, right] = [idsIn('left'), idsIn('right')];
  store.close();

  const lost = acknowledged.filter((write) =>
    'added' in write ? !left.has(write.added) : !left.has(write.transferred) || !right.has(write.transferred),
  );
  expect(lost).toEqual([]);
  const halves = [...left].filter((id) => String(id).startsWith('t-') && !right.has(id));
  expect(halves).toEqual([]);
  expect([...right].every((id) => left.has(id))).toBe(true);
}, 60_000);
