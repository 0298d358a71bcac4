/**
 * The text in the sandbox's stand-in for a mini-program code. A real one is a round code that only WeChat reads; the
 * stand-in is a QR code of an address of our own, which any scanner reads and no phone opens:
 * `kandian-sandbox://wxacode/pages/entry/entry?scene=i123`, the scene percent-encoded.
 */
const PREFIX = 'kandian-sandbox://wxacode/';

/** Where codes and links lead. */
const ENTRY_PAGE = 'pages/entry/entry';
/** Ordinary links with a code begin so; WeChat opens them in the mini-program, by a rule that its console holds. */
export const LINK = 'https://kandian.example/k/';

export interface MiniProgramCode {
  /** Without a leading slash and without parameters. */
  readonly page: string;
  readonly scene: string;
}

export function textOfCode({ page, scene }: MiniProgramCode): string {
  return `${PREFIX}${page}?scene=${encodeURIComponent(scene)}`;
}

/** The path that such a text opens, `pages/entry/entry?scene=i123`; null for any other text. */
export function pathOfCode(text: string): string | null {
  return text.startsWith(PREFIX) ? text.slice(PREFIX.length) : null;
}

/** An address of the mini-program, and WeChat's number for how one came to it. */
export interface WechatEntry {
  readonly path: string;
  readonly scene: number;
}

const FROM_CARD = 1007;
const FROM_QR_CODE = 1011;
const FROM_MINI_PROGRAM_CODE = 1047;

/**
 * What WeChat's own scanner, or a tap on a link or card in a chat, opens of this mini-program: for a mini-program code
 * its page with `scene`, for one of our links the entry page with `q`, for a card's path that page. Null for anything
 * that is not ours.
 */
export function entryOf(text: string, nowMs: number): WechatEntry | null {
  const ofCode = pathOfCode(text);
  if (ofCode !== null) return { path: ofCode, scene: FROM_MINI_PROGRAM_CODE };
  if (text.startsWith(LINK)) {
    const time = Math.floor(nowMs / 1000);
    return { path: `${ENTRY_PAGE}?q=${encodeURIComponent(text)}&scancode_time=${time}`, scene: FROM_QR_CODE };
  }
  const isPath = /^\/?[\w-]+(?:\/[\w-]+)+(?:\?\S*)?$/.test(text);
  return isPath ? { path: text.replace(/^\//, ''), scene: FROM_CARD } : null;
}
