import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { textOf } from '../../../scripts/wechat/problem';
import { smokeRun } from '../../../scripts/wechat/smoke';

const GOOD: Readonly<Record<string, string>> = {
  'app.json': '{ "pages": ["shop/shop"] }',
  'app.js': 'App({});',
  'shop/shop.json': '{\n  "usingComponents": {\n    "price-tag": "/price-tag/price-tag"\n  }\n}',
  'shop/shop.js': 'Page({\n  data: { price: 3 },\n  buy() {},\n});',
  'shop/shop.wxml': '<view bindtap="buy">\n  <price-tag value="{{price}}" />\n</view>',
  'price-tag/price-tag.json': '{ "component": true }',
  'price-tag/price-tag.js': 'Component({ properties: { value: Number } });',
  'price-tag/price-tag.wxml': '<text>{{value}}</text>',
};

let dir = '';

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** What a smoke run finds in a small compiled package in which nothing is wrong but `changes`. */
function findIn(changes: Readonly<Record<string, string>>): readonly string[] {
  dir = mkdtempSync(join(tmpdir(), 'kandian-smoke-'));
  for (const [path, text] of Object.entries({ ...GOOD, ...changes })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return smokeRun(dir).map(textOf);
}

test('in a good package nothing is found', () => {
  expect(findIn({})).toEqual([]);
});

test('a name that no script declares is named with its line', () => {
  const wxml = '<view bindtap="buy">\n  <price-tag value="{{prise}}" />\n</view>';
  expect(findIn({ 'shop/shop.wxml': wxml })).toEqual(["shop/shop.wxml:2: {{prise}} is nobody's"]);
});

test('what a template within the file binds is what it is handed', () => {
  const part = '<template name="tag"><text>{{label}}</text>{{label ? sum : ""}}</template>';
  const use = '<template is="tag" data="{{label: price, sum: 1}}" /><price-tag bindtap="buy" value="{{price}}" />';
  expect(findIn({ 'shop/shop.wxml': `${part}\n${use}` })).toEqual([]);
  expect(findIn({ 'shop/shop.wxml': `${part}\n${use.replace('sum', 'total')}` })).toEqual([
    'shop/shop.wxml:1: {{sum}} is handed to no template',
  ]);
});

test('a handler that is no method is named with its line', () => {
  const wxml = '<view>\n  <price-tag value="{{price}}" />\n  <view bindtap="sell" />\n</view>';
  expect(findIn({ 'shop/shop.wxml': wxml })).toEqual(['shop/shop.wxml:3: handler "sell" is no method']);
});

test('a tag that nobody declared, and one that nobody uses, are named with their lines', () => {
  const wxml = '<view bindtap="buy">\n  <prise-tag value="{{price}}" />\n</view>';
  expect(findIn({ 'shop/shop.wxml': wxml })).toEqual([
    'shop/shop.wxml:2: <prise-tag> is neither built in nor declared',
    'shop/shop.json:3: <price-tag> is declared and not used',
  ]);
});

test('a component that is not there is named with the line that asks for it', () => {
  const json = '{\n  "usingComponents": {\n    "price-tag": "/price-tag/prise-tag"\n  }\n}';
  expect(findIn({ 'shop/shop.json': json })).toEqual(['shop/shop.json:3: <price-tag> is not at /price-tag/prise-tag']);
});

test('a component without its mark is named', () => {
  expect(findIn({ 'price-tag/price-tag.json': '{}' })).toEqual([
    'price-tag/price-tag.json: "component": true is missing',
  ]);
});

test('a script that throws is named with the line where it did', () => {
  expect(findIn({ 'shop/shop.js': 'const shop = undefined;\n\nPage(shop.page);' })).toEqual([
    expect.stringMatching(/^shop\/shop\.js:3: Cannot read properties of undefined/),
  ]);
});

test('a script that registers nothing, and an app that is none, are named', () => {
  expect(findIn({ 'shop/shop.js': '', 'app.js': 'Page({});' })).toEqual([
    'app.js: it does not call App()',
    'shop/shop.js: it registers nothing',
  ]);
});

test.each(['subPackages', 'subpackages'])('pages that app.json lists under %s are looked at, too', (key) => {
  const files = {
    'app.json': `{ "pages": ["shop/shop"], "${key}": [{ "root": "till/", "pages": ["sum/sum"] }] }`,
    'till/sum/sum.json': '{}',
    'till/sum/sum.js': 'Page({});',
    'till/sum/sum.wxml': '<view>{{total}}</view>',
  };
  expect(findIn(files)).toEqual(["till/sum/sum.wxml:1: {{total}} is nobody's"]);
});

test('lines are those of the files as they were written, where the compiler has joined them', () => {
  findIn({ 'shop/shop.wxml': '<view bindtap="buy"><price-tag value="{{prise}}" /></view>' });
  const written = mkdtempSync(join(dir, 'written-'));
  mkdirSync(join(written, 'shop'));
  writeFileSync(
    join(written, 'shop/shop.wxml'),
    '<view bindtap="buy">\n  <price-tag\n    value="{{prise}}" />\n</view>',
  );
  expect(smokeRun(dir, written).map(textOf)).toEqual(["shop/shop.wxml:3: {{prise}} is nobody's"]);
});
