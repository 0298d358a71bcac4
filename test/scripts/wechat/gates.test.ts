import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { checkJsonFiles } from '../../../scripts/wechat/json-files';
import { findUnpacked, packNpm } from '../../../scripts/wechat/npm';
import { textOf, type Problem } from '../../../scripts/wechat/problem';
import { compileProblem } from '../../../scripts/wechat/project';
import { checkSchemas } from '../../../scripts/wechat/schema';
import { checkSizes, packageSizes } from '../../../scripts/wechat/sizes';
import { compileTemplates } from '../../../scripts/wechat/templates';
import { writeSampleApp, type SampleApp } from '../../support/sample-app';

let app: SampleApp | null = null;

afterEach(() => {
  app?.remove();
  app = null;
});

function lookAt(changes: Readonly<Record<string, string | null>>, gate: (root: string) => readonly Problem[]) {
  app = writeSampleApp(changes);
  return gate(app.root).map(textOf);
}

test.each([
  ['app.json is not there', { 'miniprogram/app.json': null }, 'miniprogram/app.json: it is not there'],
  ['package.json is not there', { 'package.json': null }, 'package.json: it is not there'],
  ['the project is not there', { 'project.config.json': null }, 'project.config.json: it is not there'],
  ['package.json is no JSON', { 'package.json': '{\n  "name": ,\n}' }, 'package.json:2: '],
  ['the project is no JSON', { 'project.config.json': '{\n\n  "appid" "wx"\n}' }, 'project.config.json:3: '],
  ['app.json has a comma too many', { 'miniprogram/app.json': '{\n  "pages": [],\n}' }, 'miniprogram/app.json:2: '],
  ['app.json is no object', { 'miniprogram/app.json': 'null' }, 'miniprogram/app.json:1: it is no JSON object'],
  ['a page is no JSON', { 'miniprogram/pages/shop/shop.json': '{' }, 'miniprogram/pages/shop/shop.json:1: '],
  [
    'the sitemap that app.json names is not there',
    { 'miniprogram/sitemap.json': null },
    'miniprogram/app.json:3: sitemapLocation: sitemap.json is not there',
  ],
])('%s: one line says so', (_, changes: Readonly<Record<string, string | null>>, expected) => {
  const problems = lookAt(changes, checkJsonFiles);
  expect(problems).toEqual([expect.stringContaining(expected)]);
  expect(problems[0]).not.toContain('\n');
});

const templates = (root: string) => compileTemplates(join(root, 'miniprogram'));

test('what is only data may be any JSON', () => {
  const data = { 'miniprogram/data/drawing.json': '{ "layers": [] }', 'miniprogram/data/rows.json': '[1, 2]' };
  expect(lookAt(data, checkJsonFiles)).toEqual([]);
  expect(lookAt(data, checkSchemas)).toEqual([]);
  expect(lookAt({ 'miniprogram/data/rows.json': '[1, 2' }, checkJsonFiles)).toEqual([
    expect.stringContaining('miniprogram/data/rows.json:1: '),
  ]);
});

test('in a good app the schemas, templates and styles find nothing', () => {
  expect(lookAt({}, (root) => [...checkJsonFiles(root), ...checkSchemas(root), ...templates(root)])).toEqual([]);
});

test.each([
  ['an unknown key of a page', { shop: '{\n  "navigationBarTitelText": "店"\n}' }, 'shop.json:2: '],
  ['a value of another type', { shop: '{\n\n  "enablePullDownRefresh": "yes"\n}' }, 'shop.json:3: '],
])('%s is named with its line', (_, { shop }, expected) => {
  const [problem] = lookAt({ 'miniprogram/pages/shop/shop.json': shop }, checkSchemas);
  expect(problem).toContain(expected);
});

test('an unknown key of app.json and of the project is named with its line', () => {
  const changes = {
    'miniprogram/app.json': '{\n  "pages": ["pages/shop/shop"],\n  "pagse": []\n}',
    'project.config.json': '{\n  "appid": "touristappid",\n  "miniprogramRot": "miniprogram/"\n}',
  };
  expect(lookAt(changes, checkSchemas)).toEqual([
    'miniprogram/app.json:3: instance is not allowed to have the additional property "pagse"',
    'project.config.json:3: unknown key "miniprogramRot"',
  ]);
});

test('a dependency that was not packed is named', () => {
  expect(lookAt({}, findUnpacked)).toEqual(['package.json:4: mobx-miniprogram was not packed']);
});

test('packages are packed from a node_modules that is a link, and one that is not installed is named', async () => {
  const manifest =
    '{\n  "name": "sample",\n  "dependencies": {\n    "mobx-miniprogram": "6.12.3",\n    "no-such-package": "1.0.0"\n  }\n}';
  app = writeSampleApp({ 'package.json': manifest });
  expect(lstatSync(join(app.root, 'node_modules')).isSymbolicLink()).toBe(true);
  expect((await packNpm(app.root)).map(textOf)).toEqual(['package.json:5: no-such-package is not installed']);
  expect(existsSync(join(app.root, 'miniprogram/miniprogram_npm/mobx-miniprogram/index.js'))).toBe(true);
});

test.each([
  ['a tag that is not closed', { 'miniprogram/pages/shop/shop.wxml': '<view>\n  <text>x</view>\n' }, 'shop.wxml:2'],
  [
    'an expression that ends too early',
    { 'miniprogram/pages/shop/shop.wxml': '<view>\n\n  <text>{{price > }}</text>\n</view>\n' },
    'shop.wxml:3',
  ],
  [
    'an else of nothing',
    { 'miniprogram/pages/shop/shop.wxml': '<view>\n  <text wx:else>x</text>\n</view>' },
    'shop.wxml:2',
  ],
  [
    'a style that is not there',
    { 'miniprogram/pages/shop/shop.wxss': '.shop {\n}\n@import "./no.wxss";\n' },
    'pages/shop/shop.wxss:3: ./no.wxss is not there',
  ],
  [
    'a script that is not there',
    { 'miniprogram/pages/shop/shop.wxml': '<view />\n<wxs src="no.wxs" module="m" />\n' },
    'shop.wxml:2',
  ],
  ['a style that is not closed', { 'miniprogram/pages/shop/shop.wxss': '.shop {\n  color: red;\n}}\n' }, 'shop.wxss:3'],
])('%s is named with its line', (_, changes: Record<string, string>, expected) => {
  const [problem] = lookAt(changes, templates);
  expect(problem).toContain(expected);
});

test.each([
  [
    'a file, by its own path',
    Object.assign(new Error('unexpected'), { path: 'pages/shop/shop.ts' }),
    'miniprogram/pages/shop/shop.ts: unexpected',
  ],
  [
    'a place, in its words',
    new Error('miniprogram/app.json: ["pages"][0] could not find "pages/shop/shop.js"'),
    'miniprogram/app.json:2: miniprogram/app.json: ["pages"][0] could not find "pages/shop/shop.js"',
  ],
  ['the project', new Error('project.config.json not exist'), 'project.config.json: project.config.json not exist'],
])('what the compiler refuses with %s is named from the root', (_, error, expected) => {
  expect(lookAt({}, (root) => [compileProblem(root, error)])).toEqual([expected]);
});

test('a package that has grown too large is named with its largest files', () => {
  const files = new Map([
    ['app.json', Buffer.from('{"subPackages":[{"root":"live/"}]}')],
    ['app.js', Buffer.alloc(401 * 1024)],
    ['live/page.js', Buffer.alloc(200 * 1024)],
    ['live/photo.png', Buffer.alloc(101 * 1024)],
  ]);
  expect(checkSizes(packageSizes(files)).map(textOf)).toEqual([
    'app.js: main is 401 KB, more than 400 KB: app.js 401 KB, app.json 0 KB',
    'live/page.js: live is 301 KB, more than 300 KB: live/page.js 200 KB, live/photo.png 101 KB',
  ]);
});
