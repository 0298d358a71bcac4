import type { Clock } from '../utils/clock';
import { clock as phoneClock } from './clock';
import { toPlayerFault, type PlayerFault } from './player-signal';

/**
 * What the player view is told to show. `still` covers the picture until the first new frame; `start` is where
 * `<video>` begins, s (`initial-time`).
 */
export interface PlayerPicture {
  readonly surface: 'none' | 'live-player' | 'video';
  readonly src: string;
  readonly mode: 'RTC' | 'live';
  readonly still: string;
  readonly start: number;
}

/** No element at all. */
export const noPicture: PlayerPicture = { surface: 'none', src: '', mode: 'RTC', still: '', start: 0 };

/** One address to play. */
export interface PlayerLoad {
  readonly protocol: 'flv' | 'rtmp' | 'hls';
  readonly url: string;
  readonly mode: 'RTC' | 'live';
  readonly generation: number;
  /** Keep the last picture on the screen until the first new frame. */
  readonly hold: boolean;
  /** Where to begin, s; only `<video>` can begin elsewhere than at 0. */
  readonly start?: number;
}

/** The one player of a page. */
export interface Player {
  /** The order being carried out: what the element says now is about that one. */
  readonly generation: number;
  load(load: PlayerLoad): void;
  play(): void;
  /** Stops the picture and lets it stand, as long as the phone can give a still of it. */
  hold(): void;
  /** Silences the player at once; the element stays. */
  stop(): void;
  /** Takes the element off the screen. */
  remove(): void;
  setFullScreen(on: boolean): void;
  /** A still of the picture; the path of a temporary file. */
  snapshot(): Promise<string>;
}

/** WeChat's contexts, as far as they are used; their methods know callbacks only. */
export interface PlayerContexts {
  live(): Pick<
    WechatMiniprogram.LivePlayerContext,
    'play' | 'stop' | 'requestFullScreen' | 'exitFullScreen' | 'snapshot'
  >;
  video(): Pick<WechatMiniprogram.VideoContext, 'play' | 'pause' | 'stop' | 'requestFullScreen' | 'exitFullScreen'>;
}

interface PlayerOptions {
  /** Puts the picture into the elements; calls back when they have taken it. */
  readonly show: (picture: PlayerPicture, done: () => void) => void;
  readonly contexts: PlayerContexts;
  readonly onFault: (fault: PlayerFault, generation: number) => void;
  readonly clock?: Clock;
}

/** A command that WeChat never answers must not block the next one. */
const COMMAND_LIMIT_MS = 1_000;
const STILL_LIMIT_MS = 300;

/** The contexts of the elements `player` and `video` in `owner`; without their component they do nothing. */
export function contextsOf(owner: WechatMiniprogram.Component.TrivialInstance): PlayerContexts {
  return {
    live: () => wx.createLivePlayerContext('player', owner),
    video: () => wx.createVideoContext('video', owner),
  };
}

type Command = (callbacks: { success: () => void; fail: (error: { errMsg: string }) => void }) => void;

/** Carries out one thing after the other: WeChat hangs when an address changes before the stop is done. */
class QueuedPlayer implements Player {
  generation = 0;
  private shown: PlayerPicture = noPicture;
  private queue: Promise<void> = Promise.resolve();
  private order = 0;
  private fullScreen = false;
  private readonly contexts: PlayerContexts;
  private readonly clock: Clock;

  constructor(private readonly options: PlayerOptions) {
    this.contexts = options.contexts;
    this.clock = options.clock ?? phoneClock;
  }

  load(load: PlayerLoad): void {
    this.enqueue((isLast) => this.carryOut(load, isLast));
  }

  play(): void {
    if (this.shown.surface === 'live-player') void this.command((end) => this.contexts.live().play(end));
    if (this.shown.surface === 'video') this.contexts.video().play();
  }

  hold(): void {
    // It keeps its picture by itself while it is paused.
    if (this.shown.surface === 'video') this.contexts.video().pause();
    this.enqueue(() => this.stand());
  }

  stop(): void {
    void this.halt();
    this.enqueue(async () => this.show({ ...this.shown, src: '', still: '' }));
  }

  remove(): void {
    void this.halt();
    this.enqueue(async () => this.show(noPicture));
  }

  setFullScreen(on: boolean): void {
    if (this.shown.surface === 'none') return;
    const context = this.shown.surface === 'video' ? this.contexts.video() : this.contexts.live();
    this.fullScreen = on;
    if (on) context.requestFullScreen({ direction: 90 });
    else context.exitFullScreen();
  }

  snapshot(): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.shown.surface !== 'live-player') {
        reject(new Error('only a live player gives stills'));
        return;
      }
      this.contexts.live().snapshot({
        quality: 'compressed',
        sourceType: 'stream',
        success: ({ tempImagePath }) => resolve(tempImagePath),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    });
  }

  private async carryOut(load: PlayerLoad, isLast: () => boolean): Promise<void> {
    const { mode, url, generation, start = 0 } = load;
    const surface = load.protocol === 'hls' ? 'video' : 'live-player';
    const still = load.hold ? await this.still() : '';
    await this.halt();
    if (!isLast()) return;
    // The element reads its mode when it is made, and takes the same address twice for no change.
    const another = this.shown.surface !== surface || this.shown.mode !== mode;
    if (this.shown.surface !== 'none')
      await this.show(another ? noPicture : { surface, src: '', mode, still, start: 0 });
    if (!isLast()) return;
    this.generation = generation;
    await this.show({ surface, src: url, mode, still, start });
    if (isLast()) this.play();
  }

  private async stand(): Promise<void> {
    if (this.shown.surface !== 'live-player' || this.shown.src === '') return;
    const still = await this.still();
    await this.halt();
    await this.show({ ...this.shown, src: '', still });
  }

  private async still(): Promise<string> {
    if (this.shown.src === '') return this.shown.still;
    const none = new Promise<string>((resolve) => void this.clock.after(STILL_LIMIT_MS, () => resolve('')));
    return Promise.race([this.snapshot().catch(() => ''), none]);
  }

  private halt(): Promise<void> {
    if (this.shown.src === '') return Promise.resolve();
    if (this.shown.surface === 'live-player') return this.command((end) => this.contexts.live().stop(end));
    if (this.shown.surface === 'video') this.contexts.video().stop();
    return Promise.resolve();
  }

  private show(picture: PlayerPicture): Promise<void> {
    // A page whose element goes while it fills the screen stays turned.
    if (this.fullScreen && picture.surface !== this.shown.surface) this.setFullScreen(false);
    this.shown = picture;
    return this.limited((done) => this.options.show(picture, done));
  }

  private command(run: Command): Promise<void> {
    const { generation } = this;
    return this.limited((done) => {
      const fail = ({ errMsg }: { errMsg: string }) => {
        const fault = toPlayerFault({ errMsg });
        if (fault) this.options.onFault(fault, generation);
        done();
      };
      run({ success: done, fail });
    });
  }

  private limited(run: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(COMMAND_LIMIT_MS, resolve);
      run(() => {
        cancel();
        resolve();
      });
    });
  }

  private enqueue(work: (isLast: () => boolean) => Promise<void>): void {
    const order = ++this.order;
    const isLast = () => order === this.order;
    this.queue = this.queue.then(() => (isLast() ? work(isLast) : undefined));
  }
}

/** Makes the one player of a page. */
export function createPlayer(options: PlayerOptions): Player {
  return new QueuedPlayer(options);
}
