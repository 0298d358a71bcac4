import { AAC_CONFIG, AAC_SAMPLE_RATE, aacFrame } from './aac';
import { encodeAmf } from './amf';
import type { FlvTag } from './flv';
import type { AccessUnit } from './h264';
import type { VideoFormat } from './h264-headers';

const AVC = 7;
const AAC = 10;
const KEY_PICTURE = 0x10 | AVC;
const OTHER_PICTURE = 0x20 | AVC;
/** AAC; the rate, depth and channels that follow are fixed by the format and say nothing about the sound. */
const AAC_SOUND = (AAC << 4) | 0x0f;

/** What a player should know before the first picture; `durationMs` of a file. */
export function describeStream({ width, height, fps }: VideoFormat, durationMs?: number): FlvTag {
  const facts = {
    ...(durationMs !== undefined && { duration: durationMs / 1000 }),
    width,
    height,
    framerate: fps,
    videocodecid: AVC,
    audiocodecid: AAC,
    audiosamplerate: AAC_SAMPLE_RATE,
    audiosamplesize: 16,
    stereo: false,
  };
  return { kind: 'script', timestamp: 0, body: encodeAmf('onMetaData', facts) };
}

interface ParameterSets {
  readonly sps: Buffer;
  readonly pps: Buffer;
}

/** Parameter sets as an AVCDecoderConfigurationRecord, which FLV and MP4 share. */
export const avcConfiguration = ({ sps, pps }: ParameterSets): Buffer =>
  Buffer.concat([
    Buffer.from([1]),
    sps.subarray(1, 4),
    Buffer.from([0xff, 0xe1]),
    withLength(sps, 2),
    Buffer.from([1]),
    withLength(pps, 2),
  ]);

export function videoConfig(sets: ParameterSets): FlvTag {
  const body = Buffer.concat([Buffer.from([KEY_PICTURE, 0, 0, 0, 0]), avcConfiguration(sets)]);
  return { kind: 'video', timestamp: 0, body };
}

export function audioConfig(): FlvTag {
  return { kind: 'audio', timestamp: 0, body: Buffer.concat([Buffer.from([AAC_SOUND, 0]), AAC_CONFIG]) };
}

export function videoTag(unit: AccessUnit, timestamp: number): FlvTag {
  const head = Buffer.from([unit.key ? KEY_PICTURE : OTHER_PICTURE, 1, 0, 0, 0]);
  return { kind: 'video', timestamp, body: Buffer.concat([head, sampleOf(unit)]) };
}

/** After the last picture: no more will come. */
export const videoEnd = (timestamp: number): FlvTag => ({
  kind: 'video',
  timestamp,
  body: Buffer.from([KEY_PICTURE, 2, 0, 0, 0]),
});

/** Sound frame `n` of the grid. */
export function audioTag(n: number, timestamp: number): FlvTag {
  return { kind: 'audio', timestamp, body: Buffer.concat([Buffer.from([AAC_SOUND, 1]), aacFrame(n)]) };
}

/** A picture as FLV and MP4 hold it. */
export const sampleOf = ({ slice }: AccessUnit): Buffer => withLength(slice, 4);

function withLength(bytes: Buffer, lengthBytes: 2 | 4): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(bytes.length, 0, lengthBytes);
  return Buffer.concat([length, bytes]);
}
