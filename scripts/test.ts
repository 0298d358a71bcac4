import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from './build-functions';

const ROOT = join(__dirname, '..');
const OUT = join(ROOT, 'out');

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Runs some jest projects in their own process and reads back how many tests passed and failed. */
function runJest(name: string, args: readonly string[]): Tally {
  const report = join(OUT, `jest-${name}.json`);
  rmSync(report, { force: true });
  const command = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', '--json', `--outputFile=${report}`, ...args];
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const { numPassedTests, numFailedTests, numFailedTestSuites } = readReport(report);
  const passed = numPassedTests;
  const failed = Math.max(numFailedTests, numFailedTestSuites, status === 0 ? 0 : 1);
  return { passed, failed };
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1 };
  }
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  await buildFunctions({ outDir: join(ROOT, 'dist/cloudfunctions') });
  const tallies = [
    // By default jest leaves one core to whoever watches: of two, that is half of them.
    runJest('unit', ['--selectProjects', 'node', 'components', '--maxWorkers=100%']),
    // Two at a time, each with a system and a browser of its own: they wait for half of their time.
    runJest('e2e', ['--selectProjects', 'e2e', '--maxWorkers=2']),
  ];
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}

void main();
