/** What a sound that is listened to tells of itself; after `ended` or `failed` it tells nothing more. */
export interface SoundHandlers {
  playing(): void;
  ended(): void;
  failed(): void;
}

/** One sound at a time through this phone's own loudspeaker. */
export interface Sounds {
  /** The one before stops, and tells nothing more. */
  play(url: string, handlers: SoundHandlers): void;
  stop(): void;
}

type Context = Pick<
  WechatMiniprogram.InnerAudioContext,
  'src' | 'play' | 'stop' | 'destroy' | 'onPlay' | 'onEnded' | 'onError'
>;

/** A context for each sound: one that goes on after an error or with another address is not to be had everywhere. */
class PhoneSounds implements Sounds {
  private context: Context | null = null;

  play(url: string, handlers: SoundHandlers): void {
    this.stop();
    const context: Context = wx.createInnerAudioContext();
    this.context = context;
    context.onPlay(() => this.context === context && handlers.playing());
    context.onEnded(() => this.end(context, () => handlers.ended()));
    context.onError(() => this.end(context, () => handlers.failed()));
    context.src = url;
    context.play();
  }

  stop(): void {
    const { context } = this;
    this.context = null;
    context?.stop();
    context?.destroy();
  }

  private end(context: Context, tell: () => void): void {
    if (this.context !== context) return;
    this.context = null;
    context.destroy();
    tell();
  }
}

export const createSounds = (): Sounds => new PhoneSounds();

/** The phone's loudspeaker. */
export const sounds: Sounds = createSounds();
