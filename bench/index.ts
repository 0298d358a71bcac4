import { parseArgs } from 'node:util';
import { firstFrame } from './first-frame';
import { functionBundle } from './function-bundle';
import { kill9 } from './kill-9';
import { list10k } from './list-10k';
import { liveOpenCost } from './live-open-cost';
import { liveOpenThroughput } from './live-open-throughput';
import { networkStorm } from './network-storm';
import { formatTable, type Finding, type Measurement } from './report';
import { startUp } from './start-up';
import { timeline } from './timeline';

const MEASUREMENTS: readonly Measurement[] = [
  liveOpenThroughput,
  liveOpenCost,
  functionBundle,
  firstFrame,
  startUp,
  list10k,
  timeline,
  networkStorm,
  kill9,
];

async function main(): Promise<void> {
  const chosen = choose(process.argv.slice(2));
  const findings: Finding[] = [];
  const broken: string[] = [];
  for (const measurement of chosen) {
    process.stderr.write(`${measurement.name} …\n`);
    try {
      findings.push(await measurement.measure());
    } catch (error) {
      broken.push(
        `${measurement.name} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  const rows = findings.flatMap((finding) => finding.rows);
  if (rows.length > 0) console.log(`\n${formatTable(rows)}`);
  for (const note of findings.flatMap((finding) => finding.notes ?? [])) console.log(`\n${note}`);
  for (const problem of broken) console.error(`\n${problem}`);
  // Speed is read, not asserted: only what broke makes the run fail.
  process.exit(broken.length > 0 ? 1 : 0);
}

function choose(args: string[]): readonly Measurement[] {
  const { values } = parseArgs({ args, options: { only: { type: 'string', multiple: true } } });
  if (!values.only) return MEASUREMENTS;
  return values.only.map((name) => {
    const found = MEASUREMENTS.find((measurement) => measurement.name === name);
    if (found) return found;
    const names = MEASUREMENTS.map((measurement) => measurement.name).join(', ');
    throw new Error(`--only takes one of ${names}, not "${name}"`);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
