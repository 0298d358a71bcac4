import type { ServerResponse } from 'node:http';
import type { StreamRequest, WatchableAnswer } from './audience';
import type { HlsRequest } from './hls';
import { hasSegment, renderSegment, writePlaylist } from './hls';
import { HlsViewers } from './hls-viewers';
import { SegmentCache } from './segment-cache';
import type { Stage } from './viewing';
import { renderVodSegment, writeVodPlaylist } from './vod';

export interface HlsAsked {
  readonly answer: WatchableAnswer;
  /** With the playlist's path, also for a segment. */
  readonly request: StreamRequest;
  readonly hls: HlsRequest;
}

/** Playlists and segments, live and recorded. */
export class HlsStreams {
  private readonly viewers: HlsViewers;
  private readonly segments = new SegmentCache();

  constructor(private readonly stage: Stage) {
    this.viewers = new HlsViewers(stage.audience, stage.clock);
  }

  close(): void {
    this.viewers.close();
  }

  /** `reset` ends the connection of a viewer that was cut off. */
  send({ answer, request, hls }: HlsAsked, response: ServerResponse, reset: () => void): void {
    if (!this.viewers.fetch(`${request.path}?${request.query}`, answer)) {
      reset();
      return;
    }
    const now = this.stage.clock.now();
    if (hls.kind === 'playlist') {
      const isLive = answer.kind === 'live';
      response.setHeader('Content-Type', 'application/vnd.apple.mpegurl');
      response.end(isLive ? writePlaylist(request, now) : writeVodPlaylist(request, answer.span, now));
      return;
    }
    const segment = this.segment(answer, hls.segment, now);
    if (segment === null) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'video/mp2t');
    segment.then((bytes) => response.end(bytes), reset);
  }

  private segment(answer: WatchableAnswer, number: number, now: number): Promise<Buffer> | null {
    const { camera, quality } = answer;
    const name = [camera.cloud, camera.device, camera.label, quality, number];
    if (answer.kind === 'live') {
      if (!hasSegment(number, now)) return null;
      return this.segments.get([...name, 'live'].join('/'), () => renderSegment(camera, quality, number));
    }
    const { from, to } = answer.span;
    // Of a recording that grows, each segment stays as it was when it was first whole.
    return this.segments.get([...name, from, to].join('/'), () => renderVodSegment(answer, number, now));
  }
}
