import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import type { CodeImage, CodeStyle } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import type { PngFiles } from '../../services/png-files';
import type { StillKeeper } from '../../stores/still-keeper';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** What a code leads to. */
export type CodeSubject =
  | { readonly kind: 'invite' | 'share'; readonly id: string }
  | { readonly kind: 'camera'; readonly channelId: ChannelId };

/** How the image of the chosen style stands. `none`: this installation draws no codes. */
export type CodeStage =
  | { readonly kind: 'closed' | 'loading' | 'none' }
  /** `png` is base64. */
  | { readonly kind: 'ready'; readonly png: string }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

/** `save` and `again`: into the album. `settings`: to where that is allowed, right after a tap. */
export type KeepAct = 'save' | 'again' | 'settings';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly files: PngFiles;
  readonly keeper: StillKeeper;
}

type Images = ReadonlyMap<CodeStyle, string>;

/** The images of one code, one of each style, drawn in the cloud when somebody looks at them. */
export class CodeImages {
  /** In the order in which they are offered; null before they are known, which does not change while the app runs. */
  styles: readonly CodeStyle[] | null = null;
  style: CodeStyle | null = null;
  failure: CallFailed | null = null;
  private subject: CodeSubject | null = null;
  private images: Images = new Map();
  private round = 0;
  private file: string | null = null;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'subject' | 'images' | 'round' | 'file' | 'waiting'>(
      this,
      {
        styles: observable.ref,
        failure: observable.ref,
        images: observable.ref,
        subject: observable.ref,
        deps: false,
        round: false,
        file: false,
        waiting: false,
      },
      { autoBind: true },
    );
  }

  get stage(): CodeStage {
    const png = this.style === null ? undefined : this.images.get(this.style);
    if (this.subject === null) return { kind: 'closed' };
    if (png !== undefined) return { kind: 'ready', png };
    if (this.failure !== null) return { kind: 'failed', failure: this.failure };
    return { kind: this.styles?.length === 0 ? 'none' : 'loading' };
  }

  /** How long the image keeps a person waiting. */
  get wait(): WaitPhase {
    return this.stage.kind === 'loading' ? this.waiting.phase : 'none';
  }

  get keeper(): StillKeeper {
    return this.deps.keeper;
  }

  async open(subject: CodeSubject): Promise<void> {
    this.close();
    this.subject = subject;
    await this.load();
  }

  /** Nothing of it stays on this phone. */
  close(): void {
    this.round += 1;
    this.waiting.end();
    this.subject = null;
    this.images = new Map();
    this.style = this.styles?.[0] ?? null;
    this.failure = null;
    this.forgetFile();
  }

  async choose(style: CodeStyle): Promise<void> {
    if (style === this.style) return;
    this.style = style;
    this.forgetFile();
    await this.load();
  }

  /** Once more after a failure; or anew, where the code itself was replaced. */
  async reload(): Promise<void> {
    this.images = new Map();
    this.forgetFile();
    await this.load();
  }

  /** Does what a `KeepView` offers; in the album the image that is shown is under `name`. */
  async keep(act: KeepAct, name: string): Promise<void> {
    switch (act) {
      case 'save':
        return this.save(name);
      case 'again':
        return this.deps.keeper.again();
      case 'settings':
        return this.deps.keeper.openSettings();
    }
  }

  private async save(name: string): Promise<void> {
    const { stage, round } = this;
    const { files, keeper } = this.deps;
    if (stage.kind !== 'ready' || keeper.busy) return;
    this.file ??= await files.write(stage.png, FILE_NAME);
    if (round !== this.round) this.forgetFile();
    else if (this.file === null) keeper.miss('no-room');
    else await keeper.keep(this.file, name);
  }

  private async load(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    try {
      const styles = this.styles ?? (await this.deps.call('code.styles', {})).styles;
      if (round !== this.round) return;
      runInAction(() => this.offer(styles));
      const { style, subject } = this;
      if (style !== null && subject !== null && !this.images.has(style)) {
        const { png } = await this.fetch(subject, style);
        if (round !== this.round) return;
        runInAction(() => {
          this.images = new Map(this.images).set(style, png);
        });
      }
    } catch (error) {
      if (round !== this.round) return;
      runInAction(() => {
        this.failure = failureOf(error);
      });
    }
    this.waiting.end();
  }

  private offer(styles: readonly CodeStyle[]): void {
    this.styles = styles;
    this.style ??= styles[0] ?? null;
  }

  private fetch(subject: CodeSubject, style: CodeStyle): Promise<CodeImage> {
    switch (subject.kind) {
      case 'invite':
        return this.deps.call('invite.image', { id: subject.id, style });
      case 'share':
        return this.deps.call('share.image', { id: subject.id, style });
      case 'camera':
        return this.deps.call('code.image', { channelId: subject.channelId, style });
    }
  }

  /** The album has its own copy. */
  private forgetFile(): void {
    this.deps.keeper.drop();
    if (this.file !== null) this.deps.files.remove(this.file);
    this.file = null;
  }
}

const FILE_NAME = 'code';
