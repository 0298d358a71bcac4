import { BitWriter, toNal } from './bit-writer';
import { pictureParameters, sequenceParameters, writeSliceHeader, type VideoFormat } from './h264-headers';
import { PictureWords, sameRow } from './picture-words';
import { Picture } from './picture';

/** One coded picture: its slice as a NAL unit, without parameter sets. */
export interface AccessUnit {
  readonly key: boolean;
  readonly slice: Buffer;
}

type Coding = 'skip' | 'horizontal' | 'vertical' | 'pcm';

/** mb_type in an I slice; a P slice counts five inter types before them. */
const INTRA_16X16 = { vertical: 1, horizontal: 2 } as const;
const INTRA_CHROMA_MODE = { horizontal: 1, vertical: 2 } as const;
const I_PCM = 25;
const INTER_TYPES = 5;
/** What CAVLC counts as coefficients of a raw macroblock. */
const PCM_COEFFICIENTS = 16;
const WORST_MACROBLOCK_BYTES = 400;

/**
 * H.264 Constrained Baseline that gives back every picture exactly: macroblocks that did not change are skipped, flat
 * ones are predicted from a neighbour without a residual, all others are sent raw.
 */
export class H264Encoder {
  readonly sps: Buffer;
  readonly pps: Buffer = pictureParameters();
  private readonly shown: PictureWords;
  private readonly raw: Uint8Array;
  private readonly bits: BitWriter;
  private frameNum = 0;
  private idrId = 0;
  private started = false;
  private skipped = 0;

  constructor(format: VideoFormat) {
    this.sps = sequenceParameters(format);
    this.shown = new PictureWords(new Picture(format.width, format.height));
    const macroblocks = this.shown.picture.columns * this.shown.picture.rows;
    this.raw = new Uint8Array(macroblocks);
    this.bits = new BitWriter(macroblocks * WORST_MACROBLOCK_BYTES + 64);
  }

  /** Codes the picture after the last one; the first is a key picture whatever is asked. */
  encode(words: PictureWords, askedKey: boolean): AccessUnit {
    const key = askedKey || !this.started;
    this.started = true;
    this.bits.reset();
    if (key) this.beginSequence();
    writeSliceHeader(this.bits, { key, frameNum: this.frameNum, idrId: this.idrId });
    this.frameNum = (this.frameNum + 1) % 256;
    this.skipped = 0;
    for (let row = 0; row < words.picture.rows; row++) this.encodeRow(words, row, key);
    if (key) this.shown.picture.copyAll(words.picture);
    if (this.skipped > 0) this.bits.unsigned(this.skipped);
    return { key, slice: toNal(key ? 0x65 : 0x41, this.bits.finish()) };
  }

  private beginSequence(): void {
    this.frameNum = 0;
    this.idrId = 1 - this.idrId;
  }

  private encodeRow(words: PictureWords, row: number, key: boolean): void {
    const { columns } = words.picture;
    if (!key && sameRow(words.picture, this.shown.picture, row)) {
      this.raw.fill(0, row * columns, (row + 1) * columns);
      this.skipped += columns;
      return;
    }
    for (let column = 0; column < columns; column++) {
      const coding = this.chooseCoding(words, { column, row, key });
      if (coding === 'skip') {
        this.raw[row * columns + column] = 0;
        this.skipped++;
        continue;
      }
      if (!key) this.endSkipRun();
      if (coding === 'pcm') this.writeRaw(words, { column, row, key });
      else this.writePredicted(coding, { column, row, key });
      if (!key) this.shown.takeBlock(words, column, row);
    }
  }

  /** Neighbours in the picture itself serve for prediction, because what the decoder has of them is identical. */
  private chooseCoding(words: PictureWords, { column, row, key }: Place): Coding {
    if (!key && words.sameBlock(this.shown, column, row)) return 'skip';
    if (column > 0 && words.continuesLeft(column, row)) return 'horizontal';
    if (row > 0 && words.continuesAbove(column, row)) return 'vertical';
    return 'pcm';
  }

  private endSkipRun(): void {
    this.bits.unsigned(this.skipped);
    this.skipped = 0;
  }

  private writeRaw({ picture }: PictureWords, { column, row, key }: Place): void {
    const { lumaStride, chromaStride } = picture;
    this.bits.unsigned((key ? 0 : INTER_TYPES) + I_PCM);
    this.bits.alignWithZeros();
    this.bits.block(picture.y, { from: row * 16 * lumaStride + column * 16, stride: lumaStride, size: 16 });
    const chroma = { from: row * 8 * chromaStride + column * 8, stride: chromaStride, size: 8 };
    this.bits.block(picture.u, chroma);
    this.bits.block(picture.v, chroma);
    this.raw[row * picture.columns + column] = 1;
  }

  private writePredicted(coding: 'horizontal' | 'vertical', { column, row, key }: Place): void {
    const { bits } = this;
    bits.unsigned((key ? 0 : INTER_TYPES) + INTRA_16X16[coding]);
    bits.unsigned(INTRA_CHROMA_MODE[coding]);
    bits.signed(0); // mb_qp_delta
    this.writeNoCoefficients(column, row);
    this.raw[row * this.shown.picture.columns + column] = 0;
  }

  /** coeff_token for "none", whose code depends on what the left and upper neighbours carried (table 9-5). */
  private writeNoCoefficients(column: number, row: number): void {
    const { columns } = this.shown.picture;
    const at = row * columns + column;
    const left = column > 0 ? (this.raw[at - 1] ?? 0) * PCM_COEFFICIENTS : null;
    const above = row > 0 ? (this.raw[at - columns] ?? 0) * PCM_COEFFICIENTS : null;
    const context = left !== null && above !== null ? (left + above + 1) >> 1 : (left ?? above ?? 0);
    if (context < 2) this.bits.bits(1, 1);
    else if (context < 4) this.bits.bits(2, 3);
    else if (context < 8) this.bits.bits(4, 15);
    else this.bits.bits(6, 3);
  }
}

interface Place {
  readonly column: number;
  readonly row: number;
  readonly key: boolean;
}
