import { findIn, findOn } from '../../support/find-faults';

describe('what WeChat refuses though it is written well', () => {
  const tabs = (more = ''): Readonly<Record<string, string>> => ({
    'app.json': `{\n "pages": ["shop/shop", "sum/sum", "till/till"],\n "tabBar": { ${more}\n "list": [{ "pagePath": "shop/shop" }, { "pagePath": "sum/sum" }] } }`,
    ...Object.fromEntries(
      ['sum/sum', 'till/till'].flatMap((page) => [
        [`${page}.json`, '{}'],
        [`${page}.js`, 'Page({});'],
        [`${page}.wxml`, '<view />'],
      ]),
    ),
  });

  test('a page that registers itself twice', () => {
    expect(findIn({ 'shop/shop.js': 'Page({ data: { price: 1 }, buy() {} });\nPage({});' })).toEqual([
      'shop/shop.js:2: it registers Page() a second time',
    ]);
  });

  test('a tag with capitals', () => {
    const json = '{\n "usingComponents": {\n "PriceTag": "/price-tag/price-tag" }\n}';
    const files = { 'shop/shop.json': json, 'shop/shop.wxml': '<PriceTag bindtap="buy" value="{{price}}" />' };
    expect(findIn(files)).toEqual([
      'shop/shop.json:3: <PriceTag> is no name for a tag: small letters, digits, "-" and "_" are',
    ]);
  });

  test('what is put into a component that has no place for it, or is nobody’s', () => {
    const files = { 'price-tag/price-tag.json': '{ "component": true, "componentGenerics": { "row-view": true } }' };
    expect(
      findOn('<price-tag generic:row-veiw="price-tag" />\n<price-tag generic:row-view="no-view" />', files),
    ).toEqual([
      'shop/shop.wxml:2: <price-tag> has no generic "row-veiw"',
      'shop/shop.wxml:3: <no-view> is neither built in nor declared',
    ]);
  });

  test('a colour with a name, on the bar and in the window', () => {
    const window = '"window": {\n "backgroundColor": "white", "navigationBarBackgroundColor": "@bar" }';
    expect(findIn({ 'app.json': `{\n "pages": ["shop/shop"],\n ${window} }` })).toEqual([
      'app.json:4: backgroundColor: "white" is no colour like "#1a2b3c"',
    ]);
    expect(findIn(tabs('"selectedColor": "#12345",\n "color": "#aabbcc",'))).toEqual([
      'app.json:3: selectedColor: "#12345" is no colour like "#1a2b3c"',
    ]);
  });

  test('a way to a tab that leads to pages, and one to a page that leads to tabs', () => {
    const ways = [
      '<navigator url="/sum/sum?a=1" />',
      '<navigator url="/sum/sum" open-type="switchTab" />',
      '<navigator url="/sum/sum" open-type="{{price}}" />',
      '<navigator url="/till/till" open-type="switchTab" />',
      '<navigator url="/till/till" open-type="reLaunch" />',
    ];
    expect(findOn(ways.join('\n'), tabs())).toEqual([
      'shop/shop.wxml:2: /sum/sum is a tab, for which open-type is switchTab or reLaunch',
      'shop/shop.wxml:5: /till/till is no tab',
    ]);
  });
});
