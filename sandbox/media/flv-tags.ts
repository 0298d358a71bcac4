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

/** What a player should know before the first picture. */
export function describeStream({ width, height, fps }: VideoFormat): FlvTag {
  const facts = {
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

/** Parameter sets as an AVCDecoderConfigurationRecord. */
export function videoConfig({ sps, pps }: { readonly sps: Buffer; readonly pps: Buffer }): FlvTag {
  const body = Buffer.concat([
    Buffer.from([KEY_PICTURE, 0, 0, 0, 0]),
    Buffer.from([1]),
    sps.subarray(1, 4),
    Buffer.from([0xff, 0xe1]),
    withLength(sps, 2),
    Buffer.from([1]),
    withLength(pps, 2),
  ]);
  return { kind: 'video', timestamp: 0, body };
}

export function audioConfig(): FlvTag {
  return { kind: 'audio', timestamp: 0, body: Buffer.concat([Buffer.from([AAC_SOUND, 0]), AAC_CONFIG]) };
}

export function videoTag(unit: AccessUnit, timestamp: number): FlvTag {
  const head = Buffer.from([unit.key ? KEY_PICTURE : OTHER_PICTURE, 1, 0, 0, 0]);
  return { kind: 'video', timestamp, body: Buffer.concat([head, withLength(unit.slice, 4)]) };
}

/** Sound frame `n` of the grid. */
export function audioTag(n: number, timestamp: number): FlvTag {
  return { kind: 'audio', timestamp, body: Buffer.concat([Buffer.from([AAC_SOUND, 1]), aacFrame(n)]) };
}

function withLength(bytes: Buffer, lengthBytes: 2 | 4): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(bytes.length, 0, lengthBytes);
  return Buffer.concat([length, bytes]);
}
