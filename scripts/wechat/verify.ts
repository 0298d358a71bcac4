import { join } from 'node:path';
import { analyse } from './analysis';
import { checkJsonFiles } from './json-files';
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
 * `out`. What needs a gate that was not passed is left out. Files are named from `root`.
 */
export async function* verify(root: string, out: string): AsyncGenerator<Outcome> {
  const unreadable = checkJsonFiles(root);
  yield outcome('the settings can be read', unreadable);
  if (unreadable.length > 0) return;
  const app = join(root, APP);
  yield outcome('schemas of app.json, pages and project.config.json', checkSchemas(root));
  yield outcome('npm packages, none passed over', await packNpm(root));
  const written = compileTemplates(app);
  yield outcome('templates and styles as written', within(APP, written));
  const compiled = await compileOrTell(root, out);
  yield outcome('the compiled package', compiled.problems);
  if (compiled.files === null) return;
  const sizes = packageSizes(compiled.files);
  const notes = sizes.map(({ name, bytes, limit }) => `${name}: ${kilobytes(bytes)} of ${kilobytes(limit)}`);
  yield { ...outcome('its sizes', within(APP, checkSizes(sizes))), notes };
  yield outcome('every file that another needs is there', within(APP, await analyse(out, app)));
  if (written.length > 0) return;
  yield outcome('templates and styles as compiled', within(APP, compileTemplates(out)));
  yield outcome('every page and component runs and binds only what it declares', within(APP, smokeRun(out, app)));
}

const APP = 'miniprogram';

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
