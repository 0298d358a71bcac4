/** A colour as limited-range luma, blue and red difference. */
export type Colour = readonly [number, number, number];

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const BLACK: Colour = [16, 128, 128];

/** A YUV 4:2:0 picture whose planes are padded to whole macroblocks. Chroma covers pixel pairs, so areas are widened to even edges. */
export class Picture {
  readonly columns: number;
  readonly rows: number;
  /** Bytes in a row of luma and of chroma. */
  readonly lumaStride: number;
  readonly chromaStride: number;
  readonly y: Buffer;
  readonly u: Buffer;
  readonly v: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.columns = Math.ceil(width / 16);
    this.rows = Math.ceil(height / 16);
    this.lumaStride = this.columns * 16;
    this.chromaStride = this.columns * 8;
    this.y = newPlane(this.lumaStride * this.rows * 16, BLACK[0]);
    this.u = newPlane(this.chromaStride * this.rows * 8, BLACK[1]);
    this.v = newPlane(this.chromaStride * this.rows * 8, BLACK[2]);
  }

  fill(area: Area, [luma, blue, red]: Colour): void {
    const { left, right, top, bottom } = this.clip(area);
    if (right <= left) return;
    for (let row = top; row < bottom; row++) {
      this.y.fill(luma, row * this.lumaStride + left, row * this.lumaStride + right);
    }
    for (let row = top / 2; row < bottom / 2; row++) {
      const from = row * this.chromaStride + left / 2;
      const to = row * this.chromaStride + right / 2;
      this.u.fill(blue, from, to);
      this.v.fill(red, from, to);
    }
  }

  /** Takes an area over from a picture of the same size. */
  copy(source: Picture, area: Area): void {
    const { left, right, top, bottom } = this.clip(area);
    if (right <= left) return;
    for (let row = top; row < bottom; row++) {
      const from = row * this.lumaStride + left;
      source.y.copy(this.y, from, from, from + right - left);
    }
    for (let row = top / 2; row < bottom / 2; row++) {
      const from = row * this.chromaStride + left / 2;
      const to = from + (right - left) / 2;
      source.u.copy(this.u, from, from, to);
      source.v.copy(this.v, from, from, to);
    }
  }

  copyAll(source: Picture): void {
    source.y.copy(this.y);
    source.u.copy(this.u);
    source.v.copy(this.v);
  }

  private clip({ x, y, width, height }: Area): { left: number; right: number; top: number; bottom: number } {
    const even = (value: number): number => Math.floor(value / 2) * 2;
    return {
      left: even(Math.max(0, x)),
      top: even(Math.max(0, y)),
      right: Math.min(this.lumaStride, even(x + width + 1)),
      bottom: Math.min(this.rows * 16, even(y + height + 1)),
    };
  }
}

/** A plane in an ArrayBuffer of its own, so that it can be read in 32-bit words. */
function newPlane(bytes: number, value: number): Buffer {
  return Buffer.from(new ArrayBuffer(bytes)).fill(value);
}
