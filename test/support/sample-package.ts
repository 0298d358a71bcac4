import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

export interface SamplePackage {
  readonly dir: string;
  remove(): void;
}

/** Writes a small package as WeChat's compiler leaves one, in which nothing is wrong but `changes`. */
export function writeSamplePackage(changes: Readonly<Record<string, string>>): SamplePackage {
  // As whoever unpacks an archive twice may call a folder.
  const dir = mkdtempSync(join(tmpdir(), 'kandian [package (1'));
  for (const [path, text] of Object.entries({ ...GOOD, ...changes })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
