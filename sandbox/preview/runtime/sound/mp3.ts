import { createMp3Encoder } from 'wasm-media-encoders';
import type { EncodedSound, SoundFormat } from './sound-format';

/** Constant rates in kbit/s. */
const RATES = [8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;

/**
 * Encodes by LAME, compiled to WebAssembly (LGPL; a tool of this preview, no part of what is shipped). `heard` is the
 * rate of the samples that will come, in hertz. Frames follow each other from the first byte on, without a tag.
 */
export async function encodeMp3({ channels, sampleRate, bitRate }: SoundFormat, heard: number): Promise<EncodedSound> {
  const encoder = await createMp3Encoder();
  const bitrate = RATES.findLast((rate) => rate * 1000 <= bitRate) ?? RATES[0];
  encoder.configure({ channels, sampleRate: heard, outputSampleRate: sampleRate, bitrate });
  // What it hands out lies in its own memory, and the next call writes over it.
  return {
    write: (samples) => new Uint8Array(encoder.encode(samples)),
    finish: () => new Uint8Array(encoder.finalize()),
  };
}
