import { posix } from 'node:path';

export interface SubPackage {
  readonly root: string;
  readonly name?: string;
  readonly pages: readonly string[];
}

/** `app.json` as far as it lists sub-packages: WeChat takes either spelling. */
export interface WithSubPackages {
  readonly subPackages?: readonly SubPackage[];
  readonly subpackages?: readonly SubPackage[];
}

export const subPackagesOf = ({ subPackages, subpackages }: WithSubPackages): readonly SubPackage[] =>
  subPackages ?? subpackages ?? [];

/** Every page, as a path within the package. */
export const pagesOf = (app: WithSubPackages & { readonly pages: readonly string[] }): readonly string[] => [
  ...app.pages,
  ...subPackagesOf(app).flatMap(({ root, pages }) => pages.map((page) => posix.join(root.replace(/^\//, ''), page))),
];

const rootOf = (app: WithSubPackages, path: string): string | null =>
  subPackagesOf(app)
    .map(({ root }) => `${root.replace(/^\/|\/$/g, '')}/`)
    .find((root) => path.startsWith(root)) ?? null;

/** Whether the file `to` is on the phone whenever `from` is: both are paths within the package. */
export function isWithinReach(app: WithSubPackages, from: string, to: string): boolean {
  const root = rootOf(app, to);
  return root === null || root === rootOf(app, from);
}
