import type { Clock } from './clock';
import type { Quality } from './formats';
import type { CameraPicture } from './scene';

export interface StreamRequest {
  readonly protocol: 'rtmp' | 'flv' | 'ws-flv' | 'hls';
  /** As asked: `/live/123-1`, `/live/live_123_1/index.m3u8`, `/rtsp/uuid/live.flv`. */
  readonly path: string;
  /** Raw text after the question mark, else empty. */
  readonly query: string;
}

/** A stream that may be watched. */
export interface LiveAnswer {
  readonly kind: 'live';
  readonly camera: CameraPicture;
  readonly quality: Quality;
  /** A recording: the picture of this instant (epoch ms) and what followed it. HLS has none yet. */
  readonly from?: number;
  /** Each viewing ends by itself after so many ms, as on a bad line. */
  readonly cutAfterMs?: number;
  onJoin?(): void;
  onLeave?(): void;
}

export type StreamAnswer = LiveAnswer | { readonly kind: 'refused'; readonly reason: 'forbidden' | 'not-found' };

interface Viewing {
  readonly camera: CameraPicture;
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
  enter(answer: LiveAnswer, cut: () => void): () => void {
    const viewing: Viewing = { camera: answer.camera, cut };
    this.viewings.add(viewing);
    const cancel = answer.cutAfterMs === undefined ? null : this.clock.after(answer.cutAfterMs, cut);
    answer.onJoin?.();
    return () => {
      if (!this.viewings.delete(viewing)) return;
      cancel?.();
      answer.onLeave?.();
    };
  }

  cut(match: (camera: CameraPicture) => boolean): void {
    for (const viewing of [...this.viewings]) if (match(viewing.camera)) viewing.cut();
  }
}
