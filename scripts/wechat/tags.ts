import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isBuiltIn } from './built-ins';
import { isWithinReach, type WithSubPackages } from './sub-packages';

export interface ComponentJson {
  readonly component?: boolean;
  /** Tags that whoever uses the component fills in by `generic:tag`. */
  readonly componentGenerics?: Readonly<Record<string, unknown>>;
  readonly componentPlaceholder?: Readonly<Record<string, string>>;
  readonly usingComponents?: Readonly<Record<string, string>>;
}
export interface AppJson extends ComponentJson, WithSubPackages {
  readonly pages: readonly string[];
  /** Short names of folders, `~/*` for one. */
  readonly resolveAlias?: Readonly<Record<string, string>>;
  readonly tabBar?: { readonly list?: readonly { readonly pagePath: string }[] };
}

interface Tags {
  /** Tag → path of the component within the package. */
  readonly found: ReadonlyMap<string, string>;
  /** What is wrong, each with the tag at which it stands. */
  readonly wrong: readonly { readonly tag: string; readonly message: string }[];
}

const TAG = /^[a-z\d_-]+$/;
const TAG_TAKES = 'small letters, digits, "-" and "_" are';

/** The tags that the page or component `id` of the package in `dir` may use, and the components behind them. */
export function resolveTags(dir: string, id: string, json: ComponentJson, app: AppJson): Tags {
  const found = new Map<string, string>();
  const wrong: Tags['wrong'][number][] = [];
  const placeholders = { ...app.componentPlaceholder, ...json.componentPlaceholder };
  for (const [tag, path] of Object.entries({ ...app.usingComponents, ...json.usingComponents })) {
    if (!TAG.test(tag)) wrong.push({ tag, message: `<${tag}> is no name for a tag: ${TAG_TAKES}` });
    if (path.startsWith('plugin://')) continue; // WeChat has it, and we do not
    const base = json.usingComponents && tag in json.usingComponents ? posix.dirname(id) : '.';
    const target = findComponent(dir, base, path);
    if (target === undefined) wrong.push({ tag, message: `<${tag}> is not at ${path}` });
    else found.set(tag, target);
    if (target !== undefined && !isWithinReach(app, id, target) && !(tag in placeholders))
      wrong.push({ tag, message: `<${tag}> is in a sub-package that need not be there, and has no placeholder` });
  }
  wrong.push(...Object.entries(json.componentPlaceholder ?? {}).flatMap(judgePlaceholder));
  return { found, wrong };

  function judgePlaceholder([tag, stand]: readonly [string, string]): Tags['wrong'] {
    const target = found.get(stand);
    if (!found.has(tag) && !(tag in { ...json.usingComponents }))
      return [{ tag, message: `the placeholder of <${tag}> stands for a tag that is not declared` }];
    if (target === undefined && !isBuiltIn(stand))
      return [{ tag, message: `the placeholder of <${tag}> is <${stand}>, neither built in nor declared` }];
    return target === undefined || isWithinReach(app, id, target)
      ? []
      : [{ tag, message: `the placeholder of <${tag}> is itself in a sub-package that need not be there` }];
  }
}

function findComponent(dir: string, base: string, path: string): string | undefined {
  const candidates = path.startsWith('/')
    ? [path.slice(1)]
    : [posix.join(base, path), posix.join('miniprogram_npm', path)];
  return candidates
    .flatMap((candidate) => [candidate, `${candidate}/index`])
    .find((candidate) => existsSync(join(dir, `${candidate}.json`)));
}
