import { join } from 'node:path';
import { findUnpacked } from '../../../scripts/wechat/npm';
import { textOf, type Problem } from '../../../scripts/wechat/problem';
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

const templates = (root: string) => compileTemplates(join(root, 'miniprogram'));

test('in a good app the schemas, templates and styles find nothing', () => {
  expect(lookAt({}, (root) => [...checkSchemas(root), ...templates(root)])).toEqual([]);
});

test.each([
  ['an unknown key of a page', { shop: '{\n  "navigationBarTitelText": "店"\n}' }, 'shop.json:2: '],
  ['a value of another type', { shop: '{\n\n  "enablePullDownRefresh": "yes"\n}' }, 'shop.json:3: '],
  ['what is no JSON', { shop: '{\n  "usingComponents": {},\n}' }, 'shop.json:'],
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
  ['a style that is not closed', { 'miniprogram/pages/shop/shop.wxss': '.shop {\n  color: red;\n}}\n' }, 'shop.wxss:3'],
])('%s is named with its line', (_, changes: Record<string, string>, expected) => {
  const [problem] = lookAt(changes, templates);
  expect(problem).toContain(expected);
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
