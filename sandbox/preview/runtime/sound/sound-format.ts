/** The bits a second that WeChat's recorder takes at each sample rate, lowest and highest. */
export const BIT_RATES = {
  8000: [16_000, 48_000],
  11025: [16_000, 48_000],
  12000: [24_000, 64_000],
  16000: [24_000, 96_000],
  22050: [32_000, 128_000],
  24000: [32_000, 128_000],
  32000: [48_000, 192_000],
  44100: [64_000, 320_000],
  48000: [64_000, 320_000],
} as const;

export type SampleRate = keyof typeof BIT_RATES;

export interface SoundFormat {
  readonly channels: 1 | 2;
  readonly sampleRate: SampleRate;
  /** Bits a second. */
  readonly bitRate: number;
}

/** A file in the making. */
export interface EncodedSound {
  /** The bytes that are finished by now, often none. */
  write(samples: readonly Float32Array[]): Uint8Array<ArrayBuffer>;
  finish(): Uint8Array<ArrayBuffer>;
}
