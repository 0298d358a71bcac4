import type { Code } from '../../typings/contract/codes';
import { isMakersLabel } from './camera-label';

/** What a scanned code turned out to be: one of ours, a camera's own label, or somebody else's. */
export type Scanned =
  { readonly kind: 'ours'; readonly code: Code } | { readonly kind: 'camera-label' } | { readonly kind: 'foreign' };

/** What WeChat's scanner tells: the text, and, of this mini-program's own codes, the page that they open. */
export interface ScannedText {
  readonly text: string;
  readonly path: string;
}

type Query = Readonly<Record<string, string | undefined>>;

/** Longer ones are none of ours. */
const LONGEST_LINK = 512;
const ENTRY_PAGE = 'pages/entry/entry';
/** One letter for its kind, and what nobody guesses. */
const CODE = /^[isc][0-9A-Za-z]{15,31}$/;
/** Of an address without its host: at the end of its path, or as its parameter `c`. */
const CODE_IN_LINK = /(?:\/|[?&]c=)([isc][0-9A-Za-z]{15,31})(?:[?&#].*)?$/;

/**
 * The code that the page of codes was opened with: `code` of a card, `scene` of a mini-program code, or `q`, the link
 * of an ordinary QR code. WeChat hands the last two over percent-encoded, once. Null when there is none of ours.
 */
export function codeFromQuery({ code, scene, q }: Query): Code | null {
  if (q !== undefined) return codeOfLink(decoded(q));
  const text = decoded(code ?? scene ?? '');
  return CODE.test(text) ? text : null;
}

/** What was scanned. A foreign text is not looked at any further, and sent nowhere. */
export function readScanned({ text, path }: ScannedText): Scanned {
  const code = codeOfPath(path) ?? (CODE.test(text) ? text : codeOfLink(text));
  if (code !== null) return { kind: 'ours', code };
  return isMakersLabel(text) ? { kind: 'camera-label' } : { kind: 'foreign' };
}

function codeOfPath(path: string): Code | null {
  const [page = '', parameters = ''] = path.replace(/^\//, '').split('?', 2);
  if (page !== ENTRY_PAGE) return null;
  const pairs = parameters.split('&').map((pair) => pair.split('=', 2));
  return codeFromQuery(Object.fromEntries(pairs.map(([name = '', value]) => [name, value])));
}

function codeOfLink(text: string): Code | null {
  if (text.length > LONGEST_LINK) return null;
  const [, place] = /^https?:\/\/[^/?#\s]+([/?][^\s]*)$/i.exec(text) ?? [];
  return CODE_IN_LINK.exec(place ?? '')?.[1] ?? null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
