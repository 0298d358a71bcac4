import { setImmediate } from 'node:timers/promises';
import { AAC_FRAME_MS, aacFrameFrom } from './aac';
import { encodeFlvTag, FLV_HEADER } from './flv';
import { audioConfig, audioTag, describeStream, videoConfig, videoTag } from './flv-tags';
import { Footage } from './footage';
import { FORMATS, FPS, frameFrom, frameInstant, type Quality } from './formats';
import type { AccessUnit } from './h264';
import type { CameraPicture } from './scene';
import type { Span } from './span';

/** A file holds every third picture of a stream: recorders save room. */
export const CLIP_FPS = 5;
const STRIDE = FPS / CLIP_FPS;
const KEY_EVERY_STEPS = 10 * CLIP_FPS;

/** What a file is made from: stretches in order, put together without the gaps between them. */
export interface ClipSource {
  readonly camera: CameraPicture;
  readonly quality: Quality;
  readonly spans: readonly Span[];
}

/** One picture of a file, and the sound up to it; times are ms from the file's beginning. */
export interface ClipStep {
  readonly at: number;
  readonly unit: AccessUnit;
  readonly sounds: readonly { readonly at: number; readonly frame: number }[];
}

export const clipFormat = (quality: Quality) => ({ ...FORMATS[quality], fps: CLIP_FPS });
export const clipDuration = ({ spans }: ClipSource): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

/** A camera's pictures for a file, a second of them at a time; live pictures get their turn in between. */
export class ClipRun {
  private readonly footage: Footage;

  constructor(private readonly source: ClipSource) {
    this.footage = new Footage({ ...source.camera, recorded: true }, source.quality, CLIP_FPS);
  }

  get parameterSets(): Footage['parameterSets'] {
    return this.footage.parameterSets;
  }

  async *steps(): AsyncGenerator<readonly ClipStep[], void, undefined> {
    let begun = 0;
    let step = 0;
    let heard = 0;
    for (const { from, to } of this.source.spans) {
      const first = frameFrom(from);
      const sound = aacFrameFrom(from);
      for (let n = first; n < frameFrom(to); n += FPS) {
        const second: ClipStep[] = [];
        for (let frame = n; frame < Math.min(frameFrom(to), n + FPS); frame += STRIDE) {
          const at = begun + frameInstant(frame) - frameInstant(first);
          const sounds: { at: number; frame: number }[] = [];
          for (; heard * AAC_FRAME_MS <= at; heard++) sounds.push({ at: heard * AAC_FRAME_MS, frame: sound + heard });
          second.push({ at, unit: this.footage.frame(frame, step++ % KEY_EVERY_STEPS === 0), sounds });
        }
        yield second;
        await setImmediate();
      }
      begun += to - from;
    }
  }
}

/** The bytes of an FLV file, piece by piece; always the same for the same source. */
export async function* renderClip(source: ClipSource): AsyncGenerator<Buffer, void, undefined> {
  const run = new ClipRun(source);
  const heads = [
    describeStream(clipFormat(source.quality), clipDuration(source)),
    videoConfig(run.parameterSets),
    audioConfig(),
  ];
  yield Buffer.concat([FLV_HEADER, ...heads.map(encodeFlvTag)]);
  for await (const second of run.steps()) {
    const tags = second.flatMap(({ at, unit, sounds }) => [
      videoTag(unit, at),
      ...sounds.map((sound) => audioTag(sound.frame, sound.at)),
    ]);
    yield Buffer.concat(tags.map(encodeFlvTag));
  }
}
