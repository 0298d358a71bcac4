import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

/** One call of the function `monitor`, for an instance of its own. */
export interface ColdCall {
  readonly event: unknown;
  readonly person: string;
}

/** A machine has no room for an instance's thread a call; what makes it an instance is that it knows nothing yet. */
const THREADS = 4;

/** Makes all the calls at once, each in a new instance; the instances share the database only. Hands back the replies. */
export async function runColdCalls(
  calls: readonly ColdCall[],
  env: Readonly<Record<string, string>>,
): Promise<readonly unknown[]> {
  const entryPoints = [join(__dirname, 'cold-worker.ts')];
  const bundled = await build({ entryPoints, bundle: true, write: false, platform: 'node', target: 'node20' });
  const source = bundled.outputFiles[0]?.text ?? '';
  const share = Math.ceil(calls.length / THREADS);
  const shares = Array.from({ length: THREADS }, (_, nth) => calls.slice(nth * share, (nth + 1) * share));
  // The SDK remarks on every request of a busy machine; the replies say what matters.
  const silent = { stdout: true, stderr: true };
  const threads = shares.map(
    (workerData) => new Worker(source, { eval: true, env: { ...env }, workerData, ...silent }),
  );
  try {
    await Promise.all(threads.map(messageOf)); // each says when it is ready, so that all begin together
    const replies = threads.map(messageOf);
    for (const thread of threads) thread.postMessage('go');
    return (await Promise.all(replies)).flat();
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function messageOf(thread: Worker): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    thread.once('message', (message: unknown[]) => resolve(message));
    thread.once('error', reject);
  });
}
