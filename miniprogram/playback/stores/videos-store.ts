import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId, CloudVideo, ZoneOffset } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { offsetMs } from '../../utils/wall-clock';
import { Ticking } from '../../stores/ticking';
import { PageWalk } from '../../utils/page-walk';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { dayAt } from '../utils/days';
import { isOldestFirst, newestFirst, videoInput } from './video-query';
import { VideoSearch } from './video-search';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
  /** A camera that a list has loaded before; spares a call. */
  readonly find: (id: ChannelId) => Channel | undefined;
}

/** As many as one call removes. */
const MOST_REMOVED = 20;

type PlainMember = 'deps' | 'waiting' | 'ticking' | 'stopNetwork' | 'round' | 'changes' | 'walk';

/** The recordings that a camera's vendor keeps under names: what of them is known, and what is done with them. */
export class VideosStore {
  channelId: ChannelId | null = null;
  channel: Channel | null = null;
  /** Newest first, without gaps; null before they are known. */
  videos: readonly CloudVideo[] | null = null;
  /** Why the first page could not be had. */
  failure: CallFailed | null = null;
  /** Why the page after could not be had. */
  moreFailure: CallFailed | null = null;
  loadingMore = false;
  complete = false;
  /** The store's clocks; empty before they are known. */
  offsets: readonly ZoneOffset[] = [];
  /** Something is being removed or named anew. */
  busy = false;
  readonly search: VideoSearch;
  private readonly walk = new PageWalk();
  private round = 0;
  /** How often something was removed or named anew. */
  private changes = 0;
  private readonly waiting: Waiting;
  private readonly ticking: Ticking;
  private stopNetwork = (): void => {};

  constructor(private readonly deps: Deps) {
    const { clock } = deps;
    this.search = new VideoSearch({ clock, today: () => this.today, onAsk: () => this.ask() });
    this.waiting = new Waiting(clock);
    this.ticking = new Ticking(clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        channel: observable.ref,
        videos: observable.ref,
        failure: observable.ref,
        moreFailure: observable.ref,
        offsets: observable.ref,
        search: false,
        deps: false,
        waiting: false,
        ticking: false,
        stopNetwork: false,
        round: false,
        changes: false,
        walk: false,
      },
      { autoBind: true },
    );
  }

  async open(channelId: ChannelId): Promise<void> {
    this.round += 1;
    this.channelId = channelId;
    this.channel = this.deps.find(channelId) ?? null;
    this.search.begin();
    this.offsets = [];
    this.begin();
    void this.refresh();
    if (this.channel !== null) return;
    // Only the name and the right to change anything hang on it; the list has its own words for a failure.
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
      if (this.failure !== null) void this.refresh();
      else if (this.moreFailure !== null) void this.more();
    });
  }

  hide(): void {
    this.stopNetwork();
    this.ticking.stop();
  }

  /** The newest again. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    const { changes } = this;
    this.waiting.begin();
    const answer = await this.fetchNewest();
    if (round !== this.round) return;
    if (changes !== this.changes) return this.refresh(); // the list may be from before the change
    runInAction(() => {
      this.waiting.end();
      this.loadingMore = false;
      this.moreFailure = null;
      if (answer instanceof Error) {
        this.failure = answer;
        return;
      }
      this.failure = null;
      this.videos = newestFirst(answer.videos);
      this.offsets = answer.offsets;
      this.walk.begin(answer.page, answer.pages, answer.pageSize);
      this.complete = this.walk.next === null;
    });
    this.fill();
  }

  /** The page after, when somebody comes near the end. */
  async more(): Promise<void> {
    const { round } = this;
    const { next: page } = this.walk;
    if (this.videos === null || page === null || this.loadingMore || this.failure !== null) return;
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
      const known = new Set(this.videos?.map(({ id }) => id));
      const fresh = answer.videos.filter(({ id }) => !known.has(id));
      this.videos = [...(this.videos ?? []), ...newestFirst(fresh)];
      this.walk.goOn(page, answer.pages);
      this.complete = this.walk.next === null;
    });
    this.fill();
  }

  /** Null when it is done. */
  async rename(id: string, name: string): Promise<CallFailed | null> {
    const { channelId } = this;
    if (channelId === null || this.busy) return null;
    this.busy = true;
    const failure = await this.deps.call('video.rename', { channelId, id, name }).catch(failureOf);
    runInAction(() => {
      this.busy = false;
      if (failure === null) this.keep((video) => (video.id === id ? { ...video, name } : video));
    });
    return failure;
  }

  /** Removes as many as can be; tells how many went, and why the others did not. */
  async remove(ids: readonly string[]): Promise<{ readonly removed: number; readonly failure: CallFailed | null }> {
    const { channelId } = this;
    if (channelId === null || this.busy) return { removed: 0, failure: null };
    this.busy = true;
    let removed = 0;
    let failure: CallFailed | null = null;
    while (removed < ids.length) {
      const some = ids.slice(removed, removed + MOST_REMOVED);
      failure = await this.deps.call('video.remove', { channelId, ids: some }).catch(failureOf);
      if (failure !== null) break;
      removed += some.length;
      runInAction(() => this.keep((video) => (some.includes(video.id) ? null : video)));
    }
    runInAction(() => {
      this.busy = false;
    });
    return { removed, failure };
  }

  /** How long the first page keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.videos === null ? this.waiting.phase : 'none';
  }

  /** Epoch ms, as far as words need it. */
  get now(): number {
    return this.ticking.now;
  }

  /** The day that the store's clocks have; empty before they are known. */
  get today(): string {
    return this.offsets.length === 0 ? '' : dayAt(this.now, offsetMs(this.offsets, this.now));
  }

  /** Whether this person may name and remove recordings. */
  get managed(): boolean {
    return this.channel?.rights.includes('manage') === true;
  }

  private ask(): void {
    this.begin();
    void this.refresh();
  }

  private begin(): void {
    this.videos = null;
    this.failure = null;
    this.moreFailure = null;
    this.loadingMore = false;
    this.complete = false;
    this.walk.clear();
  }

  private fetch(page: number) {
    const { channelId, search, today } = this;
    return this.deps.call('video.list', videoInput(channelId ?? '', search.query, { page, today })).catch(failureOf);
  }

  /** The page with the newest: the first, or where that shows that they come last, the last. */
  private async fetchNewest() {
    const first = await this.fetch(1);
    if (first instanceof Error) return first;
    const { pages, videos } = first;
    const pageSize = videos.length;
    if (pages <= 1 || !isOldestFirst(videos)) return { ...first, page: 1, pageSize };
    const last = await this.fetch(pages);
    return last instanceof Error ? last : { ...last, offsets: first.offsets, pages, page: pages, pageSize };
  }

  /** Less than a page is less than a screen, whose end nobody reaches by scrolling. */
  private fill(): void {
    if (this.videos !== null && this.videos.length < this.walk.pageSize && this.moreFailure === null) void this.more();
  }

  private keep(change: (video: CloudVideo) => CloudVideo | null): void {
    this.changes += 1;
    if (this.videos === null) return;
    if (this.loadingMore) {
      this.round += 1;
      this.loadingMore = false;
    }
    this.videos = this.videos.flatMap((video) => change(video) ?? []);
    this.walk.removed(this.videos.length);
    this.fill();
  }
}
