import { join } from 'node:path';
import { analyse } from './analysis';
import { packNpm } from './npm';
import type { Problem } from './problem';
import { compile, compileProblem, type CompiledPackage } from './project';
import { checkSchemas } from './schema';
import { checkSizes, kilobytes, packageSizes } from './sizes';
import { smokeRun } from './smoke';
import { compileTemplates } from './templates';

/** One thing that was looked at. */
export interface Outcome {
  readonly gate: string;
  readonly problems: readonly Problem[];
  /** What is worth knowing though nothing is wrong. */
  readonly notes: readonly string[];
}

/**
 * Everything of WeChat's own chain that needs no network, over the project in `root`; the compiled package is left in
 * `out`. Gates that need it are left out when it does not compile.
 */
export async function* verify(root: string, out: string): AsyncGenerator<Outcome> {
  const app = join(root, 'miniprogram');
  yield outcome('schemas of app.json, pages and project.config.json', checkSchemas(root));
  yield outcome('npm packages, none passed over', await packNpm(root));
  yield outcome('templates and styles as written', within('miniprogram', compileTemplates(app)));
  const compiled = await compileOrTell(root, out);
  yield outcome('the compiled package', compiled.problems);
  if (compiled.files === null) return;
  const sizes = packageSizes(compiled.files);
  const notes = sizes.map(({ name, bytes, limit }) => `${name}: ${kilobytes(bytes)} of ${kilobytes(limit)}`);
  yield { ...outcome('its sizes', checkSizes(sizes)), notes };
  yield outcome('templates and styles as compiled', compileTemplates(out));
  yield outcome('every file that another needs is there', await analyse(out));
  yield outcome('every page and component runs and binds only what it declares', smokeRun(out, app));
}

const outcome = (gate: string, problems: readonly Problem[]): Outcome => ({ gate, problems, notes: [] });

const within = (folder: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, file: join(folder, problem.file) }));

async function compileOrTell(
  root: string,
  out: string,
): Promise<{ readonly files: CompiledPackage | null; readonly problems: readonly Problem[] }> {
  try {
    return { files: await compile(root, out), problems: [] };
  } catch (error) {
    return { files: null, problems: [compileProblem(root, error)] };
  }
}
