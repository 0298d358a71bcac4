import { join } from 'node:path';
import { collectComponents, type SourceComponent } from './component-graph';
import { readAppJson, readThemeJson } from './json';
import { bundleScripts } from './scripts';
import type { SourceProblem } from './problem';
import { SourceTree } from './source-tree';
import { compileStyle } from './styles';
import { compileTemplates } from './templates';

export interface BuildOptions {
  /** Folder of app.json. */
  readonly root: string;
  readonly nodeModules: string;
}

/** A mini-program ready for the browser. */
export interface BuiltApp {
  readonly js: string;
  readonly map: string;
  readonly css: string;
  readonly components: number;
  readonly warnings: readonly SourceProblem[];
}

/** Compiles a mini-program's own sources. Throws SourceProblem for a fault in them. */
export async function buildApp({ root, nodeModules }: BuildOptions): Promise<BuiltApp> {
  const tree = new SourceTree(root, nodeModules);
  const app = readAppJson(join(root, 'app.json'));
  const theme = app.themeLocation === undefined ? null : readThemeJson(join(root, app.themeLocation));
  const components = collectComponents(app, tree).map((component, index) => ({
    component,
    scope: isShared(component) ? '' : `c${index.toString(36)}`,
  }));
  const ids = components.map(({ component }) => component.id);
  const templates = compileTemplates(ids, tree);
  const scripts = await bundleScripts(
    { components, templates: templates.code, app: JSON.stringify(app), theme: JSON.stringify(theme) },
    tree,
  );
  const styles = [
    compileStyle(join(root, 'app.wxss'), { kind: 'app' }, tree),
    ...components.map(({ component, scope }) => styleOf(component, scope, tree)),
  ];
  return {
    js: scripts.code,
    map: scripts.map,
    css: styles.join('\n'),
    components: components.length,
    warnings: templates.warnings,
  };
}

const isShared = ({ page, json }: SourceComponent): boolean =>
  page || json.styleIsolation === 'shared' || json.styleIsolation === 'page-shared';

function styleOf({ id, page }: SourceComponent, prefix: string, tree: SourceTree): string {
  const file = `${tree.fileOf(id)}.wxss`;
  if (page) return compileStyle(file, { kind: 'page', route: id }, tree);
  return compileStyle(file, prefix === '' ? { kind: 'app' } : { kind: 'component', prefix }, tree);
}
