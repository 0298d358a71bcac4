import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '../sandbox/cloud/database/store';
import type { Acknowledged } from '../test/support/cloud-writer';
import { againstLimit, type Measurement } from './report';

const KILLS = 10;
/** Writing goes on for so long after the first acknowledgement, ms; each kill comes at another moment. */
const WRITING_MS = { least: 200, most: 1_500 } as const;
const EVERYTHING = { where: '1', parameters: [], order: '' } as const;

/** Writes that were acknowledged and are gone after the process was killed. */
export const kill9: Measurement = {
  name: 'kill-9',
  async measure() {
    const dataDir = mkdtempSync(join(tmpdir(), 'kandian-bench-'));
    try {
      const acknowledged: Acknowledged[] = [];
      for (let round = 0; round < KILLS; round += 1) acknowledged.push(...(await writeUntilKilled(dataDir, round)));
      const { lost, halved } = countDamage(dataDir, acknowledged);
      const what = `acknowledged writes lost, ${KILLS} × kill -9, ${acknowledged.length} writes`;
      return {
        rows: [
          againstLimit({ what, unit: '' }, lost, { atMost: 0 }),
          againstLimit({ what: 'transactions found half done', unit: '' }, halved, { atMost: 0 }),
        ],
      };
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** A process starts a cloud on the folder, writes through the SDK, and is killed in the middle of it. */
async function writeUntilKilled(dataDir: string, round: number): Promise<readonly Acknowledged[]> {
  const writer = fork(join(__dirname, '../test/support/cloud-writer.ts'), [dataDir, String(round)], {
    execArgv: ['--import', 'tsx'],
  });
  const { least, most } = WRITING_MS;
  const acknowledged: Acknowledged[] = [];
  writer.on('message', (write: Acknowledged) => {
    if (acknowledged.push(write) === 1)
      setTimeout(() => writer.kill('SIGKILL'), least + Math.random() * (most - least));
  });
  const [, signal] = (await once(writer, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error('the writing process ended by itself');
  return acknowledged;
}

function countDamage(dataDir: string, acknowledged: readonly Acknowledged[]) {
  const store = Store.open(join(dataDir, 'database.sqlite'), { left: { indexes: [] }, right: { indexes: [] } });
  const idsIn = (collection: string): ReadonlySet<unknown> => {
    const rows = store.select(store.table(collection), EVERYTHING, { limit: 1e7, offset: 0 });
    return new Set(rows.map((row) => store.parse(row)._id));
  };
  const [left, right] = [idsIn('left'), idsIn('right')];
  store.close();
  const isThere = (write: Acknowledged) =>
    'added' in write ? left.has(write.added) : left.has(write.transferred) && right.has(write.transferred);
  const transferred = [...left].filter((id) => String(id).startsWith('t-'));
  return {
    lost: acknowledged.filter((write) => !isThere(write)).length,
    halved: transferred.filter((id) => !right.has(id)).length + [...right].filter((id) => !left.has(id)).length,
  };
}
