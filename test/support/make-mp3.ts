/** The four bytes before each frame, field by field. */
export interface FrameFields {
  /** 3 for MPEG-1, 2 for MPEG-2, 0 for MPEG-2.5. */
  readonly version: 0 | 1 | 2 | 3;
  /** 1 for Layer III. */
  readonly layer: 0 | 1 | 2 | 3;
  readonly bitrate: number;
  /** 2 is 16 kHz in MPEG-2. */
  readonly rate: 0 | 1 | 2 | 3;
  readonly padding: 0 | 1;
  /** 3 for one channel. */
  readonly channels: 0 | 1 | 2 | 3;
}

/** What the app records: MPEG-2 Layer III, 48 kbit/s, 16 kHz, one channel. */
const OURS: FrameFields = { version: 2, layer: 1, bitrate: 6, rate: 2, padding: 0, channels: 3 };
export const FRAME_BYTES = 216;
export const FRAME_MS = 36;

export function makeFrame(fields: Partial<FrameFields> = {}, bytes = FRAME_BYTES): Uint8Array {
  const { version, layer, bitrate, rate, padding, channels } = { ...OURS, ...fields };
  const frame = new Uint8Array(bytes).fill(0x55);
  frame.set([0xff, 0xe1 | (version << 3) | (layer << 1), (bitrate << 4) | (rate << 2) | (padding << 1), channels << 6]);
  return frame;
}

export const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** A message of so many frames of 36 ms; 84 are 3 s. */
export function makeMp3(frames = 84, fields: Partial<FrameFields> = {}, bytes = FRAME_BYTES): Uint8Array {
  return join(...Array.from({ length: frames }, () => makeFrame(fields, bytes)));
}
