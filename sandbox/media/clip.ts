import { setImmediate } from 'node:timers/promises';
import { AAC_FRAME_MS, aacFrameFrom } from './aac';
import { encodeFlvTag, FLV_HEADER, type FlvTag } from './flv';
import { audioConfig, audioTag, describeStream, videoConfig, videoTag } from './flv-tags';
import { Footage } from './footage';
import { FORMATS, FPS, frameFrom, frameInstant, type Quality } from './formats';
import type { CameraPicture } from './scene';

/** A stretch of time, epoch ms, from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const KEY_EVERY_FRAMES = 10 * FPS;

/** A camera's picture over a span as the bytes of an FLV file, a second of it at a time; always the same bytes. */
export async function* renderClip(
  camera: CameraPicture,
  quality: Quality,
  { from, to }: Span,
): AsyncGenerator<Buffer, void, undefined> {
  const footage = new Footage(camera, quality);
  const first = frameFrom(from);
  const end = frameFrom(to);
  const base = frameInstant(first);
  let sound = aacFrameFrom(base);
  const heads = [describeStream(FORMATS[quality]), videoConfig(footage.parameterSets), audioConfig()];
  yield Buffer.concat([FLV_HEADER, ...heads.map(encodeFlvTag)]);
  for (let n = first; n < end; n += FPS) {
    const tags: FlvTag[] = [];
    for (let frame = n; frame < Math.min(end, n + FPS); frame++) {
      const instant = frameInstant(frame);
      tags.push(videoTag(footage.frame(frame, (frame - first) % KEY_EVERY_FRAMES === 0), instant - base));
      for (; sound * AAC_FRAME_MS <= instant; sound++) tags.push(audioTag(sound, sound * AAC_FRAME_MS - base));
    }
    yield Buffer.concat(tags.map(encodeFlvTag));
    await setImmediate(); // live pictures come first
  }
}
