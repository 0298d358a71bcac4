import { join } from 'node:path';
import type { Destination, Tools } from './ci';
import { ship } from './ci';

const ROOT = join(__dirname, '../..');

/** Runs one of the two commands with WeChat's real tool, and ends the process: the tool leaves workers behind. */
export async function runCi(destination: Destination): Promise<never> {
  const code = await ship({
    destination,
    args: process.argv.slice(2),
    environment: process.env,
    root: ROOT,
    outDir: join(ROOT, 'out'),
    loadTools,
    print: (line) => console.log(line),
  });
  process.exit(code);
}

async function loadTools(): Promise<Tools> {
  const [ci, { packNpm }, { textOf }] = await Promise.all([
    import('miniprogram-ci'),
    import('./npm'),
    import('./problem'),
  ]);
  return { ci, packNpm: async () => (await packNpm(ROOT)).map(textOf) };
}
