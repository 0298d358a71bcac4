import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tabsOf } from './links';
import { lineOfName, type Problem } from './problem';
import { pagesOf, subPackagesOf } from './sub-packages';
import type { AppJson } from './tags';

interface Settings extends AppJson {
  readonly entryPagePath?: string;
  readonly preloadRule?: Readonly<Record<string, { readonly packages?: readonly string[] }>>;
  readonly window?: object;
}

/** The app itself, among the packages that can be loaded ahead. */
const MAIN = '__APP__';

/** `@name` stands for one of theme.json. */
const COLOUR = /^(?:#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})|@.+)$/i;

const coloursOf = (settings: object): readonly (readonly [string, string])[] =>
  Object.entries(settings).flatMap(([key, value]) =>
    /color/i.test(key) && typeof value === 'string' ? [[key, value] as const] : [],
  );

/** What app.json in `dir` names among its own pages and sub-packages and does not list. */
export function checkAppSettings(dir: string): readonly Problem[] {
  const file = 'app.json';
  const text = readFileSync(join(dir, file), 'utf8');
  const app = JSON.parse(text) as Settings;
  const pages = pagesOf(app);
  const packages = subPackagesOf(app).flatMap(({ root, name }) => [root.replace(/^\/|\/$/g, ''), name ?? root]);
  const at = (name: string, message: string): Problem => ({ file, line: lineOfName(text, name), message });
  const rules = Object.entries(app.preloadRule ?? {});
  const tabs = tabsOf(app);
  const colours = coloursOf({ ...app.window, ...app.tabBar });
  const repeated = pages.filter((page, index) => pages.indexOf(page) !== index);
  return [
    ...(app.pages.length === 0 ? [at('pages', 'an app has a page')] : []),
    ...repeated.map((page) => at(page, `${page} is listed twice`)),
    ...rules.filter(([page]) => !pages.includes(page)).map(([page]) => at(page, `${page} is no page`)),
    ...rules
      .flatMap(([, rule]) => rule.packages ?? [])
      .filter((name) => name !== MAIN && !packages.includes(name.replace(/^\/|\/$/g, '')))
      .map((name) => at(name, `${name} is no sub-package`)),
    ...tabs
      .filter((page) => !app.pages.includes(page))
      .map((page) => at(page, `${page} is no page of the main package`)),
    ...colours
      .filter(([, value]) => !COLOUR.test(value))
      .map(([key, value]) => at(key, `${key}: "${value}" is no colour like "#1a2b3c"`)),
  ];
}
