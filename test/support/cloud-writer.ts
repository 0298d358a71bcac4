import { join } from 'node:path';
import tcb from '@cloudbase/node-sdk';
import { startCloud } from '../../sandbox/cloud/index';
import { databaseOf } from './cloudbase-sdk';

/**
 * A process of its own that starts a cloud, writes to it through the SDK as fast as it can, and tells its parent the
 * name of each write that was acknowledged, until it is killed.
 */

export type Acknowledged = { readonly added: string } | { readonly transferred: string };

const [dataDir = '', round = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const collections = { left: { indexes: [] }, right: { indexes: [{ name: 'by_n', fields: ['n'] }] } };
  const cloud = await startCloud({ dataDir, functionsDir: join(dataDir, 'none'), collections, env: {} });
  Object.assign(process.env, cloud.sdkEnv);
  const db = databaseOf(tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true }));

  const add = async (id: string) => {
    await db.collection('left').add({ _id: id, text: '看店'.repeat(100) });
    tell({ added: id });
  };
  const transfer = async (id: string) => {
    const transaction = await db.startTransaction();
    await transaction.collection('left').add({ _id: id });
    await transaction.collection('right').doc(id).set({ n: 1 });
    await transaction.commit();
    tell({ transferred: id });
  };

  let next = 0;
  const forever = async (write: (id: string) => Promise<void>, kind: string) => {
    for (;;) await write(`${kind}-${round}-${next++}`);
  };
  await Promise.all([forever(add, 'a'), forever(add, 'a'), forever(transfer, 't'), forever(transfer, 't')]);
}

function tell(acknowledged: Acknowledged): void {
  process.send?.(acknowledged);
}

void main();
