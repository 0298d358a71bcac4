import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { cardScreen, CONTENT, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import { Waiting } from '../../stores/waiting';
import { failureOf, mayBeDone, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import { RequestKeys } from '../../utils/request-keys';
import type { Dictionary } from '../i18n/index';
import type { CodeImages } from './code-images';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly images: CodeImages;
  /** A camera that a list has loaded before; spares a call. */
  readonly find: (id: ChannelId) => Channel | undefined;
  readonly words: () => Dictionary;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

type Stage =
  | { readonly kind: 'none' | 'loading' | 'missing' | 'no-right' }
  | { readonly kind: 'ready'; readonly channel: Channel }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

/** How replacing the code stands. */
type Replacing =
  { readonly kind: 'none' | 'working' | 'done' } | { readonly kind: 'failed'; readonly failure: CallFailed };

/** The code that is stuck on one camera. */
export class CameraCodePage {
  private stage: Stage = { kind: 'none' };
  private replacing: Replacing = { kind: 'none' };
  private channelId: ChannelId = '';
  private round = 0;
  private readonly waiting: Waiting;
  private readonly keys: RequestKeys;

  constructor(private readonly deps: Deps) {
    this.keys = new RequestKeys(deps);
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'keys' | 'stage' | 'replacing' | 'channelId' | 'round' | 'waiting'>(
      this,
      {
        stage: observable.ref,
        replacing: observable.ref,
        deps: false,
        keys: false,
        channelId: false,
        round: false,
        waiting: false,
      },
      { autoBind: true },
    );
  }

  async open(channelId: ChannelId | null): Promise<void> {
    this.leave();
    if (channelId === null) {
      this.stage = { kind: 'missing' };
      return;
    }
    this.channelId = channelId;
    const known = this.deps.find(channelId);
    if (known === undefined) await this.load();
    else this.take(known);
  }

  /** Reads the camera itself, once more. */
  async load(): Promise<void> {
    const round = ++this.round;
    this.stage = { kind: 'loading' };
    this.waiting.begin();
    const answer = await this.deps.call('channel.list', { ids: [this.channelId] }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) this.stage = { kind: 'failed', failure: answer };
      else this.take(answer.channels[0]);
    });
  }

  leave(): void {
    this.round += 1;
    this.waiting.end();
    this.stage = { kind: 'none' };
    this.replacing = { kind: 'none' };
    this.deps.images.close();
  }

  /** Whether the old stickers are void now. */
  async replace(): Promise<boolean> {
    const { stage, round } = this;
    if (stage.kind !== 'ready' || this.replacing.kind === 'working') return false;
    this.replacing = { kind: 'working' };
    const channelId = stage.channel.id;
    const send = (requestKey: string) => this.deps.call('code.replace', { channelId, requestKey });
    const failure = await this.keys.send(channelId, send).catch(failureOf);
    if (round !== this.round) return failure === null;
    runInAction(() => {
      this.replacing = failure === null ? { kind: 'done' } : { kind: 'failed', failure };
    });
    // Without an answer it may have been replaced all the same.
    if (failure === null || mayBeDone(failure)) await this.deps.images.reload();
    return failure === null;
  }

  get screen(): PageScreen<'back' | 'load'> {
    const words = this.deps.words();
    const { codes, common } = words;
    switch (this.stage.kind) {
      case 'none':
        return { kind: 'blank' };
      case 'loading':
        return waitScreen(this.waiting.phase);
      case 'missing':
        return cardScreen('back', { title: codes.missing.title, next: codes.missing.detail, button: common.back });
      case 'no-right':
        return cardScreen('back', { title: codes.noRight.title, next: codes.noRight.detail, button: common.back });
      case 'failed':
        return failureScreen('load', this.stage.failure, { words, faults: {} });
      case 'ready':
        return CONTENT;
    }
  }

  get camera(): Channel | null {
    return this.stage.kind === 'ready' ? this.stage.channel : null;
  }

  /** What the code is, to those who listen. */
  get label(): string {
    return fill(this.deps.words().codes.codeLabel, { name: this.camera?.name ?? '' });
  }

  /** What its image is called in the album. */
  get fileName(): string {
    const { camera } = this;
    return fill(this.deps.words().codes.fileName, { store: camera?.storeName ?? '', camera: camera?.name ?? '' });
  }

  get replaceTitle(): string {
    return fill(this.deps.words().codes.replaceTitle, { name: this.camera?.name ?? '' });
  }

  get working(): boolean {
    return this.replacing.kind === 'working';
  }

  /** How replacing stands; empty when there is nothing to say. */
  get line(): { readonly text: string; readonly tone: '' | 'good' | 'bad' } {
    const words = this.deps.words();
    const { codes } = words;
    switch (this.replacing.kind) {
      case 'none':
        return { text: '', tone: '' };
      case 'working':
        return { text: codes.replacing, tone: '' };
      case 'done':
        return { text: codes.replaced, tone: 'good' };
      case 'failed': {
        const { failure } = this.replacing;
        const { title: why, next } = words.errors[failure.code === 'conflict' ? 'timeout' : failure.code];
        const line = mayBeDone(failure) ? codes.doubtful : codes.unreplaced;
        return { text: fill(line, { why, next }), tone: 'bad' };
      }
    }
  }

  private take(channel: Channel | undefined): void {
    if (channel === undefined) this.stage = { kind: 'missing' };
    else if (!channel.rights.includes('manage')) this.stage = { kind: 'no-right' };
    else {
      this.stage = { kind: 'ready', channel };
      void this.deps.images.open({ kind: 'camera', channelId: channel.id });
    }
  }
}
