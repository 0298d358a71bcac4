import type { Remark } from './common-attributes';
import { endsOf } from './expression';
import { attributeOf, type Element } from './markup';
import { pagesOf } from './sub-packages';
import type { AppJson } from './tags';

/** The pages that the bar of tabs leads to. */
export const tabsOf = ({ tabBar }: AppJson): readonly string[] => tabBar?.list?.map(({ pagePath }) => pagePath) ?? [];

/** A `<navigator>` that leads nowhere, or in a way that WeChat refuses. */
export function checkLink(element: Element, app: AppJson): readonly Remark[] {
  const url = element.tag === 'navigator' ? attributeOf(element, 'url') : undefined;
  if (url === undefined) return [];
  const openType = attributeOf(element, 'open-type');
  const ways = openType ? endsOf(openType) : NAVIGATE;
  const pages = pagesOf(app);
  const tabs = tabsOf(app);
  return endsOf(url)
    .values.map(({ text }) => text.split('?')[0] ?? '')
    .filter((path) => path.startsWith('/') && !path.startsWith('/plugin-private:'))
    .flatMap((path) => judge(path) ?? [])
    .map((message) => ({ line: url.line, message }));

  function judge(path: string): string | null {
    if (!pages.includes(path.slice(1))) return `${path} is no page`;
    const isTab = tabs.includes(path.slice(1));
    const [way] = ways.values;
    if (!ways.complete || ways.values.length > 1 || way === undefined) return null;
    if (isTab && !['switchTab', 'reLaunch'].includes(way.text))
      return `${path} is a tab, for which open-type is switchTab or reLaunch`;
    return !isTab && way.text === 'switchTab' ? `${path} is no tab` : null;
  }
}

/** What WeChat does where nothing is said. */
const NAVIGATE = { values: [{ text: 'navigate' }], complete: true };
