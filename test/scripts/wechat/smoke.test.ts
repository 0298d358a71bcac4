import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../../scripts/wechat/problem';
import { smokeRun } from '../../../scripts/wechat/smoke';
import { writeSamplePackage, type SamplePackage } from '../../support/sample-package';

let sample: SamplePackage | null = null;

afterEach(() => {
  sample?.remove();
  sample = null;
});

/** What a smoke run finds in a small compiled package in which nothing is wrong but `changes`. */
function findIn(changes: Readonly<Record<string, string>>): readonly string[] {
  sample = writeSamplePackage(changes);
  return smokeRun(sample.dir).map(textOf);
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

describe('where the compiler has joined the lines, those of the files as they were written are told', () => {
  function findWritten(compiled: Readonly<Record<string, string>>, path: string, text: string): readonly string[] {
    sample = writeSamplePackage(compiled);
    const written = mkdtempSync(join(sample.dir, 'written-'));
    mkdirSync(join(written, 'shop'));
    writeFileSync(join(written, path), text);
    return smokeRun(sample.dir, written).map(textOf);
  }

  test('of a template', () => {
    const joined = '<view bindtap="buy"><price-tag value="{{prise}}" /></view>';
    const wxml = '<view bindtap="buy">\n  <price-tag\n    value="{{prise}}" />\n</view>';
    expect(findWritten({ 'shop/shop.wxml': joined }, 'shop/shop.wxml', wxml)).toEqual([
      "shop/shop.wxml:3: {{prise}} is nobody's",
    ]);
  });

  test('of a script that throws, under the name that it was given', () => {
    const script = 'interface Shop { page: object }\n\nconst shop = undefined as unknown as Shop;\nPage(shop.page);\n';
    const compiled = '"use strict";var o=void 0;Page(o.page);';
    expect(findWritten({ 'shop/shop.js': compiled }, 'shop/shop.ts', script)).toEqual([
      expect.stringMatching(/^shop\/shop\.ts:4: Cannot read properties of undefined/),
    ]);
  });

  test('of a look-behind', () => {
    const script = "Page({\n  data: { price: 3 },\n  buy: () => '3'.replace(/(?<=1)2/, ''),\n});\n";
    expect(findWritten({ 'shop/shop.js': script.replace(/\n/g, '') }, 'shop/shop.ts', script)).toEqual([
      'shop/shop.ts:3: a phone before iOS 16.4 knows no look-behind',
    ]);
  });
});

test('an app that throws is named with the line where it did', () => {
  expect(findIn({ 'app.js': 'const app = undefined;\nApp(app.own);' })).toEqual([
    expect.stringMatching(/^app\.js:2: Cannot read properties of undefined/),
  ]);
});

test.each([
  ['in single quotes', "bindtap='sell'"],
  ['with room around the sign', 'bindtap = "sell"'],
  ['of an event with capitals', 'bindgetPhoneNumber="sell"'],
  ['of an event with a dash', 'bindtap-on="sell"'],
])('a handler %s is looked at, too', (_, binding) => {
  const wxml = `<view ${binding}>\n  <price-tag value="{{price}}" />\n</view>`;
  expect(findIn({ 'shop/shop.wxml': wxml })).toContain('shop/shop.wxml:1: handler "sell" is no method');
});

describe('what stands in another sub-package, which a phone may not have', () => {
  const packages = {
    'app.json':
      '{ "pages": ["shop/shop"], "subPackages": [{ "root": "till", "pages": ["sum/sum"] }, { "root": "tills", "pages": [] }] }',
    'till/sum/sum.json': '{}',
    'till/sum/sum.js': 'Page({});',
    'till/sum/sum.wxml': '<view />',
    'till/vat.js': 'exports.vat = 1;',
    'tills/vat.js': 'exports.vat = 2;',
    'vat.js': 'exports.vat = 3;',
  };

  test('its own and the main package are within reach', () => {
    const script = "require('../vat');\nrequire('../../vat');\nPage({});";
    expect(findIn({ ...packages, 'till/sum/sum.js': script })).toEqual([]);
  });

  test.each([
    ['the main package', 'shop/shop.js', '../till/vat'],
    ['another sub-package', 'till/sum/sum.js', '../../tills/vat'],
  ])('a script of it that %s needs is named with the line', (_, file, request) => {
    const script = `const { vat } = {};\nrequire('${request}');\nPage({ data: { price: vat }, buy() {} });`;
    const [, target = ''] = /(\w+\/vat)$/.exec(request) ?? [];
    expect(findIn({ ...packages, [file]: script })).toEqual([
      `${file}:2: ${target}.js is in a sub-package that need not be there`,
    ]);
  });

  test('a component of it needs a placeholder', () => {
    const files = {
      ...packages,
      'till/price-tag/price-tag.json': '{ "component": true }',
      'till/price-tag/price-tag.js': 'Component({ properties: { value: Number } });',
      'till/price-tag/price-tag.wxml': '<text>{{value}}</text>',
    };
    const using = '"usingComponents": {\n    "price-tag": "/till/price-tag/price-tag"\n  }';
    expect(findIn({ ...files, 'shop/shop.json': `{\n  ${using}\n}` })).toEqual([
      'shop/shop.json:3: <price-tag> is in a sub-package that need not be there, and has no placeholder',
    ]);
    const placeholder = '"componentPlaceholder": { "price-tag": "view" }';
    expect(findIn({ ...files, 'shop/shop.json': `{\n  ${using},\n  ${placeholder}\n}` })).toEqual([]);
  });
});
