/** Writes an H.264 bit string (RBSP): most significant bit first, with Exp-Golomb numbers. */
export class BitWriter {
  private readonly buffer: Buffer;
  private length = 0;
  private byte = 0;
  private used = 0;

  constructor(capacity: number) {
    this.buffer = Buffer.alloc(capacity);
  }

  reset(): void {
    this.length = 0;
    this.byte = 0;
    this.used = 0;
  }

  /** `value` in `bits` bits (1–32). */
  bits(bits: number, value: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.byte = (this.byte << 1) | ((value >>> bit) & 1);
      this.used++;
      if (this.used === 8) this.flush();
    }
  }

  flag(value: boolean): void {
    this.bits(1, value ? 1 : 0);
  }

  /** ue(v). */
  unsigned(value: number): void {
    const code = value + 1;
    const length = 32 - Math.clz32(code);
    if (length > 1) this.bits(length - 1, 0);
    this.bits(length, code);
  }

  /** se(v). */
  signed(value: number): void {
    this.unsigned(value <= 0 ? -2 * value : 2 * value - 1);
  }

  alignWithZeros(): void {
    while (this.used !== 0) this.bits(1, 0);
  }

  /** A rectangle of bytes out of a plane. The writer must be aligned. */
  block(plane: Buffer, at: { readonly from: number; readonly stride: number; readonly size: number }): void {
    for (let row = 0, from = at.from; row < at.size; row++, from += at.stride) {
      for (let column = 0; column < at.size; column++) this.buffer[this.length++] = plane[from + column] ?? 0;
    }
  }

  /** Ends the string with its stop bit and returns a view that lives until the next `reset`. */
  finish(): Buffer {
    this.bits(1, 1);
    this.alignWithZeros();
    return this.buffer.subarray(0, this.length);
  }

  private flush(): void {
    this.buffer[this.length++] = this.byte;
    this.byte = 0;
    this.used = 0;
  }
}

const TWO_ZEROS = Buffer.from([0, 0]);
const ESCAPE = Buffer.from([3]);

/** A NAL unit: the header byte, then the bit string with emulation prevention. */
export function toNal(header: number, bits: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([header])];
  let from = 0;
  for (let at = bits.indexOf(TWO_ZEROS); at >= 0; at = bits.indexOf(TWO_ZEROS, at)) {
    const next = bits[at + 2];
    if (next !== undefined && next <= 3) {
      parts.push(bits.subarray(from, at + 2), ESCAPE);
      from = at + 2;
      at += 2;
    } else {
      at += 1;
    }
  }
  parts.push(bits.subarray(from));
  return Buffer.concat(parts);
}
