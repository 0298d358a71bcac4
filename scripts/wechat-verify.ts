import { join } from 'node:path';
import { compile, packNpm, ROOT } from './wechat/project';
import { checkSchemas } from './wechat/schema';
import { packageSizes } from './wechat/sizes';
import { smokeRun } from './wechat/smoke';
import { compileTemplates } from './wechat/templates';

const OUT = join(ROOT, 'out/wechat');

/** Runs one step and prints its outcome; answers whether it found nothing. */
async function step(name: string, work: () => readonly string[] | Promise<readonly string[]>): Promise<boolean> {
  const problems = await work();
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const problem of problems) console.log(`     ${problem}`);
  return problems.length === 0;
}

async function compileAndMeasure(): Promise<readonly string[]> {
  const sizes = packageSizes(await compile(OUT));
  for (const { name, bytes, limit } of sizes) console.log(`     ${name}: ${kb(bytes)} of ${kb(limit)}`);
  return sizes
    .filter(({ bytes, limit }) => bytes > limit)
    .map(({ name, bytes, limit }) => `${name} is ${kb(bytes)}, more than ${kb(limit)}`);
}

const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

/** Everything of WeChat's own chain that needs no network: schemas, npm, compilers, sizes and a smoke run. */
async function main(): Promise<void> {
  const outcomes = [
    await step('schemas of app.json, pages and project.config.json', checkSchemas),
    await step('npm packages', packNpm),
    await step('templates and styles as written', () => compileTemplates(join(ROOT, 'miniprogram'))),
    await step('compiled package and its sizes', compileAndMeasure),
    await step('templates and styles as compiled', () => compileTemplates(OUT)),
    await step('every page and component runs and binds only what it declares', () => smokeRun(OUT)),
  ];
  // miniprogram-ci leaves workers behind that keep the process alive.
  process.exit(outcomes.every(Boolean) ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
