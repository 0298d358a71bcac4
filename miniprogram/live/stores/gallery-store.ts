import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoredPicture } from '../../../typings/contract/control';
import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { PageWalk } from '../../utils/page-walk';
import { Ticking } from '../../stores/ticking';
import { Waiting, type WaitPhase } from '../../stores/waiting';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
  /** A camera that a list has loaded before; spares a call. */
  readonly find: (id: ChannelId) => Channel | undefined;
}

/** As far back as the cloud looks at once; the day ahead makes up for a phone whose clock is late. */
const AHEAD_MS = 86_400_000;
const BACK_MS = 365 * 86_400_000;

type PlainMember = 'deps' | 'waiting' | 'ticking' | 'stopNetwork' | 'round' | 'walk' | 'span';

/** The stills that a camera's vendor keeps: what of them is known, newest first. */
export class GalleryStore {
  channelId: ChannelId | null = null;
  channel: Channel | null = null;
  /** Newest first; null before they are known. */
  pictures: readonly StoredPicture[] | null = null;
  /** Why the first page could not be had; what is shown is of an earlier time then. */
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told the first page shown. */
  asOf = 0;
  /** Why the page after could not be had. */
  moreFailure: CallFailed | null = null;
  loadingMore = false;
  complete = false;
  /** The one being removed. */
  removing: string | null = null;
  private readonly walk = new PageWalk();
  private span = { from: 0, to: 0 };
  private round = 0;
  private readonly waiting: Waiting;
  private readonly ticking: Ticking;
  private stopNetwork = (): void => {};

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.ticking = new Ticking(deps.clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        channel: observable.ref,
        pictures: observable.ref,
        failure: observable.ref,
        moreFailure: observable.ref,
        deps: false,
        waiting: false,
        ticking: false,
        stopNetwork: false,
        round: false,
        walk: false,
        span: false,
      },
      { autoBind: true },
    );
  }

  async open(channelId: ChannelId): Promise<void> {
    this.channelId = channelId;
    this.channel = this.deps.find(channelId) ?? null;
    this.pictures = null;
    this.removing = null;
    void this.refresh();
    if (this.channel !== null) return;
    // Only the name and the right to remove hang on it; the list has its own words for a failure.
    const page = await this.deps.call('channel.list', { ids: [channelId] }).catch(() => null);
    runInAction(() => {
      if (this.channelId === channelId) this.channel = page?.channels[0] ?? null;
    });
  }

  /** The page came to the front. */
  show(): void {
    this.hide();
    this.ticking.start();
    this.stopNetwork = this.deps.network.onChange(({ connected }) => {
      if (!connected) return;
      if (this.failure !== null || this.moreFailure !== null) this.retry();
    });
  }

  hide(): void {
    this.stopNetwork();
    this.ticking.stop();
  }

  /** What failed last. */
  retry(): void {
    void (this.failure === null ? this.more() : this.refresh());
  }

  /** The newest again; those shown stay until they are there, and when none come. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const now = this.deps.clock.now();
    this.span = { from: now - BACK_MS, to: now + AHEAD_MS };
    this.failure = null;
    this.moreFailure = null;
    this.loadingMore = false;
    this.waiting.begin();
    const answer = await this.fetchNewest();
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        // None at all, kept, would say that there are none.
        if (!isPassing(answer) || this.pictures?.length === 0) this.pictures = null;
        return;
      }
      this.asOf = now;
      this.pictures = newestFirst(answer.pictures);
      this.walk.begin(answer.page, answer.pages, answer.pageSize);
      this.complete = this.walk.next === null;
    });
    this.fill();
  }

  /** The page after, when somebody comes near the end. */
  async more(): Promise<void> {
    const { round } = this;
    const { next: page } = this.walk;
    if (this.pictures === null || page === null || this.loadingMore || this.failure !== null) return;
    this.loadingMore = true;
    this.moreFailure = null;
    const answer = await this.fetch(page);
    if (round !== this.round) return;
    runInAction(() => {
      this.loadingMore = false;
      if (answer instanceof Error) {
        this.moreFailure = answer;
        return;
      }
      const known = new Set(this.pictures?.map(({ id }) => id));
      const fresh = answer.pictures.filter(({ id }) => !known.has(id));
      this.pictures = [...(this.pictures ?? []), ...newestFirst(fresh)];
      this.walk.goOn(page, answer.pages);
      this.complete = this.walk.next === null;
    });
    this.fill();
  }

  /** Null when it is gone. */
  async remove(id: string): Promise<CallFailed | null> {
    const { channelId } = this;
    if (channelId === null || this.removing !== null) return null;
    this.removing = id;
    const failure = await this.deps.call('picture.remove', { channelId, id }).catch(failureOf);
    runInAction(() => {
      if (channelId !== this.channelId) return;
      this.removing = null;
      if (failure === null) this.took(id);
    });
    return failure;
  }

  find(id: string): StoredPicture | undefined {
    return this.pictures?.find((picture) => picture.id === id);
  }

  /** How long the first page keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.pictures === null ? this.waiting.phase : 'none';
  }

  /** Epoch ms, as far as words need it. */
  get now(): number {
    return this.ticking.now;
  }

  /** Whether this person may remove pictures. */
  get managed(): boolean {
    return this.channel?.rights.includes('manage') === true;
  }

  private fetch(page: number) {
    return this.deps.call('picture.list', { channelId: this.channelId ?? '', ...this.span, page }).catch(failureOf);
  }

  /** The page with the newest: the first, or where that shows that they come last, the last. */
  private async fetchNewest() {
    const first = await this.fetch(1);
    if (first instanceof Error) return first;
    const { pages, pictures } = first;
    const pageSize = pictures.length;
    if (pages <= 1 || !isOldestFirst(pictures)) return { ...first, page: 1, pageSize };
    const last = await this.fetch(pages);
    return last instanceof Error ? last : { ...last, pages, page: pages, pageSize };
  }

  /** Less than a page is less than a screen, whose end nobody reaches by scrolling. */
  private fill(): void {
    if (this.pictures !== null && this.pictures.length < this.walk.pageSize && this.moreFailure === null)
      void this.more();
  }

  private took(id: string): void {
    if (this.loadingMore) {
      this.round += 1;
      this.loadingMore = false;
    }
    this.pictures = (this.pictures ?? []).filter((picture) => picture.id !== id);
    this.walk.removed(this.pictures.length);
    this.fill();
  }
}

function isOldestFirst(pictures: readonly StoredPicture[]): boolean {
  const [first] = pictures;
  const last = pictures[pictures.length - 1];
  return first !== undefined && last !== undefined && first.takenAt < last.takenAt;
}

function newestFirst(pictures: readonly StoredPicture[]): readonly StoredPicture[] {
  return [...pictures].sort((one, other) => other.takenAt - one.takenAt);
}
