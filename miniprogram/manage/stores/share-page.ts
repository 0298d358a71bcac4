import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { PastOnClocks } from '../../services/routes';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { Ticking } from '../../stores/ticking';
import { Waiting } from '../../stores/waiting';
import { failureOf, hasEnded, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { phoneZone } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { ShareDraft } from './share-draft';
import { ShareForm } from './share-form';
import {
  failureOfShare,
  offsetsOf,
  shareCard,
  shareLines,
  stretchWords,
  type ShareCard,
  type ShareSetting,
} from './share-words';
import type { ShownShare } from './shown-share';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly draft: ShareDraft;
  readonly shown: ShownShare;
  /** A camera that a list has loaded before; spares a call. */
  readonly find: (id: ChannelId) => Channel | undefined;
  readonly words: () => Dictionary;
}

type Subject =
  | { readonly kind: 'none' | 'loading' | 'missing' | 'no-right' | 'ready' }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

/** What the page that shares shows, in words: the choice, and then what was made of it. */
export class SharePage {
  readonly form: ShareForm;
  private subject: Subject = { kind: 'none' };
  private past: PastOnClocks | null = null;
  private channelId: ChannelId = '';
  private madeId = '';
  private round = 0;
  private readonly waiting: Waiting;
  private readonly ticking: Ticking;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.ticking = new Ticking(deps.clock);
    this.form = new ShareForm({ draft: deps.draft, setting: () => this.setting });
    makeAutoObservable<this, 'deps' | 'subject' | 'past' | 'channelId' | 'madeId' | 'round' | 'waiting' | 'ticking'>(
      this,
      {
        subject: observable.ref,
        past: observable.ref,
        form: false,
        channelId: false,
        madeId: false,
        deps: false,
        round: false,
        waiting: false,
        ticking: false,
      },
      { autoBind: true },
    );
  }

  /** For one camera as it is now, or one stretch of its past. */
  open(channelId: ChannelId | null, past: PastOnClocks | null): void {
    this.deps.shown.close();
    this.past = past;
    this.channelId = channelId ?? '';
    if (channelId === null) this.subject = { kind: 'missing' };
    else void this.load();
  }

  /** One that was made before, to be handed on once more. */
  openMade(shareId: string): void {
    this.past = null;
    this.madeId = shareId;
    void this.deps.shown.open(shareId);
  }

  /** The card's button: reads once more what could not be read. */
  again(): void {
    if (this.part === 'made') void this.deps.shown.open(this.madeId);
    else void this.load();
  }

  show(): void {
    this.ticking.start();
  }

  hide(): void {
    this.ticking.stop();
  }

  leave(): void {
    this.round += 1;
    this.waiting.end();
    this.ticking.stop();
    this.deps.shown.close();
  }

  private async load(): Promise<void> {
    const round = ++this.round;
    const { channelId, past } = this;
    const known = this.deps.find(channelId);
    if (known !== undefined) {
      this.take(known, past);
      return;
    }
    this.subject = { kind: 'loading' };
    this.waiting.begin();
    const answer = await this.deps.call('channel.list', { ids: [channelId] }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) this.subject = { kind: 'failed', failure: answer };
      else this.take(answer.channels[0], past);
    });
  }

  /** Makes it; what there is to hand on is then on the page. */
  async make(): Promise<void> {
    const { round } = this;
    const made = await this.deps.draft.send();
    if (made !== null && round === this.round) this.deps.shown.show(made.share, made.code);
  }

  get title(): string {
    const { share } = this.deps.words();
    return this.past === null ? share.title : share.titlePast;
  }

  /** Which part of the page there is. */
  get part(): 'choice' | 'made' {
    return this.deps.shown.stage.kind === 'none' ? 'choice' : 'made';
  }

  get screen(): PageScreen<'back' | 'again'> {
    return this.part === 'made' ? this.madeScreen : this.choiceScreen;
  }

  /** What is shared, where that is a stretch; empty for cameras as they are now. */
  get stretch(): string {
    const { past } = this;
    return past === null ? '' : stretchWords(past, offsetsOf(past), this.setting);
  }

  /** What was made, in lines. */
  get made(): readonly string[] {
    const { stage } = this.deps.shown;
    return stage.kind === 'ready' ? shareLines(stage.share, this.setting) : [];
  }

  /** Why it could not be taken back; empty when nothing failed. */
  get problem(): string {
    const { problem, unsure, revoking } = this.deps.shown;
    const words = this.deps.words();
    const { unrevoked, checking, unchecked } = words.share;
    if (problem === null) return '';
    return failureOfShare(problem, unsure ? (revoking ? checking : unchecked) : unrevoked, words);
  }

  /** What goes to a chat; null while there is nothing to hand on. */
  get card(): ShareCard | null {
    const { stage } = this.deps.shown;
    return stage.kind === 'ready' ? shareCard(stage.share, stage.code, this.setting) : null;
  }

  private take(channel: Channel | undefined, past: PastOnClocks | null): void {
    if (channel === undefined) {
      this.subject = { kind: 'missing' };
      return;
    }
    const isEntitled = channel.rights.includes('share') && channel.rights.includes(past === null ? 'view' : 'playback');
    if (isEntitled) this.deps.draft.begin(channel, past);
    this.subject = { kind: isEntitled ? 'ready' : 'no-right' };
  }

  private get choiceScreen(): PageScreen<'back' | 'again'> {
    const words = this.deps.words();
    const button = words.common.back;
    switch (this.subject.kind) {
      case 'none':
        return { kind: 'blank' };
      case 'loading':
        return waitScreen(this.waiting.phase);
      case 'missing':
        return cardScreen('back', { title: words.share.missing.title, next: words.share.missing.detail, button });
      case 'no-right':
        return cardScreen('back', { title: words.share.noRight.title, next: words.share.noRight.detail, button });
      case 'failed':
        return failureScreen('again', this.subject.failure, { words, faults: {} });
      case 'ready':
        return CONTENT;
    }
  }

  private get madeScreen(): PageScreen<'back' | 'again'> {
    const words = this.deps.words();
    const { stage, waiting } = this.deps.shown;
    switch (stage.kind) {
      case 'none':
      case 'ready':
        return CONTENT;
      case 'loading':
        return waitScreen(waiting.phase);
      case 'revoked': {
        const { title, detail: next } = words.share.revokedCard;
        return cardScreen('back', { title, next, button: words.common.back });
      }
      case 'failed': {
        const { faults } = words.share;
        if (!hasEnded(stage.failure)) return failureScreen('again', stage.failure, { words, faults });
        return cardScreen('back', { ...faultWords(stage.failure, words, faults), button: words.common.back });
      }
    }
  }

  private get setting(): ShareSetting {
    return { words: this.deps.words(), now: this.ticking.now, zone: phoneZone };
  }
}
