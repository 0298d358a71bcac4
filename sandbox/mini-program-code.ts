/**
 * The text in the sandbox's stand-in for a mini-program code. A real one is a round code that only WeChat reads; the
 * stand-in is a QR code of an address of our own, which any scanner reads and no phone opens:
 * `kandian-sandbox://wxacode/pages/entry/entry?scene=i123`, the scene percent-encoded.
 */
const PREFIX = 'kandian-sandbox://wxacode/';

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
