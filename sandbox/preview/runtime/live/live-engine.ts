import type { Device } from '../device';
import { Attempt } from './attempt';
import type { Readings } from './flv-meter';
import { toNetStatus, type NetStatus, type Picture } from './net-status';

export interface EngineEvents {
  onState(code: number, message: string): void;
  onNetStatus(info: NetStatus): void;
}

/** Tests shorten the wait; WeChat's player waits about this long between its own attempts. */
export const liveSettings = { retryMs: 3000 };

const RETRIES = 3;
const NET_STATUS_MS = 2000;

/** Plays one live address at a time and tries again by itself, three times, as WeChat's player does. */
export class LiveEngine {
  private source = '';
  private attempt: Attempt | null = null;
  private left = RETRIES;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private reporter: ReturnType<typeof setInterval> | undefined;
  private sample: { at: number; readings: Readings; picture: Picture } | null = null;
  private readonly stopListening: () => void;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly device: Device,
    private readonly events: EngineEvents,
  ) {
    this.stopListening = device.onChange('network', (network) => {
      if (network === 'none') this.attempt?.fail(3005, 'the network is gone');
    });
  }

  play(source: string): void {
    this.stop();
    if (source === '') return;
    this.source = source;
    this.left = RETRIES;
    this.open();
    this.reporter = setInterval(() => this.report(), NET_STATUS_MS);
  }

  isPlaying(source: string): boolean {
    return this.source !== '' && this.source === source;
  }

  get isRunning(): boolean {
    return this.source !== '';
  }

  stop(): void {
    clearTimeout(this.retry);
    clearInterval(this.reporter);
    this.attempt?.close();
    this.attempt = null;
    this.sample = null;
    this.source = '';
  }

  pause(): void {
    this.video.pause();
  }

  /** Goes on at the live edge, not where it stood. */
  async resume(): Promise<void> {
    const { buffered, paused } = this.video;
    if (paused && buffered.length > 0) this.video.currentTime = buffered.end(buffered.length - 1) - 0.2;
    if (this.video.paused) await this.video.play().catch(() => undefined); // nothing received yet: autoplay follows
  }

  destroy(): void {
    this.stop();
    this.stopListening();
  }

  private open(): void {
    if (this.device.state.network === 'none') {
      this.failed(3002, 'no network', false);
      return;
    }
    this.attempt = new Attempt(this.video, this.source, {
      onCode: (code, message) => this.events.onState(code, message),
      onFailed: (code, message, final) => this.failed(code, message, final),
      onEnded: (message) => {
        clearInterval(this.reporter);
        this.source = ''; // over, though its last picture stays until something else is played
        this.events.onState(2006, message);
      },
      onFirstFrame: () => (this.left = RETRIES),
    });
    this.sample = null;
  }

  private failed(code: number, message: string, final: boolean): void {
    this.attempt = null;
    if (!final) this.events.onState(code, message);
    if (final || this.left === 0) {
      this.stop();
      this.events.onState(-2301, final ? message : 'retries exhausted');
      return;
    }
    this.left--;
    this.retry = setTimeout(() => {
      this.events.onState(2103, 'connecting again');
      if (this.source !== '') this.open(); // the page may have stopped us on hearing that
    }, liveSettings.retryMs);
  }

  private report(): void {
    if (this.attempt === null) return;
    const sample = { at: performance.now(), readings: this.attempt.meter.read(), picture: this.picture() };
    if (this.sample !== null) this.events.onNetStatus(toNetStatus(this.sample, sample));
    this.sample = sample;
  }

  private picture(): Picture {
    const { videoWidth: width, videoHeight: height, buffered, currentTime } = this.video;
    const end = buffered.length === 0 ? currentTime : buffered.end(buffered.length - 1);
    const { totalVideoFrames: shownFrames } = this.video.getVideoPlaybackQuality();
    return { width, height, bufferedMs: Math.max(0, end - currentTime) * 1000, shownFrames };
  }
}
