const FRAMES = 60;
const FRAME_BYTES = 216;
/** MPEG-2 Layer III, 48 kbit/s, 16 kHz, mono: what the phone records. */
const FRAME_HEAD = [0xff, 0xf3, 0x68, 0xc0];

/** An mp3 file of two seconds of silence. */
export const MP3 = Uint8Array.from({ length: FRAMES * FRAME_BYTES }, (_, at) => FRAME_HEAD[at % FRAME_BYTES] ?? 0);

export const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 0xff, 0xd9]);
