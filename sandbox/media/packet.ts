import { encodeFlvTag, isKeyframe, tagType, type FlvTag } from './flv';
import { encodeMessage } from './rtmp-chunks';

/** Chunks of the RTMP server: large, so that most pictures are one. */
export const SERVER_CHUNK_SIZE = 60_000;
/** The message stream that our server gives to every player. */
export const PLAY_STREAM = 1;

const CHANNELS = { audio: 4, script: 5, video: 6 } as const satisfies Record<FlvTag['kind'], number>;

/** A tag on its way to many viewers: each wire form is made once, when the first viewer needs it. */
export class MediaPacket {
  readonly key: boolean;
  private asFlv: Buffer | null = null;
  private asRtmp: Buffer | null = null;

  constructor(readonly tag: FlvTag) {
    this.key = isKeyframe(tag);
  }

  get flv(): Buffer {
    this.asFlv ??= encodeFlvTag(this.tag);
    return this.asFlv;
  }

  get rtmp(): Buffer {
    const { kind, timestamp, body } = this.tag;
    this.asRtmp ??= encodeMessage(
      { type: tagType(kind), stream: PLAY_STREAM, timestamp, body },
      CHANNELS[kind],
      SERVER_CHUNK_SIZE,
    );
    return this.asRtmp;
  }
}
