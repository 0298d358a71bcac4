import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import postcss, { CssSyntaxError, type AtRule, type Root, type Rule } from 'postcss';
import { SourceProblem } from './problem';
import { scopeSelector, type SelectorScope } from './selectors';
import type { SourceTree } from './source-tree';
import { rewriteLengths } from './style-units';

const KEYFRAMES = /keyframes$/;
const THEME_QUERY = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/;

/** Turns one WXSS file with its imports into CSS that touches nothing outside `scope`. A missing file is an empty one. */
export function compileStyle(file: string, scope: SelectorScope, tree: SourceTree): string {
  const root = inlineImports(file, tree, []);
  hoistThemes(root);
  root.walkDecls((declaration) => {
    declaration.value = rewriteLengths(declaration.value);
  });
  root.walkAtRules('font-face', useOwnIconFont(tree));
  root.walkAtRules('media', (rule) => {
    rule.params = rule.params.replace(/(\d*\.?\d+)rpx\b/g, (_, number: string) => `${Number(number) / 2}px`);
  });
  root.walkRules((rule) => {
    if (isKeyframe(rule)) return;
    rule.selector = scopeSelector(rule.selector, scope);
  });
  return root.toString();
}

const isKeyframe = (rule: Rule): boolean =>
  rule.parent?.type === 'atrule' && KEYFRAMES.test((rule.parent as AtRule).name);

function inlineImports(file: string, tree: SourceTree, files: string[]): Root {
  if (files.includes(file) || !existsSync(file)) return postcss.root();
  files.push(file);
  const root = parse(file);
  root.walkAtRules('import', (rule) => {
    const target = /["']([^"']+)["']/.exec(rule.params)?.[1];
    if (target === undefined) throw new SourceProblem(file, rule.source?.start?.line ?? null, 'unreadable @import');
    const path = target.startsWith('/') ? join(tree.root, target) : resolve(dirname(file), target);
    const imported = inlineImports(path, tree, files);
    rule.replaceWith(imported.nodes);
  });
  return root;
}

function parse(file: string): Root {
  try {
    return postcss.parse(readFileSync(file, 'utf8'), { from: file });
  } catch (error) {
    if (error instanceof CssSyntaxError) throw new SourceProblem(file, error.line ?? null, error.reason);
    throw error;
  }
}

/** The desk panel sets the theme, whatever the browser prefers: a media query becomes a condition on the document. */
function hoistThemes(root: Root): void {
  root.walkAtRules('media', (media) => {
    const theme = THEME_QUERY.exec(media.params)?.[1];
    if (theme === undefined) return;
    const rest = media.params
      .replace(THEME_QUERY, '')
      .replace(/^\s*and\s+|\s+and\s*$/g, '')
      .trim();
    media.walkRules((rule) => {
      if (!isKeyframe(rule)) rule.selector = rule.selectors.map((s) => `:where([data-theme=${theme}]) ${s}`).join(', ');
    });
    if (rest === '') media.replaceWith(media.nodes);
    else media.params = rest;
  });
}

/** Vant loads its icons from a CDN; the same font lies in @vant/icons. */
function useOwnIconFont(tree: SourceTree): (rule: AtRule) => void {
  return (rule) =>
    rule.walkDecls('src', (declaration) => {
      if (!declaration.value.includes('at.alicdn.com')) return;
      const source = readFileSync(join(tree.nodeModules, '@vant/icons/src/encode-woff2.less'), 'utf8');
      const font = /url\('data:font\/woff2[^)]*\)/.exec(source)?.[0];
      if (font !== undefined) declaration.value = font;
    });
}
