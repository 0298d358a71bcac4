import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId, CloudVideo } from '../../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';
import { wasLost, type CallFailed } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import { LONGEST_THING_NAME, nameFrom } from '../../utils/names';
import { dayWords } from './playback-words';
import type { VideoRange } from './video-query';
import { nameWords, videoRow, type VideoRow } from './video-words';
import type { VideosStore } from './videos-store';

interface Deps {
  readonly videos: VideosStore;
  readonly words: () => Dictionary;
}

/** What fills the page below its filters. */
export type VideosScreen =
  | { readonly kind: 'list' | 'blank' }
  | { readonly kind: 'skeleton'; readonly slow: boolean }
  | {
      readonly kind: 'card';
      readonly act: 'back' | 'refresh' | 'show-all';
      readonly title: string;
      readonly detail: string;
      readonly button: string;
      readonly note: string;
    };

/** One end of the days in words, and what it may be moved to. */
export interface DayEnd {
  readonly day: string;
  readonly words: string;
  readonly label: string;
}

const RANGES: readonly VideoRange[] = ['all', 'week', 'month', 'custom'];

/** What the page of recordings in the cloud shows, in words, and which of them are being chosen. */
export class VideosPage {
  /** Ids; null while none are being chosen. */
  chosen: readonly string[] | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false, chosen: observable.ref }, { autoBind: true });
  }

  open(channelId: ChannelId): void {
    this.chosen = null;
    void this.deps.videos.open(channelId);
  }

  get title(): string {
    const { channel } = this.deps.videos;
    return channel === null ? this.words.title : fill(this.words.titleOf, { name: channel.name });
  }

  get screen(): VideosScreen {
    const { videos, failure, search, wait } = this.deps.videos;
    if (failure !== null) return this.failureCard(failure);
    if (videos === null) {
      return wait === 'none' || wait === 'blank' ? { kind: 'blank' } : { kind: 'skeleton', slow: wait === 'slow' };
    }
    if (videos.length > 0 || !this.deps.videos.complete) return { kind: 'list' };
    if (search.query.range === 'all' && search.query.name === '') return card('back', this.words.empty);
    return card('show-all', this.words.none);
  }

  get rows(): readonly VideoRow[] {
    const { videos, offsets, today } = this.deps.videos;
    const setting = { words: this.deps.words(), offsets, today };
    return (videos ?? []).map((video) => videoRow(video, setting));
  }

  /** The line below the list. */
  get foot(): string {
    const { videos, moreFailure, complete } = this.deps.videos;
    if (moreFailure !== null) {
      return fill(this.words.moreFailed, { why: this.deps.words().errors[moreFailure.code].title });
    }
    return complete ? fill(this.words.end, { n: videos?.length ?? 0 }) : this.words.loadingMore;
  }

  get footRetry(): string {
    return this.deps.videos.moreFailure === null ? '' : this.deps.words().common.retry;
  }

  /** Kinds of days to choose from; none before the store's clocks are known. */
  get tabs(): readonly { readonly key: VideoRange; readonly label: string }[] {
    if (this.deps.videos.today === '') return [];
    return RANGES.map((key) => ({ key, label: this.words.ranges[key] }));
  }

  /** The two ends of the days being listed; null where those are not chosen one by one. */
  get days(): { readonly first: DayEnd; readonly last: DayEnd; readonly today: string } | null {
    const { search, today } = this.deps.videos;
    const { query } = search;
    if (query.range !== 'custom') return null;
    const { words } = this;
    const endOf = (day: string, template: string, label: string): DayEnd => {
      const name = dayWords(day, today, this.deps.words());
      return { day, words: fill(template, { day: name }), label: fill(label, { day: name }) };
    };
    const { first, last } = query.days;
    return {
      first: endOf(first, words.first, words.firstLabel),
      last: endOf(last, words.last, words.lastLabel),
      today,
    };
  }

  /** Whether anything can be chosen, to be removed together. */
  get selectable(): boolean {
    return this.deps.videos.managed && this.screen.kind === 'list';
  }

  /** Which are chosen, by their ids. */
  get marks(): Readonly<Record<string, boolean>> {
    return Object.fromEntries((this.chosen ?? []).map((id) => [id, true]));
  }

  get choice(): { readonly words: string; readonly remove: string } | null {
    if (this.chosen === null) return null;
    const n = this.chosen.length;
    if (n === 0) return { words: this.words.noneChosen, remove: '' };
    return { words: fill(this.words.chosen, { n }), remove: fill(this.words.removeChosen, { n }) };
  }

  toggleChoosing(): void {
    this.chosen = this.chosen === null && this.selectable ? [] : null;
  }

  toggle(id: string): void {
    if (this.chosen === null) return;
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((other) => other !== id) : [...this.chosen, id];
  }

  choose(range: string): void {
    const known = RANGES.find((key) => key === range);
    this.chosen = null;
    if (known !== undefined) this.deps.videos.search.choose(known);
  }

  find(id: string): CloudVideo | undefined {
    return this.deps.videos.videos?.find((video) => video.id === id);
  }

  nameOf(id: string): string {
    const video = this.find(id);
    return video === undefined ? '' : nameWords(video, this.deps.words());
  }

  /** What is asked before these are removed. */
  removeQuestion(ids: readonly string[]): string {
    const [id = ''] = ids;
    if (ids.length === 1) return fill(this.words.removeTitle, { name: this.nameOf(id) });
    return fill(this.words.removeMany, { n: ids.length });
  }

  /** Removes them; answers with what became of it, in words. */
  async remove(ids: readonly string[]): Promise<string> {
    if (this.deps.videos.busy) return this.words.busy;
    const { removed, failure } = await this.deps.videos.remove(ids);
    this.removed(ids);
    if (failure === null) return fill(this.words.removed, { n: removed });
    const { title: why, next } = this.deps.words().errors[failure.code];
    const line = wasLost(failure) ? this.words.removedPerhaps : this.words.removedSome;
    return fill(line, { n: removed, why, next });
  }

  /** Names one anew; answers with what became of it, in words. */
  async rename(id: string, typed: string): Promise<string> {
    const name = nameFrom(typed, LONGEST_THING_NAME);
    if (name === '') return this.words.badName;
    if (this.deps.videos.busy) return this.words.busy;
    const failure = await this.deps.videos.rename(id, name);
    return failure === null ? this.words.renamed : this.deps.words().errors[failure.code].title;
  }

  private removed(ids: readonly string[]): void {
    if (this.chosen === null) return;
    const left = this.chosen.filter((id) => !ids.includes(id) || this.find(id) !== undefined);
    this.chosen = left.length === 0 ? null : left;
  }

  private failureCard({ code, requestId }: CallFailed): VideosScreen {
    const { errors, common } = this.deps.words();
    if (code === 'unsupported') return card('back', this.words.notAvailable);
    const { title, next: detail } = errors[code];
    const note = requestId === '' ? '' : fill(common.requestId, { id: requestId });
    return { ...card('refresh', { title, detail, action: common.retry }), note };
  }

  private get words(): Dictionary['videos'] {
    return this.deps.words().videos;
  }
}

type Card = Extract<VideosScreen, { kind: 'card' }>;

function card(
  act: Card['act'],
  words: { readonly title: string; readonly detail: string; readonly action: string },
): Card {
  return { kind: 'card', act, title: words.title, detail: words.detail, button: words.action, note: '' };
}
