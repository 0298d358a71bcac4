import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Phrase } from '../../../typings/contract/control';
import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Sounds } from '../../services/sounds';
import { Waiting } from '../../stores/waiting';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { RequestKeys } from '../../utils/request-keys';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly sounds: Sounds;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

export type PhraseStage =
  | { readonly kind: 'none' | 'reading' | 'ready' }
  | { readonly kind: 'unread'; readonly code: FailureCode; readonly requestId: string };

/** A phrase that is being listened to here. */
export interface Listening {
  readonly id: string;
  readonly stage: 'loading' | 'playing';
}

/** How the last wish ended. */
export type PhraseResult =
  | { readonly kind: 'played' | 'unheard'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly code: FailureCode; readonly requestId: string };

type PrivateMember = 'deps' | 'keys' | 'channelId' | 'round';

/** Messages that lie ready at the vendor: to be listened to here, and to be played at the camera. */
export class PhrasesStore {
  stage: PhraseStage = { kind: 'none' };
  phrases: readonly Phrase[] = [];
  listening: Listening | null = null;
  /** The phrase that the camera was told to play, until it has answered. */
  playing: string | null = null;
  result: PhraseResult | null = null;
  readonly waiting: Waiting;
  private channelId: ChannelId | null = null;
  private round = 0;
  private readonly keys: RequestKeys;

  constructor(private readonly deps: Deps) {
    this.keys = new RequestKeys(deps);
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, PrivateMember>(
      this,
      {
        stage: observable.ref,
        phrases: observable.ref,
        listening: observable.ref,
        result: observable.ref,
        waiting: false,
        channelId: true,
        deps: false,
        keys: false,
        round: false,
      },
      { autoBind: true },
    );
  }

  /** This camera's phrases, once somebody wants to see them. */
  attach(channelId: ChannelId): void {
    if (channelId === this.channelId) return;
    this.detach();
    this.channelId = channelId;
  }

  detach(): void {
    this.hush();
    this.round += 1;
    this.channelId = null;
    this.stage = { kind: 'none' };
    this.phrases = [];
    this.playing = null;
    this.result = null;
    this.waiting.end();
  }

  /** Whether the camera being watched has any. */
  get offered(): boolean {
    return this.channelId !== null;
  }

  /** Somebody looks at them: reads them, unless they have been. */
  async open(): Promise<void> {
    if (this.stage.kind === 'none') await this.read();
  }

  async read(): Promise<void> {
    const { channelId } = this;
    if (channelId === null || this.stage.kind === 'reading') return;
    const { round } = this;
    this.stage = { kind: 'reading' };
    this.waiting.begin();
    try {
      const { phrases } = await this.deps.call('phrase.list', { channelId });
      this.finish(round, () => {
        this.phrases = phrases;
        this.stage = { kind: 'ready' };
      });
    } catch (error) {
      const { code, requestId } = failureOf(error);
      this.finish(round, () => {
        this.stage = { kind: 'unread', code, requestId };
      });
    }
  }

  /** Listens to a phrase here, or stops listening to it. */
  listen(id: string): void {
    const phrase = this.phrases.find((each) => each.id === id);
    const again = this.listening?.id === id;
    this.hush();
    if (phrase === undefined || again) return;
    this.result = null;
    this.listening = { id, stage: 'loading' };
    this.deps.sounds.play(phrase.url, {
      playing: () => this.heard({ id, stage: 'playing' }, null),
      ended: () => this.heard(null, null),
      failed: () => this.heard(null, { kind: 'unheard', id }),
    });
  }

  /** Nothing is to be heard from this phone any more. */
  hush(): void {
    if (this.listening === null) return;
    this.listening = null;
    this.deps.sounds.stop();
  }

  /** Plays a phrase at the camera. Told again after its answer got lost, it is not heard twice. */
  async play(id: string): Promise<void> {
    const { channelId, round } = this;
    if (channelId === null || this.playing !== null) return;
    this.hush();
    this.playing = id;
    this.result = null;
    this.waiting.begin();
    const send = (requestKey: string) => this.deps.call('phrase.play', { channelId, id, requestKey });
    const result = await this.keys.send([channelId, id], send).then(
      (): PhraseResult => ({ kind: 'played', id }),
      (error: unknown): PhraseResult => {
        const { code, requestId } = failureOf(error);
        return { kind: 'failed', id, code, requestId };
      },
    );
    this.finish(round, () => {
      this.playing = null;
      this.result = result;
    });
  }

  private heard(listening: Listening | null, result: PhraseResult | null): void {
    this.listening = listening;
    this.result = result ?? this.result;
  }

  /** Answers for a camera that was left are of no use. */
  private finish(round: number, apply: () => void): void {
    runInAction(() => {
      if (round !== this.round) return;
      this.waiting.end();
      apply();
    });
  }
}
