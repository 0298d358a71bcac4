import { existsSync, readdirSync } from 'node:fs';
import { join, posix, relative } from 'node:path';

/** One thing that WeChat would refuse or that would break on a phone. */
export interface Problem {
  /** Relative to the checked folder. */
  readonly file: string;
  /** From 1; null where it is about the file as a whole. */
  readonly line: number | null;
  readonly message: string;
}

/** `file:line: message`, as editors and terminals turn into a link. */
export const textOf = ({ file, line, message }: Problem): string =>
  `${file}${line === null ? '' : `:${line}`}: ${message}`;

/** The line, from 1, in which something first stands; null when it stands nowhere. */
export function lineWhere(text: string, pattern: RegExp): number | null {
  const index = text.search(pattern);
  return index < 0 ? null : text.slice(0, index).split('\n').length;
}

/** As `lineWhere`, of a name that stands by itself. */
export const lineOfName = (text: string, name: string): number | null =>
  lineWhere(text, new RegExp(`(?<![\\w$-])${literally(name)}(?![\\w$-])`));

/** What matches this text in a regular expression, whatever its signs mean there. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every file below `dir`, as paths relative to it, sorted. */
export function listFiles(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}

/** What the file `from` of a package calls `path`, as a path within the package. */
export const within = (from: string, path: string): string =>
  path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);

/** A compiled file as it is called in `folder`, where it was written: `.js` is made of `.ts`. */
export function asWritten(folder: string, file: string): string {
  const source = file.replace(/\.js$/, '.ts');
  return existsSync(join(folder, source)) ? source : file;
}
