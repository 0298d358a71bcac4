import { prepareDataFolder } from './data-folder';
import { HelpWanted, readOptions, UsageError } from './options';
import { startSandbox, type Sandbox } from './sandbox';
import type { Simulator } from './vendors/simulator';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.cwd());
  const notice = prepareDataFolder(options);
  if (notice !== null) console.log(notice);
  const sandbox = await startSandbox({ ...options, watch: true });
  console.log(`看店 is running: ${sandbox.url}`);
  console.log(`Bootstrap code for the first owner: ${sandbox.bootstrap}`);
  if (options.empty) sandbox.simulators.forEach(printAccount);
  stopOnSignal(sandbox);
}

/** Nothing is here yet: whoever brings cameras in needs what the simulators' accounts are opened with. */
function printAccount({ vendor, credentials }: Simulator): void {
  const fields = Object.entries(credentials).map(([name, value]) => `${name}=${String(value)}`);
  console.log(`Account to add, ${vendor}: ${fields.join(' ')}`);
}

function stopOnSignal(sandbox: Sandbox): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1); // asked twice: do not wait for anything
    stopping = true;
    void sandbox.close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const explainBusy = (error: object): string =>
  'port' in error ? `port ${String(error.port)} is taken; choose another with --port` : 'the port is taken';

/** One clear line for whoever started it; a stack only where the fault is ours. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return explainBusy(error);
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  if (error instanceof HelpWanted) {
    console.log(error.message);
    return;
  }
  console.error(explain(error));
  process.exit(1);
});
