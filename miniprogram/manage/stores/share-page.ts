import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { PastOnClocks } from '../../services/routes';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { Ticking } from '../../stores/ticking';
import { Waiting } from '../../stores/waiting';
import { failureOf, hasEnded, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import { phoneZone } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import { MOST_CHOICES, type MostChoice, type ShareDraft } from './share-draft';
import { pickableDays, UNTIL_CHOICES, type UntilChoice } from './share-until';
import {
  endWords,
  failureOfShare,
  offsetsOf,
  shareCard,
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

/** One of a row of choices of which one holds. */
export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** A camera of the share. `remove`: what the button that takes it out reads to those who listen; empty for none. */
export interface CameraRow {
  readonly id: ChannelId;
  readonly name: string;
  readonly storeName: string;
  readonly remove: string;
}

type Subject =
  | { readonly kind: 'none' | 'loading' | 'missing' | 'no-right' | 'ready' }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

/** What the page that shares shows, in words: the choice, and then what was made of it. */
export class SharePage {
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
    makeAutoObservable<this, 'deps' | 'subject' | 'past' | 'channelId' | 'madeId' | 'round' | 'waiting' | 'ticking'>(
      this,
      {
        subject: observable.ref,
        past: observable.ref,
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

  get cameras(): readonly CameraRow[] {
    const { share } = this.deps.words();
    return this.deps.draft.cameras.map(({ id, name, storeName }, index) => ({
      id,
      name,
      storeName,
      remove: index === 0 ? '' : fill(share.removeCamera, { name: `${name} ${storeName}` }),
    }));
  }

  get camerasHint(): string {
    return fill(this.deps.words().share.camerasHint, { n: this.deps.draft.cameras.length });
  }

  /** What the button that closes the list of cameras reads. */
  get pickDone(): string {
    return fill(this.deps.words().share.pickDone, { n: this.deps.draft.cameras.length });
  }

  get untils(): readonly Choice[] {
    const { words } = this.setting;
    const offered = UNTIL_CHOICES.filter((key) => key === 'picked' || this.deps.draft.problemOf(key) === null);
    return offered.map((key) => ({ key, label: words.share.untils[key] }));
  }

  /** When it ends. */
  get untilLine(): string {
    const { setting } = this;
    const { draft } = this.deps;
    const problem = draft.problemOf(draft.choice);
    if (problem !== null) return '';
    return fill(setting.words.share.endsAt, { when: endWords(draft.endOf(draft.choice), setting) });
  }

  /** Why it cannot end then; empty when it can. */
  get untilProblem(): string {
    const { words } = this.setting;
    const { draft } = this.deps;
    const problem = draft.problemOf(draft.choice);
    return problem === null ? '' : words.share.problems[problem];
  }

  get days(): { readonly first: string; readonly last: string } {
    return pickableDays(this.setting);
  }

  get mosts(): readonly Choice[] {
    const { mosts } = this.deps.words().share;
    return MOST_CHOICES.map((key) => ({ key: String(key), label: mosts[key] }));
  }

  get watermarkLine(): string {
    const { share } = this.deps.words();
    return this.deps.draft.watermark ? share.watermarkHint : share.watermarkOff;
  }

  get sending(): boolean {
    return this.deps.draft.stage.kind === 'sending';
  }

  /** Whether it can be made as it is. */
  get ready(): boolean {
    return !this.sending && this.untilProblem === '';
  }

  /** Why it was not made; empty when nothing failed. */
  get refusal(): string {
    const words = this.deps.words();
    const { stage } = this.deps.draft;
    if (stage.kind !== 'refused') return '';
    const { title: why, next } = words.errors[stage.failure.code];
    return fill(words.share.refused, { why, next });
  }

  /** What was made: how it is called, when it ends, how many may open it, whether with a watermark. */
  get made(): readonly string[] {
    const { stage } = this.deps.shown;
    if (stage.kind !== 'ready') return [];
    const { words, now } = this.setting;
    const { view, cameras, offsets, until, most, watermark } = stage.share;
    const what = view.kind === 'live' ? words.share.live : stretchWords(view, offsets, { words, now });
    return [
      cameras.map(({ name, storeName }) => `${name} · ${storeName}`).join(words.common.listComma),
      what,
      fill(words.share.endsAt, { when: endWords(until, this.setting) }),
      fill(words.share.mostIs, { n: mostWords(most, words) }),
      watermark ? words.shares.watermark : words.shares.noWatermark,
    ];
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

  chooseUntil(key: string): void {
    const choice = UNTIL_CHOICES.find((each) => each === key);
    if (choice !== undefined) this.deps.draft.chooseUntil(choice satisfies UntilChoice);
  }

  chooseMost(key: string): void {
    const most = MOST_CHOICES.find((each) => String(each) === key);
    if (most !== undefined) this.deps.draft.chooseMost(most satisfies MostChoice);
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

function mostWords(most: number | null, { share }: Dictionary): string {
  const known = MOST_CHOICES.find((each) => each === (most ?? 0));
  return known === undefined ? String(most) : share.mosts[known];
}
