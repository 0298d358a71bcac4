import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { AppJson, ComponentJson } from './json';
import { readComponentJson } from './json';
import { SourceProblem } from './problem';
import type { SourceTree } from './source-tree';

/** One page or component, with its JSON as glass-easel wants it: ids absolute, isolation spelt out. */
export interface SourceComponent {
  readonly id: string;
  readonly page: boolean;
  readonly json: ComponentJson;
  readonly script: string | null;
}

/** Every page of `app.json` and whatever they use, dependencies before their users. */
export function collectComponents(app: AppJson, tree: SourceTree): SourceComponent[] {
  const visit = new GraphVisit(app, tree);
  for (const page of pagesOf(app)) visit.add(page, true);
  return [...visit.found.values()];
}

/** Main package first, then the sub-packages, as `app.json` lists them. */
export function pagesOf(app: AppJson): string[] {
  const packages = app.subPackages ?? app.subpackages ?? [];
  return [...app.pages, ...packages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)))];
}

/** Style isolation may stand in the script's options instead of the JSON. */
function isolationIn(json: ComponentJson, script: string | null): { styleIsolation?: string } {
  if (json.styleIsolation !== undefined || script === null) return {};
  const source = readFileSync(script, 'utf8');
  const styleIsolation = /\bstyleIsolation:\s*['"]([a-z-]+)['"]/.exec(source)?.[1];
  if (styleIsolation !== undefined) return { styleIsolation };
  return /\baddGlobalClass:\s*(?:true|!0)/.test(source) ? { styleIsolation: 'apply-shared' } : {};
}

class GraphVisit {
  readonly found = new Map<string, SourceComponent>();
  private readonly entered = new Set<string>();

  constructor(
    private readonly app: AppJson,
    private readonly tree: SourceTree,
  ) {}

  add(id: string, page: boolean): void {
    if (this.entered.has(id)) return;
    this.entered.add(id);
    const base = this.tree.fileOf(id);
    if (!existsSync(`${base}.wxml`)) throw new SourceProblem(`${base}.wxml`, null, 'is missing');
    const json = readComponentJson(`${base}.json`);
    const usingComponents = this.addUsed(id, json);
    const componentGenerics = this.addGenerics(id, json);
    const script = this.tree.scriptOf(id);
    this.found.set(id, {
      id,
      page,
      script,
      json: {
        ...json,
        usingComponents,
        ...(componentGenerics === null ? {} : { componentGenerics }),
        // A page written with Component() still shares its styles, whatever its JSON says of `component`.
        ...(page ? { component: false, styleIsolation: 'shared' } : { component: true, ...isolationIn(json, script) }),
      },
    });
  }

  private addUsed(id: string, json: ComponentJson): Record<string, string> {
    const resolved: Record<string, string> = {};
    for (const [tag, value] of Object.entries({ ...this.app.usingComponents, ...json.usingComponents })) {
      const own = tag in json.usingComponents;
      const target = this.tree.resolveComponent(value, own ? id : 'app');
      if (target === null) throw this.problem(id, `preview does not implement plugins: ${value}`);
      this.add(target, false);
      resolved[tag] = `/${target}`;
    }
    return resolved;
  }

  private addGenerics(id: string, json: ComponentJson): ComponentJson['componentGenerics'] | null {
    if (json.componentGenerics === undefined) return null;
    const entries = Object.entries(json.componentGenerics).map(([name, generic]) => {
      if (generic === true || generic.default === undefined) return [name, generic] as const;
      const target = this.tree.resolveComponent(generic.default, id);
      if (target === null) throw this.problem(id, `preview does not implement plugins: ${generic.default}`);
      this.add(target, false);
      return [name, { default: `/${target}` }] as const;
    });
    return Object.fromEntries(entries);
  }

  private problem(id: string, message: string): SourceProblem {
    return new SourceProblem(`${this.tree.fileOf(id)}.json`, null, message);
  }
}
