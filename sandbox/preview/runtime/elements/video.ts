import type Hls from 'hls.js';
import { resourceUrl } from '../files';
import type { Phone } from '../phone';
import { refusingUnknown, reportUnimplemented } from '../report';
import { ApiFailure, asyncApi } from '../wx/api';
import type { ElementBehavior, ElementDefinition, Host } from './define';
import { FullScreen } from './full-screen';

export const video: ElementDefinition = {
  tag: 'video',
  properties: {
    src: String,
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    controls: { type: Boolean, value: true },
    poster: String,
    objectFit: { type: String, value: 'contain' },
    initialTime: Number,
    isLive: Boolean,
    title: String,
    autoPauseIfNavigate: { type: Boolean, value: true },
    autoPauseIfOpenNative: null,
    showCenterPlayBtn: null,
    showPlayBtn: null,
    showFullscreenBtn: null,
    showMuteBtn: null,
    showProgress: null,
    showLoading: null,
    showBottomProgress: null,
    enableProgressGesture: null,
    enablePlayGesture: null,
    vslideGesture: null,
    vslideGestureInFullscreen: null,
    pictureInPictureMode: null,
    preferredPeakBitRate: Number,
    referrerPolicy: String,
  },
  create: (host, phone) => new Video(host, phone),
};

const TIME_UPDATE_MS = 250;
const RATES: readonly number[] = [0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4];

class Video implements ElementBehavior {
  private readonly player = document.createElement('video');
  private readonly fullScreen: FullScreen;
  private readonly commands: object;
  private hls: Hls | null = null;
  /** Counts sources, so that a library still loading for an earlier one is not used. */
  private generation = 0;

  constructor(
    private readonly host: Host,
    private readonly phone: Phone,
  ) {
    this.player.playsInline = true;
    host.element.append(this.player);
    this.fullScreen = new FullScreen(host, phone);
    this.commands = refusingUnknown(this.createCommands(), 'VideoContext');
    this.forwardEvents();
  }

  attached(): void {
    const page = this.host.element.closest('.page-window');
    page?.addEventListener('wx-page-hide', () => this.host.flag('autoPauseIfNavigate') && this.player.pause());
    if (this.host.text('src') !== '') void this.load();
  }

  detached(): void {
    this.fullScreen.exit();
    this.unload();
  }

  changed(name: string, value: unknown): void {
    const { player, host } = this;
    if (name === 'src' && host.element.isConnected) void this.load();
    else if (name === 'muted' || name === 'loop' || name === 'controls') player[name] = value === true;
    // As on a phone, there is no poster without controls.
    else if (name === 'poster') player.poster = host.flag('controls') ? String(value) : '';
    else if (name === 'pictureInPictureMode' && value !== null && value !== '') {
      reportUnimplemented('picture-in-picture-mode of <video>');
    } else if (name === 'objectFit') player.style.objectFit = String(value);
  }

  context(): object {
    return this.commands;
  }

  private async load(): Promise<void> {
    this.unload();
    const source = this.host.text('src');
    if (source === '') return;
    const generation = this.generation;
    const start = this.host.number('initialTime');
    if (!/^https?:/i.test(source)) {
      this.player.src = resourceUrl(source, '');
      this.begin(start);
      return;
    }
    const through = `/__media?src=${encodeURIComponent(source)}`;
    if (!new URL(source).pathname.endsWith('.m3u8')) {
      this.loadFile(through, start);
      return;
    }
    const { default: HlsPlayer } = await import('hls.js');
    if (generation !== this.generation) return;
    const startPosition = start > 0 ? start : -1;
    const hls = new HlsPlayer({ lowLatencyMode: true, startPosition, xhrSetup: () => this.requireNetwork() });
    hls.on(HlsPlayer.Events.ERROR, (_, { fatal, details }) => fatal && this.failed(details));
    hls.loadSource(through);
    hls.attachMedia(this.player);
    this.hls = hls;
    this.begin(0);
  }

  private loadFile(address: string, start: number): void {
    if (this.phone.device.state.network === 'none') {
      this.host.emitLater('error', { errMsg: 'no network' });
      return;
    }
    this.player.src = address;
    this.begin(start);
  }

  private begin(start: number): void {
    if (start > 0) this.player.currentTime = start;
    if (this.host.flag('autoplay')) void this.play();
  }

  private unload(): void {
    this.generation++;
    this.hls?.destroy();
    this.hls = null;
    this.player.removeAttribute('src');
    this.player.load();
  }

  private async play(): Promise<void> {
    try {
      await this.player.play();
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.player.muted = true; // a browser forbids sound before the first touch
      await this.player.play().catch(() => undefined);
    }
  }

  private requireNetwork(): void {
    if (this.phone.device.state.network === 'none') throw new Error('no network');
  }

  private failed(reason: string): void {
    this.host.emit('error', { errMsg: reason });
  }

  private forwardEvents(): void {
    const { player, host } = this;
    const on = (name: string, listener: () => void): void => player.addEventListener(name, listener);
    let told = -Infinity;
    let begun = false;
    // A browser says `play` on the command already, and `playing` after each wait as well.
    on('playing', () => {
      if (!begun) host.emit('play', {});
      begun = true;
    });
    on('pause', () => {
      if (begun && !player.ended) host.emit('pause', {}); // the end is no pause
      begun = false;
    });
    on('ended', () => host.emit('ended', {}));
    on('waiting', () => host.emit('waiting', {}));
    on('loadedmetadata', () =>
      host.emit('loadedmetadata', { width: player.videoWidth, height: player.videoHeight, duration: player.duration }),
    );
    on('seeked', () => host.emit('seekcomplete', { position: player.currentTime }));
    on('progress', () => host.emit('progress', { buffered: this.bufferedPercent() }));
    on(
      'error',
      () => player.hasAttribute('src') && this.hls === null && this.failed(player.error?.message ?? 'failed'),
    );
    on('timeupdate', () => {
      if (performance.now() - told < TIME_UPDATE_MS) return;
      told = performance.now();
      host.emit('timeupdate', { currentTime: player.currentTime, duration: player.duration });
    });
  }

  private bufferedPercent(): number {
    const { buffered, duration } = this.player;
    if (buffered.length === 0 || !Number.isFinite(duration)) return 0;
    return Math.round((buffered.end(buffered.length - 1) / duration) * 100);
  }

  private createCommands() {
    const { player } = this;
    return {
      play: () => void this.play(),
      pause: () => player.pause(),
      stop: () => {
        player.pause();
        if (Number.isFinite(player.duration)) player.currentTime = 0;
      },
      seek: (position: number) => void (player.currentTime = position),
      playbackRate: (rate: number) => {
        if (RATES.includes(rate)) player.playbackRate = rate;
        else reportUnimplemented(`rate ${rate} of VideoContext.playbackRate`);
      },
      requestFullScreen: asyncApi<{ direction: number }>('requestFullScreen', ({ direction = 0 }) => {
        if (!this.host.element.isConnected) throw new ApiFailure('video is gone');
        this.fullScreen.enter(direction);
      }),
      exitFullScreen: asyncApi('exitFullScreen', () => {
        this.fullScreen.exit();
      }),
    };
  }
}
