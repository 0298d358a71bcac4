/** What the frames of an mp3 file say, from its first byte to its last. */
export interface Mp3Frames {
  readonly frames: number;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** Kbit/s. */
  readonly bitRate: number;
  readonly durationMs: number;
}

const KBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [22_050, 24_000, 16_000];
const SAMPLES = 576;

/** Reads MPEG-2 Layer III of one constant kind; null for anything else, or when a byte lies between two frames. */
export function readMp3Frames(bytes: Buffer): Mp3Frames | null {
  let at = 0;
  let frames = 0;
  const kinds = new Set<number>();
  while (at + 4 <= bytes.length) {
    const head = bytes.readUInt32BE(at);
    if (head >>> 17 !== 0b111_1111_1111_10_01) return null;
    kinds.add(head & 0xf_cc0);
    at += Math.floor((SAMPLES / 8) * ((kbitsOf(head) * 1000) / rateOf(head))) + ((head >>> 9) & 1);
    frames += 1;
  }
  if (kinds.size !== 1 || at !== bytes.length) return null;
  const head = bytes.readUInt32BE(0);
  const sampleRate = rateOf(head);
  const durationMs = (frames * SAMPLES * 1000) / sampleRate;
  return { frames, sampleRate, channels: ((head >>> 6) & 3) === 3 ? 1 : 2, bitRate: kbitsOf(head), durationMs };
}

const kbitsOf = (head: number): number => KBITS[(head >>> 12) & 15] ?? NaN;
const rateOf = (head: number): number => RATES[(head >>> 10) & 3] ?? NaN;
