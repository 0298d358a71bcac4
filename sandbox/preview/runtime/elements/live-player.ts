import { files } from '../files';
import { players } from '../sounds';
import type { PlayerRecord } from '../records';
import { LiveEngine } from '../live/live-engine';
import type { Phone } from '../phone';
import { refusingUnknown, reportUnimplemented } from '../report';
import { ApiFailure, asyncApi } from '../wx/api';
import { takeSnapshot } from '../live/snapshot';
import type { ElementBehavior, ElementDefinition, Host } from './define';
import { FullScreen } from './full-screen';

export const livePlayer: ElementDefinition = {
  tag: 'live-player',
  properties: {
    src: String,
    mode: { type: String, value: 'live' },
    autoplay: Boolean,
    muted: Boolean,
    orientation: { type: String, value: 'vertical' },
    objectFit: { type: String, value: 'contain' },
    minCache: { type: Number, value: 1 },
    maxCache: { type: Number, value: 3 },
    soundMode: { type: String, value: 'speaker' },
    backgroundMute: null,
    autoPauseIfNavigate: { type: Boolean, value: true },
    autoPauseIfOpenNative: { type: Boolean, value: true },
    pictureInPictureMode: null,
    referrerPolicy: String,
  },
  create: (host, phone) => new LivePlayer(host, phone),
};

/** `operateLivePlayer:fail no permission`: WeChat has not granted this mini-program the component. */
const NO_PERMISSION = 'no permission';
/** A browser has no earpiece; it is only much quieter. */
const EAR_VOLUME = 0.2;
/** In RTC mode the picture stays black until WeChat may use the microphone. */
const MICROPHONE_FORBIDDEN = 10001;

class LivePlayer implements ElementBehavior {
  private readonly video = document.createElement('video');
  private readonly engine: LiveEngine;
  private readonly fullScreen: FullScreen;
  private readonly commands: object;
  private readonly sound: PlayerRecord = { muted: false, soundMode: 'speaker', changes: [] };
  private pausedByPage = false;

  constructor(
    private readonly host: Host,
    private readonly phone: Phone,
  ) {
    this.video.playsInline = true;
    host.element.append(this.video);
    this.engine = new LiveEngine(this.video, phone.device, {
      onState: (code, message) => host.emitLater('statechange', { code, message }),
      onNetStatus: (info) => host.emitLater('netstatus', { info }),
    });
    this.fullScreen = new FullScreen(host, phone);
    this.commands = refusingUnknown(this.createCommands(), 'LivePlayerContext');
  }

  attached(): void {
    players.add(this.sound);
    this.sound.changes.splice(0); // how it begins is no change
    const page = this.host.element.closest('.page-window');
    page?.addEventListener('wx-page-hide', this.onPageHide);
    page?.addEventListener('wx-page-show', this.onPageShow);
    if (this.host.flag('autoplay')) this.play();
  }

  detached(): void {
    players.delete(this.sound);
    this.fullScreen.exit();
    this.engine.destroy();
  }

  changed(name: string, value: unknown): void {
    switch (name) {
      case 'src':
        if (!this.host.element.isConnected) return;
        if (this.host.flag('autoplay') || this.engine.isRunning) this.play();
        return;
      case 'muted':
        this.mute(value === true);
        return;
      case 'soundMode':
        this.route(value === 'ear' ? 'ear' : 'speaker');
        return;
      case 'objectFit':
        this.video.style.objectFit = value === 'fillCrop' ? 'cover' : 'contain';
        return;
      case 'pictureInPictureMode':
        if (value !== null && value !== '') reportUnimplemented('picture-in-picture-mode of <live-player>');
        return;
      case 'orientation':
        this.host.element.classList.toggle('is-sideways', value === 'horizontal');
    }
  }

  context(): object {
    return this.commands;
  }

  private readonly onPageHide = (): void => {
    this.pausedByPage = this.engine.isRunning && this.host.flag('autoPauseIfNavigate');
    if (this.pausedByPage) this.engine.pause();
  };

  private readonly onPageShow = (): void => {
    if (this.pausedByPage && this.engine.isRunning) void this.engine.resume();
    this.pausedByPage = false;
  };

  private play(): void {
    const { livePlayerAllowed, microphone } = this.phone.device.state;
    const forbid = (errCode: number, errMsg: string): void => {
      this.engine.stop();
      this.host.emitLater('error', { errCode, errMsg });
    };
    if (!livePlayerAllowed) {
      forbid(-1, `operateLivePlayer:fail ${NO_PERMISSION}`);
      return;
    }
    if (this.host.text('mode') === 'RTC' && microphone === 'denied') {
      forbid(MICROPHONE_FORBIDDEN, 'operateLivePlayer:fail microphone is not authorized');
      return;
    }
    this.engine.play(this.host.text('src'));
  }

  private mute(muted: boolean): void {
    this.video.muted = muted;
    if (this.sound.muted !== muted) this.sound.changes.push(muted ? 'muted' : 'unmuted');
    this.sound.muted = muted;
  }

  private route(soundMode: PlayerRecord['soundMode']): void {
    this.video.volume = soundMode === 'ear' ? EAR_VOLUME : 1;
    if (this.sound.soundMode !== soundMode) this.sound.changes.push(soundMode);
    this.sound.soundMode = soundMode;
  }

  /** Callbacks only, as WeChat's context has it: what comes back is no promise. */
  private createCommands() {
    const command = <O extends object>(name: string, act: (options: Partial<O>) => unknown) => {
      const run = asyncApi<O>(name, (options) => {
        if (!this.phone.device.state.livePlayerAllowed) throw new ApiFailure(NO_PERMISSION);
        return act(options);
      });
      return (options: Parameters<typeof run>[0] = {}): void => void run({ success: () => undefined, ...options });
    };
    return {
      // A player that plays this very address, or is trying to, only has to be unpaused.
      play: command('operateLivePlayer', () =>
        this.engine.isPlaying(this.host.text('src')) ? void this.engine.resume() : this.play(),
      ),
      stop: command('operateLivePlayer', () => this.engine.stop()),
      pause: command('operateLivePlayer', () => this.engine.pause()),
      resume: command('operateLivePlayer', () => void this.engine.resume()),
      mute: command('operateLivePlayer', () => this.mute(!this.sound.muted)),
      snapshot: command('snapshot', () => this.snapshot()),
      requestFullScreen: command<{ direction: number }>('requestFullScreen', ({ direction = 0 }) =>
        this.fullScreen.enter(direction),
      ),
      exitFullScreen: command('exitFullScreen', () => this.fullScreen.exit()),
    };
  }

  private snapshot(): object {
    const file = takeSnapshot(this.video);
    if (file === null) throw new ApiFailure('no picture yet');
    const { videoWidth, videoHeight } = this.video;
    // WeChat types both numbers as text.
    return { tempImagePath: files.addTemporary(file, 'jpg'), width: String(videoWidth), height: String(videoHeight) };
  }
}
