/** What a recorded message is, by its own bytes; its name and its declared type count for nothing. */
export interface VoiceFile {
  readonly format: 'wav' | 'mp3' | 'aac';
  readonly durationMs: number;
}

/** Null for anything but WAV, MP3 (Layer III) and AAC (ADTS). */
export function readVoiceFile(bytes: Buffer): VoiceFile | null {
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return readWav(bytes);
  return readFrames(bytes, 'mp3') ?? readFrames(bytes, 'aac');
}

function readWav(bytes: Buffer): VoiceFile | null {
  if (bytes.toString('latin1', 8, 12) !== 'WAVE') return null;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 20 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(at + 16);
    if (name === 'data') {
      const present = Math.min(size, bytes.length - at - 8);
      return bytesPerSecond > 0 ? { format: 'wav', durationMs: (present / bytesPerSecond) * 1000 } : null;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

interface Frame {
  readonly bytes: number;
  readonly ms: number;
}

/** Walks frame by frame to the end; a last frame that is cut short does not count. */
function readFrames(bytes: Buffer, format: 'mp3' | 'aac'): VoiceFile | null {
  let at = format === 'mp3' ? tagLength(bytes) : 0;
  let durationMs = 0;
  while (at < bytes.length) {
    const frame = format === 'mp3' ? mp3Frame(bytes, at) : aacFrame(bytes, at);
    if (frame === null) break;
    if (at + frame.bytes <= bytes.length) durationMs += frame.ms;
    at += frame.bytes;
  }
  const rest = bytes.length - at;
  // After the last frame an old tag of 128 bytes may follow, or bytes too few to be a frame's head.
  const ended = rest < 7 || (rest === 128 && bytes.toString('latin1', at, at + 3) === 'TAG');
  return durationMs > 0 && ended ? { format, durationMs } : null;
}

/** Bytes of an ID3v2 tag at the start. */
function tagLength(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  return 10 + bytes.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 127), 0);
}

const MP3_KBITS = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const MP3_RATES = [44_100, 48_000, 32_000] as const;
const AAC_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const AAC_SAMPLES = 1024;

/** MPEG-1, -2 and -2.5, Layer III. */
function mp3Frame(bytes: Buffer, at: number): Frame | null {
  if (at + 4 > bytes.length) return null;
  const head = bytes.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  const isLayerThree = ((head >>> 17) & 3) === 1;
  if (head >>> 21 !== 0x7ff || version === 1 || !isLayerThree) return null;
  const isFirst = version === 3;
  const kbits = MP3_KBITS[isFirst ? 'first' : 'second'][(head >>> 12) & 15] ?? 0;
  const rate = (MP3_RATES[(head >>> 10) & 3] ?? 0) / (isFirst ? 1 : version === 2 ? 2 : 4);
  if (kbits === 0 || rate === 0) return null;
  const samples = isFirst ? 1152 : 576;
  const length = Math.floor((samples / 8) * ((kbits * 1000) / rate)) + ((head >>> 9) & 1);
  return { bytes: length, ms: (samples / rate) * 1000 };
}

function aacFrame(bytes: Buffer, at: number): Frame | null {
  if (at + 7 > bytes.length) return null;
  if ((bytes.readUInt16BE(at) & 0xfff6) !== 0xfff0) return null;
  const rate = AAC_RATES[(bytes.readUInt8(at + 2) >>> 2) & 15];
  const length = (bytes.readUIntBE(at + 3, 3) >>> 5) & 0x1fff;
  return rate === undefined || length < 7 ? null : { bytes: length, ms: (AAC_SAMPLES / rate) * 1000 };
}

/** A tone of that length as a WAV file: 8 kHz, one channel, eight bits. */
export function makeTone(durationMs: number, hertz: number): Buffer {
  const rate = 8_000;
  const samples = Math.round((durationMs / 1000) * rate);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples, 40);
  const wave = Buffer.alloc(samples);
  for (let n = 0; n < samples; n++) wave[n] = 128 + Math.round(96 * Math.sin((2 * Math.PI * hertz * n) / rate));
  return Buffer.concat([head, wave]);
}
