import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asWritten, lineWhere, listFiles, type Problem } from './problem';
import { pagesOf } from './sub-packages';
import type { AppJson } from './tags';

/** iOS before 16.4 refuses the whole script. */
const LOOKBEHIND = /\(\?<[=!]/;
/** A page's address as a script writes it, up to its query. */
const ADDRESS = /["'`]\/((?:[\w-]+\/)*pages\/[\w-]+(?:\/[\w-]+)*)(?=["'`?$])/g;

/** What the scripts of the package in `dir` hold that compiles and that a phone refuses when it comes to it. */
export function checkScripts(dir: string, written: string, app: AppJson): readonly Problem[] {
  const pages = new Set(pagesOf(app));
  return listFiles(dir)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => {
      const text = readFileSync(join(dir, file), 'utf8');
      const source = asWritten(written, file);
      const at = (pattern: RegExp, message: string): Problem => ({
        file: source,
        line: lineWhere(source === file ? text : readFileSync(join(written, source), 'utf8'), pattern),
        message,
      });
      const addresses = file.startsWith('miniprogram_npm/') ? [] : [...text.matchAll(ADDRESS)];
      const lost = new Set(addresses.map(([, page = '']) => page).filter((page) => !pages.has(page)));
      return [
        ...(LOOKBEHIND.test(text) ? [at(LOOKBEHIND, 'a phone before iOS 16.4 knows no look-behind')] : []),
        ...[...lost].map((page) => at(new RegExp(`/${page}(?![\\w/-])`), `/${page} is no page`)),
      ];
    });
}
