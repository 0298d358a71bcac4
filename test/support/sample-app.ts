import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const GOOD: Readonly<Record<string, string>> = {
  'package.json': '{\n  "name": "sample",\n  "dependencies": {\n    "mobx-miniprogram": "6.12.3"\n  }\n}\n',
  'project.config.json': JSON.stringify(
    {
      appid: 'touristappid',
      compileType: 'miniprogram',
      libVersion: '3.8.0',
      miniprogramRoot: 'miniprogram/',
      setting: { useCompilerPlugins: ['typescript'], es6: true, enhance: true, minified: false },
    },
    null,
    2,
  ),
  'miniprogram/app.json': '{\n  "pages": ["pages/shop/shop"],\n  "sitemapLocation": "sitemap.json"\n}\n',
  'miniprogram/sitemap.json': '{\n  "rules": [{ "action": "allow", "page": "*" }]\n}\n',
  'miniprogram/app.ts': 'App({});\n',
  'miniprogram/app.wxss': '.page {\n  color: #111;\n}\n',
  'miniprogram/pages/shop/shop.json':
    '{\n  "usingComponents": {\n    "price-tag": "/components/price-tag/price-tag"\n  }\n}\n',
  'miniprogram/pages/shop/shop.ts':
    "import { vat } from '../../utils/vat';\n\nPage({\n  data: { price: vat(3) },\n  buy() {},\n});\n",
  'miniprogram/pages/shop/shop.wxml': '<view bindtap="buy">\n  <price-tag value="{{price}}" />\n</view>\n',
  'miniprogram/pages/shop/shop.wxss': '.shop {\n  padding: 8rpx;\n}\n',
  'miniprogram/utils/vat.ts': 'export const vat = (price: number): number => price * 1.13;\n',
  'miniprogram/components/price-tag/price-tag.json': '{\n  "component": true\n}\n',
  'miniprogram/components/price-tag/price-tag.ts': 'Component({ properties: { value: Number } });\n',
  'miniprogram/components/price-tag/price-tag.wxml': '<text>{{value}}</text>\n',
  'miniprogram/components/price-tag/price-tag.wxss': '.tag {\n  color: #222;\n}\n',
};

export interface SampleApp {
  readonly root: string;
  remove(): void;
}

/** Writes a small mini-program in which nothing is wrong but `changes`: files by path, null for one that is not there. */
export function writeSampleApp(changes: Readonly<Record<string, string | null>> = {}): SampleApp {
  const root = mkdtempSync(join(tmpdir(), 'kandian [sample (1'));
  for (const [path, text] of Object.entries({ ...GOOD, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(__dirname, '../../node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
