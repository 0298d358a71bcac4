import type { CompiledPackage } from './project';

const KB = 1024;
const MAIN_LIMIT = 400 * KB;
const SUB_LIMIT = 300 * KB;

interface AppJson {
  readonly subpackages?: readonly { readonly root: string }[];
  readonly subPackages?: readonly { readonly root: string }[];
}

export interface PackageSize {
  /** `main`, or the sub-package's root. */
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
}

/** Bytes of the main package and of each sub-package, beside our own limits (WeChat's are 2 MB each). */
export function packageSizes(files: CompiledPackage): readonly PackageSize[] {
  const app = JSON.parse(files.get('app.json')?.toString() ?? '{}') as AppJson;
  const roots = (app.subpackages ?? app.subPackages ?? []).map(({ root }) => root.replace(/^\/?|\/?$/g, ''));
  const bytes = new Map<string, number>([['main', 0], ...roots.map((root): [string, number] => [root, 0])]);
  for (const [path, content] of files) {
    const owner = roots.find((root) => path.startsWith(`${root}/`)) ?? 'main';
    bytes.set(owner, (bytes.get(owner) ?? 0) + content.byteLength);
  }
  return [...bytes].map(([name, size]) => ({ name, bytes: size, limit: name === 'main' ? MAIN_LIMIT : SUB_LIMIT }));
}
