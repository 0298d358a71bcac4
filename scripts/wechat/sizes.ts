import type { Problem } from './problem';
import type { CompiledPackage } from './project';
import { subPackagesOf, type WithSubPackages } from './sub-packages';

const KB = 1024;
/** Our own; WeChat's are 2 MB each. */
const MAIN_LIMIT = 400 * KB;
const SUB_LIMIT = 300 * KB;
const MOST_NAMED = 3;

export interface PackageSize {
  /** `main`, or the sub-package's root. */
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
  /** The largest first. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** The main package and each sub-package, beside our limits. */
export function packageSizes(files: CompiledPackage): readonly PackageSize[] {
  const app = JSON.parse(files.get('app.json')?.toString() ?? '{}') as WithSubPackages;
  const roots = subPackagesOf(app).map(({ root }) => root.replace(/^\/?|\/?$/g, ''));
  const ownerOf = (path: string) => roots.find((root) => path.startsWith(`${root}/`)) ?? 'main';
  const all = [...files].map(([path, content]) => ({ path, bytes: content.byteLength, owner: ownerOf(path) }));
  return ['main', ...roots].map((name) => {
    const own = all.filter(({ owner }) => owner === name).sort((a, b) => b.bytes - a.bytes);
    const bytes = own.reduce((sum, file) => sum + file.bytes, 0);
    return { name, bytes, limit: name === 'main' ? MAIN_LIMIT : SUB_LIMIT, files: own };
  });
}

/** The packages that have grown too large, each under its largest file. */
export function checkSizes(sizes: readonly PackageSize[]): readonly Problem[] {
  return sizes
    .filter(({ bytes, limit }) => bytes > limit)
    .map(({ name, bytes, limit, files }) => {
      const largest = files.slice(0, MOST_NAMED).map((file) => `${file.path} ${kilobytes(file.bytes)}`);
      const message = `${name} is ${kilobytes(bytes)}, more than ${kilobytes(limit)}: ${largest.join(', ')}`;
      return { file: files[0]?.path ?? name, line: null, message };
    });
}

/** Bytes in words. */
export const kilobytes = (bytes: number): string => `${Math.round(bytes / KB)} KB`;
