import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { fill, languageOf } from '../../miniprogram/i18n/index';
import { everyWord, PACKAGES } from './support/dictionaries';

/** Every word with its path: `common.retry`. */
function words(node: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([name, child]) =>
    words(child, path === '' ? name : `${path}.${name}`),
  );
}

const zh = new Map(words(everyWord['zh-CN']));
const en = new Map(words(everyWord.en));
const namesIn = (template: string) => [...new Set(template.match(/\{\w+\}/g) ?? [])].sort();

test('the words of every package are looked at', () => {
  const root = join(__dirname, '../../miniprogram');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });

  expect(files.filter((file) => /^\w+\/i18n$/.test(file)).sort()).toEqual(PACKAGES.map((name) => `${name}/i18n`));
});

test('no word is empty, in either language', () => {
  expect([...zh, ...en].filter(([, word]) => word.trim() === '')).toEqual([]);
});

test('English has no Chinese left in it', () => {
  expect([...en].filter(([, word]) => /[\u4e00-\u9fff]/.test(word))).toEqual([]);
});

test('both languages fill in the same values, months aside', () => {
  const differing = [...zh].filter(([path, word]) => {
    return namesIn(word).join() !== namesIn(en.get(path) ?? '').join() && !path.startsWith('common.date');
  });

  expect(differing).toEqual([]);
});

test('a template shows its values, and a forgotten one stays visible', () => {
  expect(fill('{online} 在线 {offline} 离线', { online: 6, offline: 1 })).toBe('6 在线 1 离线');
  expect(fill('{name}', {})).toBe('{name}');
});

test.each([
  ['zh_CN', 'zh-CN'],
  ['zh_TW', 'zh-CN'],
  ['en', 'en'],
  ['fr', 'en'],
])('a phone set to %s reads %s', (setting, language) => {
  expect(languageOf(setting)).toBe(language);
});
