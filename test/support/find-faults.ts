import { textOf } from '../../scripts/wechat/problem';
import { smokeRun } from '../../scripts/wechat/smoke';
import { writeSamplePackage } from './sample-package';

export type Files = Readonly<Record<string, string>>;

/** All that the page of the sample needs so that nothing it declares is unused. */
const USE = '<price-tag bindtap="buy" value="{{price}}" />';

/** What a smoke run finds in a small compiled package in which nothing is wrong but `changes`. */
export function findIn(changes: Files): readonly string[] {
  const sample = writeSamplePackage(changes);
  try {
    return smokeRun(sample.dir).map(textOf);
  } finally {
    sample.remove();
  }
}

/** What is found on a page that has `wxml` from its second line. */
export const findOn = (wxml: string, changes: Files = {}): readonly string[] =>
  findIn({ ...changes, 'shop/shop.wxml': `${USE}\n${wxml}` });
