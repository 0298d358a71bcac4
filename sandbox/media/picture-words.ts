import type { Picture } from './picture';

const LUMA_WORDS = 4;
const CHROMA_WORDS = 2;

/** Compares a picture's macroblocks four pixels at a time, which is what makes many cameras affordable. */
export class PictureWords {
  private readonly y: Uint32Array;
  private readonly u: Uint32Array;
  private readonly v: Uint32Array;
  private readonly lumaStride: number;
  private readonly chromaStride: number;

  constructor(readonly picture: Picture) {
    this.y = inWords(picture.y);
    this.u = inWords(picture.u);
    this.v = inWords(picture.v);
    this.lumaStride = picture.lumaStride / 4;
    this.chromaStride = picture.chromaStride / 4;
  }

  /** True when both pictures have the same macroblock here. */
  sameBlock(other: PictureWords, column: number, row: number): boolean {
    const luma = this.lumaAt(column, row);
    const chroma = this.chromaAt(column, row);
    return (
      sameWords(this.y, other.y, { from: luma, stride: this.lumaStride, rows: 16, words: LUMA_WORDS }) &&
      sameWords(this.u, other.u, { from: chroma, stride: this.chromaStride, rows: 8, words: CHROMA_WORDS }) &&
      sameWords(this.v, other.v, { from: chroma, stride: this.chromaStride, rows: 8, words: CHROMA_WORDS })
    );
  }

  /** Overwrites a macroblock with the other picture's. */
  takeBlock(other: PictureWords, column: number, row: number): void {
    const luma = this.lumaAt(column, row);
    const chroma = this.chromaAt(column, row);
    for (let line = 0, from = luma; line < 16; line++, from += this.lumaStride) {
      for (let word = from; word < from + LUMA_WORDS; word++) this.y[word] = other.y[word] ?? 0;
    }
    for (let line = 0, from = chroma; line < 8; line++, from += this.chromaStride) {
      for (let word = from; word < from + CHROMA_WORDS; word++) {
        this.u[word] = other.u[word] ?? 0;
        this.v[word] = other.v[word] ?? 0;
      }
    }
  }

  /** True when every line of the macroblock repeats the pixel to its left: horizontal prediction is exact. */
  continuesLeft(column: number, row: number): boolean {
    const luma = { from: this.lumaAt(column, row), stride: this.lumaStride, rows: 16, words: LUMA_WORDS };
    const chroma = { from: this.chromaAt(column, row), stride: this.chromaStride, rows: 8, words: CHROMA_WORDS };
    const { picture } = this;
    return (
      repeatsLeft(this.y, picture.y, luma) &&
      repeatsLeft(this.u, picture.u, chroma) &&
      repeatsLeft(this.v, picture.v, chroma)
    );
  }

  /** True when every column repeats the pixel above the macroblock: vertical prediction is exact. */
  continuesAbove(column: number, row: number): boolean {
    const luma = { from: this.lumaAt(column, row), stride: this.lumaStride, rows: 16, words: LUMA_WORDS };
    const chroma = { from: this.chromaAt(column, row), stride: this.chromaStride, rows: 8, words: CHROMA_WORDS };
    return repeatsAbove(this.y, luma) && repeatsAbove(this.u, chroma) && repeatsAbove(this.v, chroma);
  }

  private lumaAt(column: number, row: number): number {
    return row * 16 * this.lumaStride + column * LUMA_WORDS;
  }

  private chromaAt(column: number, row: number): number {
    return row * 8 * this.chromaStride + column * CHROMA_WORDS;
  }
}

/** True when two pictures agree in a whole row of macroblocks; the comparison is native. */
export function sameRow(one: Picture, other: Picture, row: number): boolean {
  const luma = one.lumaStride * 16;
  const chroma = one.chromaStride * 8;
  return (
    sameBytes(one.y, other.y, row * luma, luma) &&
    sameBytes(one.u, other.u, row * chroma, chroma) &&
    sameBytes(one.v, other.v, row * chroma, chroma)
  );
}

interface Block {
  readonly from: number;
  readonly stride: number;
  readonly rows: number;
  readonly words: number;
}

const sameBytes = (one: Buffer, other: Buffer, from: number, length: number): boolean =>
  one.compare(other, from, from + length, from, from + length) === 0;

const inWords = (plane: Buffer): Uint32Array => new Uint32Array(plane.buffer, plane.byteOffset, plane.length / 4);

function sameWords(one: Uint32Array, other: Uint32Array, { from, stride, rows, words }: Block): boolean {
  for (let line = 0, start = from; line < rows; line++, start += stride) {
    for (let word = start; word < start + words; word++) if (one[word] !== other[word]) return false;
  }
  return true;
}

function repeatsLeft(plane: Uint32Array, bytes: Buffer, { from, stride, rows, words }: Block): boolean {
  for (let line = 0, start = from; line < rows; line++, start += stride) {
    const expected = Math.imul(bytes[start * 4 - 1] ?? 0, 0x01010101) >>> 0;
    for (let word = start; word < start + words; word++) if (plane[word] !== expected) return false;
  }
  return true;
}

function repeatsAbove(plane: Uint32Array, { from, stride, rows, words }: Block): boolean {
  for (let line = 0, start = from; line < rows; line++, start += stride) {
    for (let word = 0; word < words; word++) if (plane[start + word] !== plane[from - stride + word]) return false;
  }
  return true;
}
