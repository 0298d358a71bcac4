import type { Clock } from './clock';
import type { Quality } from './formats';
import type { CameraPicture } from './scene';
import type { Span } from './span';

export interface StreamRequest {
  readonly protocol: 'rtmp' | 'flv' | 'ws-flv' | 'hls';
  /** As asked: `/live/123-1`, `/live/live_123_1/index.m3u8`, `/rtsp/uuid/live.flv`. */
  readonly path: string;
  /** Raw text after the question mark, else empty. */
  readonly query: string;
}

interface Shown {
  readonly camera: CameraPicture;
  readonly quality: Quality;
  onJoin?(): void;
  onLeave?(): void;
}

/** What a camera sees now. */
export interface LiveAnswer extends Shown {
  readonly kind: 'live';
  /** Each viewing ends by itself after so many ms, as on a bad line. */
  readonly cutAfterMs?: number;
}

/** What a camera saw: the stream ends in order at the end of the span, or where it has caught up with the present. */
export interface RecordedAnswer extends Shown {
  readonly kind: 'recorded';
  /** Where the recording lies; what is on the device is out of reach with it. */
  readonly place: 'device' | 'cloud';
  /** Recorded throughout; it may reach into the future. */
  readonly span: Span;
  /** How many times faster than it happened; HLS leaves that to the player. */
  readonly speed: number;
}

/** A stream that may be watched. */
export type WatchableAnswer = LiveAnswer | RecordedAnswer;
/** What a viewer sees: the camera as it is, or what is kept on the device or in the cloud. */
export type Shows = 'live' | RecordedAnswer['place'];

export type StreamAnswer = WatchableAnswer | { readonly kind: 'refused'; readonly reason: 'forbidden' | 'not-found' };

interface Viewing {
  readonly camera: CameraPicture;
  readonly shows: Shows;
  readonly cut: () => void;
}

/** Everybody who watches now, over all protocols. */
export class Audience {
  private readonly viewings = new Set<Viewing>();

  constructor(private readonly clock: Clock) {}

  get size(): number {
    return this.viewings.size;
  }

  /** Counts a viewer in; `cut` must end its stream abruptly. The returned function counts it out, once. */
  enter(answer: WatchableAnswer, cut: () => void): () => void {
    const isLive = answer.kind === 'live';
    const viewing: Viewing = { camera: answer.camera, shows: isLive ? 'live' : answer.place, cut };
    this.viewings.add(viewing);
    const cancel = isLive && answer.cutAfterMs !== undefined ? this.clock.after(answer.cutAfterMs, cut) : null;
    answer.onJoin?.();
    return () => {
      if (!this.viewings.delete(viewing)) return;
      cancel?.();
      answer.onLeave?.();
    };
  }

  cut(match: (camera: CameraPicture, shows: Shows) => boolean): void {
    for (const viewing of [...this.viewings]) if (match(viewing.camera, viewing.shows)) viewing.cut();
  }
}
