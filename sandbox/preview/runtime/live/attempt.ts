import mpegts from 'mpegts.js';
import type { GatewayMessage } from '../../wire';
import { FlvMeter } from './flv-meter';
import { createPullLoader } from './pull-loader';

export interface AttemptEvents {
  onCode(code: number, message: string): void;
  /** The attempt is over; `final` when trying again is pointless. */
  onFailed(code: number, message: string, final: boolean): void;
  /** The server closed in order and everything received has been shown. */
  onEnded(message: string): void;
  onFirstFrame(): void;
}

/** Keeps close to live and catches up by playing a little faster. */
const PLAYER_CONFIG: mpegts.Config = {
  enableStashBuffer: false,
  liveSync: true,
  liveSyncMaxLatency: 0.6,
  liveSyncTargetLatency: 0.25,
  liveSyncPlaybackRate: 1.2,
  liveBufferLatencyChasing: true,
  liveBufferLatencyMaxLatency: 2,
  liveBufferLatencyMinRemain: 0.3,
};

const CHECK_MS = 200;
const UNSTABLE_MS = 1000;
const SILENT_MS = 8000;
const STUTTER_MS = 500;
const PROGRESS_MS = 1000;

mpegts.LoggingControl.enableAll = false;

/** One connection from opening to its end. Every code it reports follows from something that happened. */
export class Attempt {
  readonly meter = new FlvMeter();
  private readonly player: mpegts.Player;
  private readonly aborter = new AbortController();
  private readonly timer: ReturnType<typeof setInterval>;
  private phase: 'connecting' | 'playing' | 'draining' | 'over' = 'connecting';
  private unstable = false;
  private dryAt: number | null = null;
  private progressAt = 0;
  private dropped = 0;
  private destroyed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    source: string,
    private readonly events: AttemptEvents,
  ) {
    const customLoader = createPullLoader(source, {
      onMessage: (message) => this.hear(message),
      onBytes: (bytes) => this.meter.push(bytes) && events.onCode(2003, 'first video packet'),
      onClosed: (opened) => this.fail(opened ? 3005 : 3002, 'the connection closed'),
    });
    // The loader knows the source; mpegts.js only wants something that reads like an address.
    const media = { type: 'flv', isLive: true, url: 'http://preview/live' };
    this.player = mpegts.createPlayer(media, { ...PLAYER_CONFIG, customLoader });
    this.player.on(mpegts.Events.MEDIA_INFO, () => events.onCode(2008, 'decoder started'));
    this.player.on(mpegts.Events.ERROR, (type: string, detail: string) => this.playerFailed(type, detail));
    this.listen();
    this.player.attachMediaElement(video);
    this.player.load();
    void this.start();
    this.timer = setInterval(() => this.check(), CHECK_MS);
  }

  /** Stops without a word, and takes the picture away. */
  close(): void {
    this.finish();
    if (this.destroyed) return;
    this.destroyed = true;
    this.player.destroy();
  }

  /** Nothing is reported any more; the last picture stays. */
  private finish(): void {
    this.phase = 'over';
    clearInterval(this.timer);
    this.aborter.abort();
  }

  fail(code: number, message: string, final = false): void {
    if (this.phase === 'over' || this.phase === 'draining') return;
    this.close();
    this.events.onFailed(code, message, final);
  }

  private async start(): Promise<void> {
    try {
      await this.player.play();
    } catch (error) {
      // A browser forbids sound before the first touch; a phone does not.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || this.phase === 'over') return;
      this.video.muted = true;
      await this.video.play().catch(() => undefined);
    }
  }

  private hear({ code, message }: GatewayMessage): void {
    if (this.phase === 'over') return;
    if (code === 2001 || code === 2002) this.events.onCode(code, message);
    else if (code === 2006) this.phase = 'draining';
    else this.fail(code, message, code === -2301);
    if (code === 2006) this.endMessage = message;
  }

  private endMessage = '';

  private listen(): void {
    const { video, events } = this;
    const { signal } = this.aborter;
    const on = (name: string, listener: () => void): void => video.addEventListener(name, listener, { signal });
    let width = 0;
    on('resize', () => {
      if (width !== 0) events.onCode(2009, `${video.videoWidth}x${video.videoHeight}`);
      width = video.videoWidth;
    });
    on('playing', () => this.playing());
    on('waiting', () => this.waiting());
    on('timeupdate', () => this.progressed());
    on('error', () => this.fail(2101, video.error?.message ?? 'decoding failed'));
    video.requestVideoFrameCallback(() => {
      if (signal.aborted) return;
      events.onFirstFrame();
      events.onCode(2032, 'first frame rendered');
    });
  }

  private playing(): void {
    if (this.phase === 'connecting') this.phase = 'playing';
    this.events.onCode(2004, 'playing');
    const stalled = this.dryAt === null ? 0 : performance.now() - this.dryAt;
    this.dryAt = null;
    if (stalled >= STUTTER_MS) this.events.onCode(2105, `stood still for ${Math.round(stalled)} ms`);
  }

  private waiting(): void {
    if (this.phase === 'draining') this.dryAt = performance.now();
    if (this.phase !== 'playing') return;
    this.dryAt = performance.now();
    this.events.onCode(2007, 'loading');
  }

  private progressed(): void {
    const now = performance.now();
    if (this.phase !== 'playing' || now - this.progressAt < PROGRESS_MS) return;
    this.progressAt = now;
    this.events.onCode(2005, 'progress');
  }

  private playerFailed(type: string, detail: string): void {
    if (type === mpegts.ErrorTypes.MEDIA_ERROR) this.fail(2101, detail);
  }

  private check(): void {
    if (this.phase === 'draining') {
      this.drain();
      return;
    }
    const silent = performance.now() - this.meter.lastArrival;
    if (silent > SILENT_MS) {
      this.fail(3005, `no data for ${SILENT_MS} ms`);
      return;
    }
    if (this.phase !== 'playing') return;
    if (silent > UNSTABLE_MS && !this.unstable) this.events.onCode(2104, `no data for ${Math.round(silent)} ms`);
    this.unstable = silent > UNSTABLE_MS;
    const { droppedVideoFrames } = this.video.getVideoPlaybackQuality();
    if (droppedVideoFrames > this.dropped)
      this.events.onCode(2107, `${droppedVideoFrames - this.dropped} frames dropped`);
    this.dropped = droppedVideoFrames;
  }

  private drain(): void {
    const { buffered, currentTime, ended } = this.video;
    const rest = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1) - currentTime;
    if (rest > 0.1 && !ended && this.dryAt === null) return;
    this.finish();
    this.events.onEnded(this.endMessage);
  }
}
