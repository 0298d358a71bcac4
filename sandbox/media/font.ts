import type { Colour, Picture } from './picture';

const COLUMNS = 5;
const ROWS = 7;
/** A question mark. */
const UNKNOWN = 'eh12404';

/** Five by seven letters, one base-32 digit for each row, its five bits from left to right. */
const GLYPHS: Readonly<Record<string, string>> = {
  ' ': '0000000',
  '-': '000v000',
  _: '000000v',
  '.': '00000cc',
  ':': '0cc0cc0',
  '/': '01248g0',
  '#': 'aavavaa',
  '+': '044v440',
  '(': '2488842',
  ')': '8422248',
  '?': UNKNOWN,
  0: 'ehjlphe',
  1: '4c4444e',
  2: 'eh168gv',
  3: 'v2421he',
  4: '26aiv22',
  5: 'vgu11he',
  6: '68guhhe',
  7: 'v124888',
  8: 'ehhehhe',
  9: 'ehhf12c',
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hpljhhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
};

/** Width of a text in dots of one pixel; letters stand six apart. */
export const textWidth = (text: string): number => text.length * (COLUMNS + 1);

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** Pixels of one dot's edge; even, because colour covers pixel pairs. */
  readonly dot: number;
  readonly colour: Colour;
}

/** Draws latin text in capitals; a letter that is not in the table shows as `?`. */
export function drawText(picture: Picture, text: string, { x, y, dot, colour }: TextStyle): void {
  Array.from(text.toUpperCase()).forEach((letter, index) => {
    const glyph = GLYPHS[letter] ?? UNKNOWN;
    const left = x + index * (COLUMNS + 1) * dot;
    for (let row = 0; row < ROWS; row++) {
      const bits = parseInt(glyph.charAt(row), 32);
      for (let column = 0; column < COLUMNS; column++) {
        if (((bits >> (COLUMNS - 1 - column)) & 1) === 0) continue;
        picture.fill({ x: left + column * dot, y: y + row * dot, width: dot, height: dot }, colour);
      }
    }
  });
}
