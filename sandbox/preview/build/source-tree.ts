import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import * as v from 'valibot';

const NPM = 'miniprogram_npm/';
const packageJson = v.looseObject({ miniprogram: v.optional(v.string()), main: v.optional(v.string()) });

/** Splits `@scope/name/rest` or `name/rest`. */
function splitPackage(specifier: string): { name: string; rest: string } {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), rest: parts.slice(length).join('/') };
}

/**
 * Where the sources of a mini-program lie. An id is a path from the mini-program's root without its extension;
 * `miniprogram_npm/<package>/x` stands for file x in the package's own mini-program folder, as after WeChat's npm packing.
 */
export class SourceTree {
  private readonly folders = new Map<string, string | null>();

  constructor(
    readonly root: string,
    readonly nodeModules: string,
  ) {}

  /** Absolute path of an id, without extension. */
  fileOf(id: string): string {
    if (!id.startsWith(NPM)) return join(this.root, id);
    const { name, rest } = splitPackage(id.slice(NPM.length));
    return join(this.packageFolder(name) ?? join(this.nodeModules, name), rest);
  }

  /** The id that a `usingComponents` value means, or null for plugins, which the preview cannot load. */
  resolveComponent(value: string, from: string): string | null {
    if (value.includes('://')) return null;
    if (value.startsWith('/')) return posix.normalize(value.slice(1));
    const relative = posix.normalize(posix.join(posix.dirname(from), value));
    if (value.startsWith('.') || existsSync(`${this.fileOf(relative)}.json`)) return relative;
    return NPM + value;
  }

  /** The script behind an id: TypeScript before JavaScript. */
  scriptOf(id: string): string | null {
    return this.firstFile(['.ts', '.js'].map((extension) => this.fileOf(id) + extension));
  }

  /** The file that `import 'package/rest'` means in a mini-program; null when the package is not installed. */
  resolveImport(specifier: string): string | null {
    const { name, rest } = splitPackage(specifier);
    const folder = this.packageFolder(name);
    if (folder === null) return null;
    const base = join(folder, rest === '' ? 'index' : rest);
    return this.firstFile([base, `${base}.js`, join(base, 'index.js')]);
  }

  private packageFolder(name: string): string | null {
    const known = this.folders.get(name);
    if (known !== undefined) return known;
    const manifest = join(this.nodeModules, name, 'package.json');
    const folder = existsSync(manifest) ? this.miniprogramFolder(manifest) : null;
    this.folders.set(name, folder);
    return folder;
  }

  private miniprogramFolder(manifest: string): string {
    const { miniprogram, main } = v.parse(packageJson, JSON.parse(readFileSync(manifest, 'utf8')));
    return join(dirname(manifest), miniprogram ?? dirname(main ?? 'index.js'));
  }

  private firstFile(candidates: readonly string[]): string | null {
    return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
  }
}
