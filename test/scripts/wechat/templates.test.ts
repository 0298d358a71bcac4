import { findIn, findOn } from '../../support/find-faults';

describe('files that are shown', () => {
  test.each([
    ['by an image', '<image src="/images/no.png" />', 2, '/images/no.png'],
    ['by an image, from where it is', '<image\n  src="../no.png" />', 3, '../no.png'],
    ['by one end of a choice', '<image src="{{price ? cover : \'/no.png\'}}" />', 2, '/no.png'],
    ['by a video before it plays', '<video poster="no.png" />', 2, 'no.png'],
    ['by a style on the spot', '<view style="background: url(\'/no.png\')" />', 2, '/no.png'],
  ])('%s and are not there are named', (_, wxml, line, file) => {
    const script = 'Page({\n  data: { price: 3, cover: "" },\n  buy() {},\n});';
    expect(findOn(wxml, { 'shop/shop.js': script })).toEqual([`shop/shop.wxml:${line}: ${file} is not there`]);
  });

  test('by an image and are there, or are not of the package, are left alone', () => {
    const wxml = '<image src="/images/a.png" /><image src="https://shop.example/a.png" /><image src="{{price}}" />';
    expect(findOn(wxml, { 'images/a.png': '' })).toEqual([]);
  });

  test('by an image and are in a sub-package that need not be there are named', () => {
    const app = '{ "pages": ["shop/shop"], "subPackages": [{ "root": "till", "pages": [] }] }';
    expect(findOn('<image src="/till/a.png" />', { 'app.json': app, 'till/a.png': '' })).toEqual([
      'shop/shop.wxml:2: /till/a.png is in a sub-package that need not be there',
    ]);
  });

  test('by a style are named, there or not: a phone loads none', () => {
    const wxss =
      '/* url(/c.png) */\n.a { background: url(/a.png); }\n.b { background: url("b.png"); }\n.c { background: url(data:x); }';
    expect(findIn({ 'shop/shop.wxss': wxss, 'shop/b.png': '' })).toEqual([
      'shop/shop.wxss:2: /a.png is not there',
      'shop/shop.wxss:3: a phone loads no file of the package for a style: b.png',
    ]);
  });
});

describe('parts of templates', () => {
  test('a template that exists nowhere is named, by each name that a choice may give', () => {
    const wxml = '<template name="a" />\n<template is="b" />\n<template is="{{price ? \'a\' : \'c\'}}" />';
    expect(findOn(wxml)).toEqual([
      'shop/shop.wxml:3: no template is named "b"',
      'shop/shop.wxml:4: no template is named "c"',
    ]);
  });

  test.each(['include', 'import'])('what <%s> names and is not there is named', (tag) => {
    expect(findOn(`<${tag} src="no.wxml" />`)).toEqual([
      `shop/shop.wxml:2: <${tag}> names no.wxml, which is not there`,
    ]);
  });

  test('an included file binds what the page has', () => {
    const part = '<text>{{price}}</text>\n<text bindtap="sell">{{prise}}</text>\n<prise-tag />';
    expect(findOn('<include src="part.wxml" />', { 'shop/part.wxml': part })).toEqual([
      "shop/part.wxml:2: {{prise}} is nobody's",
      'shop/part.wxml:2: handler "sell" is no method',
      'shop/part.wxml:3: <prise-tag> is neither built in nor declared',
    ]);
  });

  test('files that include one another without end are named', () => {
    expect(findOn('<include src="part.wxml" />', { 'shop/part.wxml': '<include src="shop.wxml" />' })).toEqual([
      'shop/part.wxml:1: <include> of shop/shop.wxml has no end',
    ]);
  });

  test('an imported template binds what it is handed, and calls the methods of the page', () => {
    const part = '<template name="tag">\n<text bindtap="sell">{{label}}{{sum}}</text>\n</template>';
    const wxml = '<import src="/parts/tag.wxml" />\n<template is="tag" data="{{label: price}}" />';
    expect(findOn(wxml, { 'parts/tag.wxml': part })).toEqual([
      'parts/tag.wxml:2: {{sum}} is handed to no template',
      'parts/tag.wxml:2: handler "sell" is no method',
    ]);
    expect(findOn(wxml.replace('label: price', '...price'), { 'parts/tag.wxml': part.replace('sell', 'buy') })).toEqual(
      [],
    );
  });

  test('templates of a shared file that a page does not use are left alone', () => {
    const parts =
      '<template name="tag">{{label}}</template>\n<template name="till"><sum-tag bindtap="sell" />{{sum}}</template>';
    const wxml = '<import src="/parts/all.wxml" />\n<template is="tag" data="{{label: price}}" />';
    expect(findOn(wxml, { 'parts/all.wxml': parts })).toEqual([]);
  });
});

describe('expressions', () => {
  test.each([
    [
      'in a list, what it is called by',
      '<view wx:for="{{price}}" wx:for-item="row">{{row}}{{item}}</view>',
      '{{item}}',
    ],
    ['in a shorthand', '<view style="width: {{price}}px; height: {{\n prise }}px" />', '{{prise}}'],
    ['between tags at the top', 'for {{prise}}', '{{prise}}'],
  ])('%s', (_, wxml, name) => {
    expect(findOn(wxml)).toEqual([expect.stringContaining(`${name} is nobody's`)]);
  });

  test('members, keys and lists are nobody’s business', () => {
    const wxml = '<view wx:for="{{[{ a: 1 }]}}" wx:key="a" class="{{item.sum + index}}">{{price.sum[0].sum}}</view>';
    expect(findOn(wxml)).toEqual([]);
  });

  test('a method of a value is called in vain', () => {
    expect(findOn('{{price.toFixed(2)}}')).toEqual([
      'shop/shop.wxml:2: a template calls nothing but what a wxs module exports',
    ]);
  });

  test.each([
    ['on the spot', '<wxs module="m">module.exports = { f: function () {} };</wxs>\n', {}],
    [
      'in a file',
      '<wxs module="m" src="m.wxs" />\n',
      { 'shop/m.wxs': 'module.exports = { f: require("./n.wxs").f };' },
    ],
  ])('a function that a wxs module %s does not export is named', (_, wxs, files) => {
    const others = { ...files, 'shop/n.wxs': 'module.exports.f = function () {};' };
    expect(findOn(`${wxs}{{m.f(price)}}\n{{m.g(price)}}{{n.f(price)}}`, others)).toEqual([
      "shop/shop.wxml:4: {{n}} is nobody's",
      'shop/shop.wxml:4: the wxs module "m" exports no "g"',
      'shop/shop.wxml:4: a template calls nothing but what a wxs module exports',
    ]);
  });

  test('a value or a handler that a wxs module does not export is named', () => {
    const wxs = '<wxs module="m">module.exports = { f: 1 };</wxs>';
    const wxml = `${wxs}{{m.f}}<text wx:for="{{price}}" wx:for-item="m">{{m.own}}</text>\n{{m.g}}\n<view change:a="{{m.h}}" a="1" />`;
    expect(findOn(wxml)).toEqual([
      'shop/shop.wxml:3: the wxs module "m" exports no "g"',
      'shop/shop.wxml:4: the wxs module "m" exports no "h"',
    ]);
  });

  test('each handler that a choice may give is a method', () => {
    expect(findOn("<view\n bindtap=\"{{price ? 'buy' : 'sell'}}\" />")).toEqual([
      'shop/shop.wxml:3: handler "sell" is no method',
    ]);
  });
});

describe('what is given to our own components and heard from them', () => {
  const component = {
    'price-tag/price-tag.js':
      'const { send } = require("./send");\nComponent({ externalClasses: ["tag-class"], properties: { value: Number, isNew: Boolean, rows: { type: Array, optionalTypes: [String] }, any: null }, methods: { press() { this.triggerEvent("sold", {}); send(this); } } });',
    'price-tag/send.js': 'exports.send = (that) => that.triggerEvent("sent");',
    'price-tag/price-tag.wxml': '<text bindtap="press">{{value}}{{isNew}}{{rows}}{{any}}</text>',
  };
  const find = (attributes: string) => findOn(`<price-tag\n  ${attributes} />`, component);

  test('what it knows is left alone', () => {
    const taken =
      'value="{{3}}" is-new rows="text" any="x" tag-class="a" model:value="{{price}}" bind:sold="buy" catchsent="buy"';
    const common = 'id="a" class="b" style="" slot="c" hidden="{{true}}" data-a="1" aria-label="x" wx:if="{{price}}"';
    expect(find(`${taken} ${common} bindtouchend="buy"`)).toEqual([]);
  });

  test.each([
    ['is-neww="{{true}}"', '<price-tag> has no property "isNeww"'],
    ['bind:solt="buy"', '<price-tag> sends no event "solt"'],
    ['value="three"', '"value" of <price-tag> is Number, and three is String'],
    ['value', '"value" of <price-tag> is Number, and true is Boolean'],
    ['is-new="false"', '"isNew" of <price-tag> is Boolean, and false is String'],
    ['rows="{{price ? [] : 3}}"', '"rows" of <price-tag> is Array or String, and 3 is Number'],
    ['data-isNew="1"', 'data-isNew arrives in small letters; write it with dashes'],
    ['wx:fi="{{price}}"', 'there is no wx:fi'],
  ])('%s is named with its line', (attribute, message) => {
    expect(find(attribute)).toEqual([`shop/shop.wxml:3: ${message}`]);
  });

  test('an event whose name is a value may be any word of its scripts', () => {
    const send = 'exports.send = (that) => ["sent", "gone"].map((name) => that.triggerEvent(name));';
    const files = { ...component, 'price-tag/send.js': send };
    expect(findOn('<price-tag bind:gone="buy" bind:solt="buy" />', files)).toEqual([
      'shop/shop.wxml:2: <price-tag> sends no event "solt"',
    ]);
  });

  test('a player hears no event that is spelt with a colon', () => {
    expect(findOn('<live-player bind:statechange="buy" bindnetstatus="buy" bind:tap="buy" />')).toEqual([
      'shop/shop.wxml:2: <live-player> does not hear bind:statechange; write bindstatechange',
    ]);
  });

  test('what is observed is somebody’s', () => {
    const script = 'Component({\n  properties: { value: Number },\n  observers: { "value, valeu.sum"() {} },\n});';
    expect(findIn({ 'price-tag/price-tag.js': script })).toEqual([
      'price-tag/price-tag.js:3: "valeu" is observed, and is nobody\'s',
    ]);
  });

  test('a component that registers a page, and one without a script, are named', () => {
    expect(findIn({ 'price-tag/price-tag.js': 'Page({ data: { value: 1 } });' })).toEqual([
      'price-tag/price-tag.js: it calls no Component()',
    ]);
    const using = '{\n "usingComponents": { "price-tag": "/no-tag/no-tag" }\n}';
    expect(findIn({ 'shop/shop.json': using, 'no-tag/no-tag.json': '{ "component": true }' })).toEqual([
      'no-tag/no-tag.js: it is not there',
    ]);
  });
});

describe('what is given to WeChat’s own elements and heard from them', () => {
  test.each([
    ['<image\n scr="{{price}}" />', '<image> has no attribute "scr"'],
    ['<scroll-view\n scroll-yy="{{true}}" />', '<scroll-view> has no attribute "scroll-yy"'],
    ['<view\n bindtpa="buy" />', '<view> sends no event "tpa"'],
    ['<view\n wx:fi="{{price}}" />', 'there is no wx:fi'],
  ])('%s is named with its line', (wxml, message) => {
    expect(findOn(wxml)).toEqual([`shop/shop.wxml:3: ${message}`]);
  });

  test('what they know is left alone', () => {
    const input =
      '<input type="text" model:value="{{price}}" bindinput="buy" capture-catch:tap="buy" aria-label="x" />';
    expect(findOn(`${input}<scroll-view scroll-y bindscrolltolower="buy" data-a="1" />`)).toEqual([]);
  });
});

describe('slots', () => {
  const wxml = '<text>{{value}}</text>\n<slot name="note" />';
  const script = 'Component({ options: { multipleSlots: true }, properties: { value: Number } });';

  test('what is put into a slot that is not there is named', () => {
    const use = '<price-tag>\n<text slot="note" />\n<text\n slot="foot" /></price-tag>';
    expect(findOn(use, { 'price-tag/price-tag.wxml': wxml, 'price-tag/price-tag.js': script })).toEqual([
      'shop/shop.wxml:5: <price-tag> has no slot "foot"',
    ]);
  });

  test('a slot with a name in a component that did not ask for several is named', () => {
    expect(findIn({ 'price-tag/price-tag.wxml': wxml })).toEqual([
      'price-tag/price-tag.wxml:2: a slot has a name only where options has "multipleSlots": true',
    ]);
  });
});

describe('placeholders', () => {
  const using = '"usingComponents": { "price-tag": "/price-tag/price-tag" }';

  test.each([
    ['"prise-tag": "view"', 'the placeholder of <prise-tag> stands for a tag that is not declared'],
    ['"price-tag": "veiw"', 'the placeholder of <price-tag> is <veiw>, neither built in nor declared'],
  ])('%s is named with its line', (placeholder, message) => {
    const json = `{\n ${using},\n "componentPlaceholder": {\n ${placeholder} }\n}`;
    const line = placeholder.startsWith('"price-tag"') ? 2 : 4;
    expect(findIn({ 'shop/shop.json': json })).toEqual([`shop/shop.json:${line}: ${message}`]);
  });

  test('a component that only stands in for another is used', () => {
    const json = `{ ${using.replace(' }', ', "grey-tag": "/price-tag/price-tag" }')}, "componentPlaceholder": { "price-tag": "grey-tag" } }`;
    expect(findIn({ 'shop/shop.json': json })).toEqual([]);
  });
});

describe('what app.json and the scripts name', () => {
  test('a component that every page may use and none does, or that is not there, is named once', () => {
    const app =
      '{\n  "pages": ["shop/shop"],\n  "usingComponents": {\n    "sum-tag": "/price-tag/price-tag",\n    "no-tag": "/no" }\n}';
    expect(findIn({ 'app.json': app })).toEqual([
      'app.json:5: <no-tag> is not at /no',
      'app.json:4: <sum-tag> is declared and not used',
      'app.json:5: <no-tag> is declared and not used',
    ]);
  });

  test('a page or sub-package that is to be loaded ahead and is none is named', () => {
    const app =
      '{\n  "pages": ["shop/shop"],\n  "preloadRule": {\n    "shop/shops": {\n      "packages": ["till", "__APP__"] } }\n}';
    expect(findIn({ 'app.json': app })).toEqual([
      'app.json:4: shop/shops is no page',
      'app.json:5: till is no sub-package',
    ]);
  });

  test('an address that leads nowhere is named, in a script and in a template', () => {
    const script =
      'Page({\n  data: { price: 3 },\n  buy: () => wx.navigateTo({ url: `/pages/till/till?a=${1}` }),\n});';
    expect(findOn('<navigator url="/pages/sum/sum?a=1" />', { 'shop/shop.js': script })).toEqual([
      'shop/shop.wxml:2: /pages/sum/sum is no page',
      'shop/shop.js:3: /pages/till/till is no page',
    ]);
  });
});
