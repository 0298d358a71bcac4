/** How wide a text is at a size, both in px. */
export type Measure = (text: string, fontPx: number) => number;

interface Room {
  /** Px. */
  readonly width: number;
  readonly fontPx: number;
  /** The most there may be. */
  readonly lines: number;
  readonly measure: Measure;
}

const MORE = '…';

/**
 * A text in lines that fit. Chinese breaks anywhere, other writing between words, and a word that fits no line anywhere.
 * What does not fit the last line is cut off with an ellipsis.
 */
export function wrapText(text: string, room: Room): readonly string[] {
  const { width, fontPx, measure } = room;
  const fits = (part: string) => measure(part, fontPx) <= width;
  const lines: string[] = [];
  let line = '';
  let isCut = false;
  for (const piece of piecesOf(text, fits)) {
    if (fits((line + piece).trim())) {
      line += piece;
      continue;
    }
    if (lines.length === room.lines - 1) {
      isCut = true;
      break;
    }
    lines.push(line.trim());
    line = piece;
  }
  line = line.trim();
  if (isCut) line = shortened(line, fits);
  return [...lines, line].filter((each) => each !== '');
}

/** As much of a line as leaves room for the ellipsis. */
function shortened(line: string, fits: (part: string) => boolean): string {
  const characters = Array.from(line);
  while (characters.length > 0 && !fits(characters.join('').trim() + MORE)) characters.pop();
  return characters.join('').trim() + MORE;
}

/** What a line may not break: single characters of Chinese, words of other writing with the blanks after them. */
const PIECE =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]+\s*|\s+/gu;

function piecesOf(text: string, fits: (part: string) => boolean): readonly string[] {
  const pieces = text.trim().replace(/\s+/gu, ' ').match(PIECE) ?? [];
  return pieces.flatMap((piece) => (fits(piece.trim()) ? [piece] : Array.from(piece)));
}
