import { createMp3Encoder } from 'wasm-media-encoders';

import { meterLevel, Mp3Loudness, SILENCE_DB } from '../../../miniprogram/utils/mp3-level';

const RATE = 16_000;
const SECONDS = 2;

type Wave = (sample: number) => number;

/** As a phone records it: 16 kHz, mono, 48 kbit/s. */
async function encode(
  wave: Wave,
  { rate = RATE, channels = 1 }: { rate?: number; channels?: 1 | 2 } = {},
): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: rate, channels, bitrate: 48 });
  const samples = Float32Array.from({ length: rate * SECONDS }, (_, sample) => wave(sample));
  const body = encoder.encode(Array.from({ length: channels }, () => samples)).slice();
  const tail = encoder.finalize();
  const bytes = new Uint8Array(body.length + tail.length);
  bytes.set(body);
  bytes.set(tail, body.length);
  return bytes;
}

/** Repeatable noise. */
function noise(): Wave {
  let seed = 1;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed / 2_147_483_647) * 2 - 1;
  };
}

/** Vowels: a few partials, six syllables a second. */
const voice: Wave = (sample) => {
  const at = sample / RATE;
  const partials = [140, 280, 420, 700, 1_100, 2_300].map((hz, n) => Math.sin(2 * Math.PI * hz * at) / (n + 1));
  return (partials.reduce((sum, value) => sum + value, 0) / 3) * Math.abs(Math.sin(Math.PI * 6 * at));
};

const quieter = (wave: Wave, db: number): Wave => {
  const factor = 10 ** (-db / 20);
  return (sample) => wave(sample) * factor;
};

/** The loudness told for pieces of so many bytes. */
function told(bytes: Uint8Array, pieceBytes: number): number[] {
  const reader = new Mp3Loudness();
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.slice(index * pieceBytes, (index + 1) * pieceBytes),
  );
  return pieces.flatMap((piece) => reader.take(piece) ?? []);
}

/** Over the whole, without the encoder's run-in and run-out. */
function loudness(bytes: Uint8Array): number {
  const levels = told(bytes, 1_024).slice(2, -2);
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

test.each([
  ['a voice', voice],
  ['a tone', (sample: number) => 0.7 * Math.sin((2 * Math.PI * 440 * sample) / RATE)],
  ['noise', quieter(noise(), 6)],
])('%s that is 20 dB quieter is told so, to within 3 dB', async (_, wave) => {
  const [loud, low, lower] = await Promise.all(
    [0, 20, 40].map(async (db) => loudness(await encode(quieter(wave, db)))),
  );

  expect(Math.abs(loud! - low! - 20)).toBeLessThan(3);
  expect(Math.abs(low! - lower! - 20)).toBeLessThan(3);
});

test('digital silence is silence', async () => {
  expect(loudness(await encode(() => 0))).toBe(SILENCE_DB);
});

test('a voice moves the meter, and the pause after it lets it fall', async () => {
  const half = (RATE * SECONDS) / 2;
  const levels = told(await encode((sample) => (sample < half ? voice(sample) : 0)), 1_024).map(meterLevel);

  expect(Math.max(...levels.slice(1, 4))).toBeGreaterThan(0.5);
  expect(Math.max(...levels.slice(-3))).toBe(0);
});

test.each([1, 7, 216, 1_000, 100_000])('pieces of %i bytes tell every frame once', async (size) => {
  const bytes = await encode(voice);
  const whole = told(bytes, 216).map((level) => level.toFixed(6));

  if (size <= 216) expect(told(bytes, size).map((level) => level.toFixed(6))).toEqual(whole);
  else expect(told(bytes, size).length).toBeLessThan(whole.length);
});

test('frames are found after bytes that are none', async () => {
  const bytes = await encode(voice);
  const tagged = new Uint8Array(bytes.length + 50);
  tagged.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 40]);
  tagged.set(bytes, 50);

  expect(told(tagged, 216).length).toBe(told(bytes, 216).length);
});

test('a phone that records at its own rate, in two channels, moves the meter as well', async () => {
  const tone = (sample: number) => 0.7 * Math.sin((2 * Math.PI * 440 * sample) / 44_100);
  const levels = await Promise.all(
    [0, 20].map(async (db) => loudness(await encode(quieter(tone, db), { rate: 44_100, channels: 2 }))),
  );

  expect(Math.abs(levels[0]! - levels[1]! - 20)).toBeLessThan(4);
});

test('what is no mp3 tells nothing', () => {
  expect(told(new Uint8Array(4_096).fill(0x55), 512)).toEqual([]);
});

test.each([
  [-120, 0],
  [-31, 0.5],
  [0, 1],
])('%i dBFS fills %d of the meter', (db, share) => {
  expect(meterLevel(db)).toBe(share);
});
