import tone from './aac-tone.json';

const FRAMES: readonly Buffer[] = tone.frames.map((frame) => Buffer.from(frame, 'base64'));

export const AAC_SAMPLE_RATE = tone.sampleRate;
/** AudioSpecificConfig: AAC-LC, 16 kHz, one channel. */
export const AAC_CONFIG: Buffer = Buffer.from(tone.config, 'hex');
/** Length of one frame; frames of all cameras lie on one grid from the epoch on. */
export const AAC_FRAME_MS = (tone.samplesPerFrame * 1000) / tone.sampleRate;

/** The sound of frame `n` on the grid: a quiet hum. */
export function aacFrame(n: number): Buffer {
  const frame = FRAMES[n % FRAMES.length];
  if (frame === undefined) throw new Error('the table of sound is empty');
  return frame;
}

/** The first frame that begins at or after an instant (epoch ms). */
export const aacFrameFrom = (instant: number): number => Math.ceil(instant / AAC_FRAME_MS);
