import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };

/** `npm start` as its own process, as a person would have it in a terminal. */
export interface StartedCommand {
  readonly process: ChildProcess;
  /** Resolves with the printed address, rejects with what was printed if it ends first. */
  readonly url: Promise<string>;
  /** Resolves with exit code and everything printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

/** Runs the command behind `npm start` with these arguments. */
export function startCommand(args: readonly string[]): StartedCommand {
  const [, ...script] = scripts.start.split(' '); // what npm would find as `node`
  const child = spawn(process.execPath, [...script, ...args], { cwd: ROOT });
  let output = '';
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
  const url = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const address = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(output);
      if (address) resolve(address[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(output)));
  });
  // Whoever only waits for the end has no use for the address.
  url.catch(() => undefined);
  return { process: child, url, ended };
}
