/** A voice message as a vendor takes it: bare frames, without the tags around them. */
export interface VoiceRecording {
  readonly frames: Uint8Array;
  readonly durationMs: number;
}

/** What is wrong with bytes that should be a message. */
export type Mp3Fault = 'no-mp3' | 'wrong-layer' | 'wrong-rate' | 'not-mono' | 'too-short' | 'too-long';

const LEAST_MS = 1_000;
const MOST_MS = 60_000;
/** A recorder that is told to stop after a minute writes some frames more, which are left off. */
const OVERRUN_MS = 500;
const SAMPLE_RATE = 16_000;

/** Frame header, ISO 11172-3 §2.4.1.3 and 13818-3: what the bits say of one frame. */
interface FrameHead {
  readonly bytes: number;
  readonly samples: number;
  readonly layer: 1 | 2 | 3;
  readonly sampleRate: number;
  readonly isMono: boolean;
}

/** Reads a message frame by frame, from its first byte to its last: anything between or behind the frames is a fault. */
export function readMp3(bytes: Uint8Array): VoiceRecording | Mp3Fault {
  const start = afterTags(bytes);
  const end = beforeTag(bytes);
  const most = durationSamples(MOST_MS);
  let samples = 0;
  let kept = { samples: 0, end: start };
  for (let at = start; at < end;) {
    const head = readHead(bytes, at);
    if (!head) return 'no-mp3';
    const fault = faultOf(head);
    if (fault) return fault;
    at += head.bytes;
    if (at > end) break; // the last frame, cut short when the recording stopped
    samples += head.samples;
    if (samples <= most) kept = { samples, end: at };
  }
  if (samples === 0) return 'no-mp3';
  if (samples < durationSamples(LEAST_MS)) return 'too-short';
  if (samples > durationSamples(MOST_MS + OVERRUN_MS)) return 'too-long';
  return { frames: bytes.subarray(start, kept.end), durationMs: Math.round((kept.samples / SAMPLE_RATE) * 1000) };
}

const durationSamples = (ms: number): number => (ms / 1000) * SAMPLE_RATE;

function faultOf({ layer, sampleRate, isMono }: FrameHead): Mp3Fault | null {
  if (layer !== 3) return 'wrong-layer';
  if (sampleRate !== SAMPLE_RATE) return 'wrong-rate';
  return isMono ? null : 'not-mono';
}

const MONO = 3;
const BASE_RATES: readonly number[] = [44_100, 48_000, 32_000];
/** By the two bits of the version; 1 is reserved. */
const RATE_DIVISORS: readonly (number | null)[] = [4, null, 2, 1];
const LAYERS: readonly (FrameHead['layer'] | null)[] = [null, 3, 2, 1];
/** kbit/s by the four bits of the bitrate, for MPEG-2 and -2.5, Layer III; free formats and 15 are refused. */
const KBITS: readonly number[] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
const KBITS_OF_FIRST: readonly number[] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];

/** Null where no frame begins. Sizes of other layers are not worked out: such frames are refused before the next. */
function readHead(bytes: Uint8Array, at: number): FrameHead | null {
  const [sync = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  const divisor = RATE_DIVISORS[(second >> 3) & 3];
  const layer = LAYERS[(second >> 1) & 3];
  const base = BASE_RATES[(third >> 2) & 3];
  const isFirst = divisor === 1;
  const kbits = (isFirst ? KBITS_OF_FIRST : KBITS)[third >> 4];
  if (sync !== 0xff || second >> 5 !== 7 || !divisor || !layer || !base || !kbits) return null;
  const samples = isFirst ? 1152 : 576;
  const sampleRate = base / divisor;
  const padding = (third >> 1) & 1;
  const size = Math.floor(((samples / 8) * kbits * 1000) / sampleRate) + padding;
  return { bytes: size, samples, layer, sampleRate, isMono: fourth >> 6 === MONO };
}

const ID3_HEAD = 10;
const ID3_FOOTER_FLAG = 0x10;
const OLD_TAG = 128;

/** Where the first byte stands behind any ID3v2 tags. */
function afterTags(bytes: Uint8Array): number {
  let at = 0;
  while (textAt(bytes, at, 3) === 'ID3' && at + ID3_HEAD <= bytes.length) {
    const [flags = 0, ...sizes] = bytes.subarray(at + 5, at + ID3_HEAD);
    const size = sizes.reduce((total, byte) => total * 128 + (byte & 127), 0);
    at += ID3_HEAD + size + (flags & ID3_FOOTER_FLAG ? ID3_HEAD : 0);
  }
  return at;
}

/** Where an ID3v1 tag begins, or the end. */
function beforeTag(bytes: Uint8Array): number {
  const at = bytes.length - OLD_TAG;
  return at >= 0 && textAt(bytes, at, 3) === 'TAG' ? at : bytes.length;
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
