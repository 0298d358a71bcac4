/** A page's address taken apart. Values stay as written: WeChat hands them to onLoad undecoded. */
export interface PageAddress {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `/pages/a/a?x=1`; a relative path starts at the page now shown. */
export function parseAddress(url: string, from: string): PageAddress {
  const [path = '', search = ''] = url.split('?', 2);
  const route = path.startsWith('/') ? path.slice(1) : resolveRelative(path, from);
  const pairs = search.split('&').filter((pair) => pair !== '');
  return { route, query: Object.fromEntries(pairs.map(splitPair)) };
}

export function formatAddress({ route, query }: PageAddress): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? route : `${route}?${pairs.join('&')}`;
}

function splitPair(pair: string): [string, string] {
  const cut = pair.indexOf('=');
  return cut === -1 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)];
}

function resolveRelative(path: string, from: string): string {
  return new URL(path, `http://preview/${from}`).pathname.slice(1);
}
