/*
 * How loud an mp3 is, without decoding it. Each frame's side information holds the step its values were quantised with
 * (`global_gain`, 1.5 dB each) and which code tables hold its greatest values (ISO/IEC 11172-3 §2.4.1.7, 13818-3).
 * Their product follows the loudness of speech decibel by decibel, to within a few.
 */

/** Bit rates by index, kbit/s, layer III. */
const RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const LOW_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Sample rates by version (MPEG-2.5, none, 2, 1) and index. */
const SAMPLE_RATES = [[11_025, 12_000, 8_000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]];
const MPEG_1 = 3;
const LAYER_III = 1;
const MONO = 3;

/** The greatest value that each code table can hold; 16 to 31 escape to so many more bits. */
const ESCAPE_BITS = [1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13];
const GREATEST = [0, 1, 2, 2, 0, 3, 3, 5, 5, 5, 7, 7, 7, 15, 0, 15, ...ESCAPE_BITS.map((bits) => 14 + 2 ** bits)];

const HEADER_BYTES = 4;
const CRC_BYTES = 2;
/** Of `global_gain`: the step at which a value of 1 is full scale, and what one more of it means. */
const UNITY_GAIN = 210;
const GAIN_DB = 20 * Math.log10(2 ** (1 / 4));

/** What silence is told as, dBFS. */
export const SILENCE_DB = -120;
/** What speech into a phone is between: a whisper, and somebody who shouts. */
const QUIET_DB = -52;
const LOUD_DB = -10;

interface Frame {
  readonly bytes: number;
  /** Where the first granule of the first channel begins, bits from the frame's start. */
  readonly granuleAt: number;
  /** Bits of `scalefac_compress`. */
  readonly compressBits: number;
}

/** Reads a stream of mp3 that comes in pieces cut anywhere. */
export class Mp3Loudness {
  private rest: Uint8Array = new Uint8Array(0);

  /** How loud the frames are that this piece completes, dBFS; null when it completes none. */
  take(piece: Uint8Array): number | null {
    const bytes = joined(this.rest, piece);
    const levels: number[] = [];
    let at = 0;
    while (at + HEADER_BYTES <= bytes.length) {
      const frame = frameAt(bytes, at);
      if (frame === null) {
        at += 1;
        continue;
      }
      if (at + frame.bytes > bytes.length) break;
      levels.push(loudnessOf(bytes, at, frame));
      at += frame.bytes;
    }
    this.rest = bytes.slice(at);
    return levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length;
  }
}

/** A loudness in dBFS as the share of a meter that it fills, 0 to 1. */
export function meterLevel(loudnessDb: number): number {
  return Math.min(1, Math.max(0, (loudnessDb - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** The layer III frame that begins there; null when what is there begins none. */
function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const field = (bit: number, count: number) => bitsAt(bytes, at * 8 + bit, count);
  if (field(0, 11) !== 0x7ff || field(13, 2) !== LAYER_III) return null;
  const version = field(11, 2);
  const isFirst = version === MPEG_1;
  const kbps = (isFirst ? RATES : LOW_RATES)[field(16, 4)];
  const sampleRate = SAMPLE_RATES[version]?.[field(20, 2)];
  if (kbps === undefined || kbps === 0 || sampleRate === undefined) return null;
  const isMono = field(24, 2) === MONO;
  const side = HEADER_BYTES + (field(15, 1) === 0 ? CRC_BYTES : 0);
  return {
    bytes: Math.floor(((isFirst ? 144_000 : 72_000) * kbps) / sampleRate) + field(22, 1),
    granuleAt: side * 8 + preambleBits(isFirst, isMono),
    compressBits: isFirst ? 4 : 9,
  };
}

/** What stands before the granules: where the data begin, private bits and, in MPEG-1, what granules share. */
function preambleBits(isFirst: boolean, isMono: boolean): number {
  if (isFirst) return isMono ? 18 : 20;
  return isMono ? 9 : 10;
}

function loudnessOf(bytes: Uint8Array, at: number, { granuleAt, compressBits }: Frame): number {
  let bit = at * 8 + granuleAt;
  const next = (count: number) => bitsAt(bytes, (bit += count) - count, count);
  const dataBits = next(12);
  const bigValues = next(9);
  const gain = next(8);
  next(compressBits);
  const isSwitched = next(1) === 1;
  if (isSwitched) next(3);
  const tables = isSwitched ? [next(5), next(5)] : [next(5), next(5), next(5)];
  if (dataBits === 0) return SILENCE_DB;
  // Without big values, all that is left are ones.
  const greatest = bigValues === 0 ? 1 : Math.max(...tables.map((table) => GREATEST[table] ?? 0));
  if (greatest === 0) return SILENCE_DB;
  return Math.max(SILENCE_DB, 20 * Math.log10(greatest ** (4 / 3)) + GAIN_DB * (gain - UNITY_GAIN));
}

/** `count` bits from `bit` on, most significant first; what lies beyond the end counts as 0. */
function bitsAt(bytes: Uint8Array, bit: number, count: number): number {
  let value = 0;
  for (let index = bit; index < bit + count; index += 1) {
    value = value * 2 + (((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1);
  }
  return value;
}
