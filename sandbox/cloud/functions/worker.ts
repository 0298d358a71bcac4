import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import type { InstanceMessage, RunMessage, WorkerData } from './protocol';

/** Runs inside each instance: loads one function and serves one call at a time. */

type Main = (event: unknown, context: unknown) => unknown;

const { entry } = workerData as WorkerData;
let ofLastCall: readonly string[] = [];

const main = loadMain();
tell({ kind: 'ready' });
parentPort?.on('message', (message: RunMessage) => void serve(message));

async function serve({ event, context, environment }: RunMessage): Promise<void> {
  for (const name of ofLastCall) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
  ofLastCall = Object.keys(environment);
  try {
    const result: unknown = await main(JSON.parse(event), context);
    tell({ kind: 'done', result: JSON.stringify(result ?? null) });
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`);
    tell({ kind: 'failed', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function loadMain(): Main {
  const loaded: unknown = createRequire(entry)(entry);
  const exported = typeof loaded === 'object' && loaded !== null && 'main' in loaded ? loaded.main : undefined;
  if (typeof exported !== 'function') throw new Error('the function exports no main');
  return exported as Main;
}

function tell(message: InstanceMessage): void {
  parentPort?.postMessage(message);
}
