import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Remark } from './common-attributes';
import { endsOf } from './expression';
import { attributeOf, type Element } from './markup';
import { listFiles, within, type Problem } from './problem';
import { isWithinReach } from './sub-packages';
import type { AppJson } from './tags';

/** Attributes that name a file, by the tags that have them. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  image: ['src'],
  'cover-image': ['src'],
  video: ['src', 'poster'],
  audio: ['src', 'poster'],
};
/** What needs no file of the package: `https:`, `cloud:`, `data:`, `#part`, and what is put together as it runs. */
const ELSEWHERE = /^(?:[a-z]+:|\/\/|#|%23|$)/i;
const STYLE_FILE = /\burl\(\s*(['"]?)([^'")]*)\1\s*\)/g;

/** The files that an element of `file` shows and that the package in `dir` lacks, or may lack where it is shown. */
export function checkShown(dir: string, app: AppJson, file: string, element: Element): readonly Remark[] {
  const shown = (FILES[element.tag] ?? []).flatMap((key) => attributeOf(element, key) ?? []);
  const missing = shown.flatMap((attribute) =>
    endsOf(attribute).values.flatMap(({ text }) => judge({ dir, app, from: file, text, line: attribute.line })),
  );
  const style = attributeOf(element, 'style');
  return [...missing, ...(style ? checkStyleText(dir, file, style.value ?? '', style.line) : [])];
}

/** The files that the styles of the package in `dir` ask for. A phone loads none of the package's own for them. */
export function checkStyles(dir: string): readonly Problem[] {
  return listFiles(dir)
    .filter((file) => file.endsWith('.wxss') && !file.startsWith('miniprogram_npm/'))
    .flatMap((file) =>
      checkStyleText(dir, file, readFileSync(join(dir, file), 'utf8'), 1).map((remark) => ({ file, ...remark })),
    );
}

function checkStyleText(dir: string, from: string, text: string, firstLine: number): readonly Remark[] {
  const shown = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...shown.matchAll(STYLE_FILE)].flatMap(({ 2: path = '', index }) => {
    if (ELSEWHERE.test(path) || path.includes('{{')) return [];
    const line = firstLine + shown.slice(0, index).split('\n').length - 1;
    const isThere = existsSync(join(dir, within(from, path)));
    const message = isThere ? `a phone loads no file of the package for a style: ${path}` : `${path} is not there`;
    return [{ line, message }];
  });
}

interface Shown {
  readonly dir: string;
  readonly app: AppJson;
  readonly from: string;
  readonly text: string;
  readonly line: number;
}

function judge({ dir, app, from, text, line }: Shown): readonly Remark[] {
  if (ELSEWHERE.test(text)) return [];
  const path = within(from, text);
  if (!existsSync(join(dir, path))) return [{ line, message: `${text} is not there` }];
  const message = `${text} is in a sub-package that need not be there`;
  return isWithinReach(app, from, path) ? [] : [{ line, message }];
}
