import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildFunctions } from './build-functions';
import { deploy } from './deploy/run';

const OUT = join(__dirname, '../dist/cloudfunctions');

void deploy({
  args: process.argv.slice(2),
  environment: process.env,
  buildFunctions: async () => {
    await buildFunctions({ outDir: OUT });
    return OUT;
  },
  print: (line) => console.log(line),
  wait: (ms) => wait(ms),
}).then((code) => {
  process.exitCode = code;
});
