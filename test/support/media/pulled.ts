import type { FlvTag } from '../../../sandbox/media/flv';
import { isKeyframe } from '../../../sandbox/media/flv';
import { FORMATS, type Quality } from '../../../sandbox/media/formats';
import type { Pull, PullEnd, PullOptions, PullStage } from '../../../sandbox/media/pull';
import { readStrip, stripPoint, type Mark } from '../../../sandbox/media/strip';
import { nalsOf } from './flv-bytes';
import type { DecodedPicture, H264Decoder } from './h264-decoder';

/** Everything a pull has told so far. */
export interface Pulled {
  readonly stages: readonly PullStage[];
  readonly tags: readonly FlvTag[];
  /** Resolves when so many tags have come; rejects when the pull ends before. */
  tagged(count: number): Promise<readonly FlvTag[]>;
  /** Resolves with the reason when the pull is over. */
  readonly end: Promise<PullEnd>;
  close(): void;
}

export function startPull(pull: Pull, url: string, options?: PullOptions): Pulled {
  const stages: PullStage[] = [];
  const tags: FlvTag[] = [];
  let check = (): void => undefined;
  let finish: (end: PullEnd) => void = () => undefined;
  const end = new Promise<PullEnd>((resolve) => (finish = resolve));
  const pulling = pull(
    url,
    {
      onStage: (stage) => stages.push(stage),
      onTag(tag) {
        tags.push(tag);
        check();
      },
      onEnd: finish,
    },
    options,
  );
  return {
    stages,
    tags,
    end,
    close: () => pulling.close(),
    tagged: (count) =>
      new Promise((resolve, reject) => {
        check = () => {
          if (tags.length >= count) resolve(tags);
        };
        check();
        void end.then((reason) => reject(new Error(`ended: ${JSON.stringify(reason)}`)));
      }),
  };
}

/** The strips of all pictures in the tags, in order; null where a picture's is not intact. */
export function readMarks(tags: readonly FlvTag[], decoder: H264Decoder, quality: Quality): (Mark | null)[] {
  return tags
    .filter(({ kind }) => kind === 'video')
    .flatMap(({ body }) => decoder.decode(...nalsOf(body)))
    .map((picture) => readMark(picture, quality));
}

/** The strip of one decoded picture. */
export function readMark({ width, planes }: DecodedPicture, quality: Quality): Mark | null {
  return readStrip((cell) => {
    const [x, y] = stripPoint(cell, FORMATS[quality]);
    return planes[y * width + x] ?? 0;
  });
}

export const keyframes = (tags: readonly FlvTag[]): readonly FlvTag[] => tags.filter(isKeyframe);
