import { findIn, findOn, type Files } from '../../support/find-faults';

const SHOP = 'Page({\n  data: { price: 3 },\n  buy() {},\n});';

/** A second component, as a sub-package or a part of the page may have it. */
const noteIn = (folder: string): Files => ({
  [`${folder}/note.json`]: '{ "component": true }',
  [`${folder}/note.js`]: 'Component({ properties: { row: Object } });',
  [`${folder}/note.wxml`]: '<text>{{row}}</text>',
});

describe('what is right and seldom seen is left alone', () => {
  test.each([
    [
      'lists in lists, each with its own names',
      '<view wx:for="{{price}}" wx:for-item="row" wx:for-index="i" wx:key="id"><text wx:for="{{row.cells}}" wx:key="*this">{{i}}{{index}}{{item}}{{row.id}}</text></view>',
    ],
    ['a template that uses itself', '<template name="t"><template is="t" data="{{rows: rows.more}}" /></template>'],
    ['what a page says of the whole', '<page-meta page-style="{{price}}"><navigation-bar title="x" /></page-meta>'],
    [
      'elements of WeChat that this app has no use for',
      '<map latitude="1" bindmarkertap="buy" /><movable-area><movable-view x="1" /></movable-area><web-view src="x" />',
    ],
    ['attributes as a script would write them', '<video objectFit="cover" /><slider active-color="#fff" />'],
    ['what any element takes', '<view tabindex="0" animation="{{price}}" aria-role="button" mark:a-b="1" />'],
    [
      'newer attributes',
      '<video enable-danmu license-url="x" /><image alt="x" /><scroll-view refresher-two-level-enabled />',
    ],
    ['a placeholder for nothing', '<view catchtouchmove="" capture-catch:tap="buy" mut-bind:longpress="buy" />'],
  ])('%s', (_, wxml) => {
    expect(findOn(wxml)).toEqual([]);
  });

  test('what a wxs module watches on an element that has no such attribute', () => {
    const files = { 'shop/m.wxs': 'module.exports = { moved: function () {} };' };
    const wxs = '<wxs module="m" src="./m.wxs" />';
    expect(findOn(`${wxs}<view prop="{{price}}" change:prop="{{m.moved}}" bindtap="{{m.moved}}" />`, files)).toEqual(
      [],
    );
    expect(findOn(`${wxs}<view prop="{{price}}" change:prod="{{m.moved}}" />`, files)).toEqual([
      'shop/shop.wxml:2: <view> has no attribute "prop"',
    ]);
  });

  test('a wxs module that is itself a function, and a name that is a word of JavaScript', () => {
    const files = {
      'shop/style.wxs': 'module.exports = function (a) { return a; };',
      'shop/shop.js': 'Page({\n  data: { price: 3, for: "x" },\n  buy() {},\n});',
    };
    const wxml = '<wxs module="style" src="style.wxs" />{{style({ a: price })}}{{for}}';
    expect(findOn(wxml, files)).toEqual([]);
    expect(findOn(`${wxml}{{class}}`, files)).toEqual(["shop/shop.wxml:2: {{class}} is nobody's"]);
  });

  test('a component that its user fills in', () => {
    const files = {
      ...noteIn('shop'),
      'price-tag/price-tag.json': '{ "component": true, "componentGenerics": { "row-view": true } }',
      'price-tag/price-tag.wxml': '<row-view row="{{value}}" />',
      'shop/shop.json': '{ "usingComponents": { "price-tag": "/price-tag/price-tag", "note": "note" } }',
      'shop/shop.wxml': '<price-tag bindtap="buy" value="{{price}}" generic:row-view="note" />',
    };
    expect(findIn(files)).toEqual([]);
  });

  test('values that WeChat turns into what a component takes', () => {
    const script = 'Component({ properties: { value: Number, size: String, isNew: Boolean } });';
    const files = { 'price-tag/price-tag.js': script };
    expect(findOn('<price-tag value="12" size="{{price ? 1 : true}}" is-new="true" />', files)).toEqual([]);
    expect(findOn('<price-tag size="{{[]}}" is-new="false" />', files)).toEqual([
      'shop/shop.wxml:2: "size" of <price-tag> is String, and [] is Array',
      'shop/shop.wxml:2: "isNew" of <price-tag> is Boolean, and false is String',
    ]);
  });

  test('an event that rises through what stands around its component', () => {
    const script = (options: string) =>
      `Component({ properties: { value: Number }, methods: { sell() { this.triggerEvent("sold", {}${options}); } } });`;
    const wxml = '<view bind:sold="buy"><price-tag /></view>';
    expect(findOn(wxml, { 'price-tag/price-tag.js': script(', { bubbles: true, composed: true }') })).toEqual([]);
    expect(findOn(wxml, { 'price-tag/price-tag.js': script('') })).toEqual([
      'shop/shop.wxml:2: <view> sends no event "sold"',
    ]);
  });

  test.each([
    ['from the root', '{}', '/send', 'send.js'],
    ['by a short name', '{ "~/*": "/*" }', '~/send', 'send.js'],
    ['from a package', '{}', 'send', 'miniprogram_npm/send/index.js'],
  ])('an event that is sent by a behaviour which is named %s', (_, resolveAlias, request, file) => {
    const files = {
      'app.json': `{ "pages": ["shop/shop"], "resolveAlias": ${resolveAlias} }`,
      'price-tag/price-tag.js': `Component({ behaviors: [require("${request}")], properties: { value: Number } });`,
      [file]: 'module.exports = Behavior({ methods: { sell() { this.triggerEvent("sold"); } } });',
    };
    expect(findOn('<price-tag bind:sold="buy" />', files)).toEqual([]);
  });

  test('slots that are filled once for each row', () => {
    const files = {
      'price-tag/price-tag.js': 'Component({ options: { dynamicSlots: true }, properties: { value: Number } });',
      'price-tag/price-tag.wxml': '<slot wx:for="{{[value]}}" wx:key="*this" name="row" sum="{{item}}" />',
    };
    expect(findOn('<price-tag><text slot="row" slot:sum="s">{{s}}</text></price-tag>', files)).toEqual([]);
  });

  test('a component of a plugin', () => {
    const json = '{ "usingComponents": { "price-tag": "/price-tag/price-tag", "hello": "plugin://p/hello" } }';
    expect(findOn('<hello name="x" bind:said="buy" />', { 'shop/shop.json': json })).toEqual([]);
  });

  test.each([
    ['by a short name', '{ "~/*": "/*" }', '~/utils/vat'],
    ['by the longer of two', '{ "~/*": "nowhere/*", "~/u/*": "./utils/*" }', '~/u/vat'],
  ])('a script that names another %s', (_, resolveAlias, request) => {
    const files = {
      'app.json': `{ "pages": ["shop/shop"], "resolveAlias": ${resolveAlias} }`,
      'utils/vat.js': 'exports.vat = 1;',
      'shop/shop.js': `require("${request}").vat.toFixed(2);\n${SHOP}`,
    };
    expect(findIn(files)).toEqual([]);
  });

  test('a style that names a part of a drawing', () => {
    expect(
      findIn({
        'shop/shop.wxss': '.a { mask: url(#m); background: url("data:image/svg+xml,%3Cuse href=url(%23m)/%3E"); }',
      }),
    ).toEqual([]);
  });

  test.each([
    ['asks WeChat for something at once', 'wx.getMenuButtonBoundingClientRect().top + wx.getLogManager().info("a");'],
    ['names the version', 'wx.getAccountInfoSync().miniProgram.envVersion;'],
    ['reads what the app keeps', 'getApp().globalData.rate.toFixed(2);'],
    ['asks for the object of all globals', 'global.kept = 1;'],
    ['loads a plugin', 'requirePlugin("p").start();'],
    ['loads what may not be there when it comes to it', 'require.async("../till/vat").then(() => {});'],
    ['loads it in the older way', 'require("../till/vat", () => {}, () => {});'],
  ])('a script that %s', (_, line) => {
    const files = {
      'app.json': '{ "pages": ["shop/shop"], "subPackages": [{ "root": "till", "pages": [] }] }',
      'app.js': 'App({ globalData: { rate: 3 } });',
      'till/vat.js': 'exports.vat = 1;',
      'shop/shop.js': `${line}\n${SHOP}`,
    };
    expect(findIn(files)).toEqual([]);
  });
});
