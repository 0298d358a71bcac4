import { makeAutoObservable, reaction, runInAction } from 'mobx-miniprogram';

import type { ChannelId } from '../../typings/contract/domain';
import type { Call } from '../services/call';
import type { Cover } from '../services/covers';
import type { Network } from '../services/network';
import type { Clock } from '../utils/clock';
import { debounce, type Debounced } from '../utils/debounce';
import type { Screen } from '../utils/grid-metrics';
import type { RowView } from '../utils/row-patch';
import { throttle } from '../utils/throttle';
import { phoneZone, type TimeSetting, type ZoneOffset } from '../utils/time-words';
import type { CamerasStore } from './cameras-store';
import { DeviceList } from './device-list';
import { skeletonRows, toRowViews } from './device-rows';
import { noticeOf, screenOf, type DeviceScreen, type ScreenSource } from './device-screen';
import type { Filter } from './device-sections';
import { ListCovers } from './list-covers';
import { ListFreshness } from './list-freshness';
import { followOpening } from './opening';
import type { FavouriteOutcome, PreferencesStore } from './preferences-store';
import type { SessionStore } from './session-store';
import { SearchBox } from './search-box';
import { StatusPoll } from './status-poll';
import { Ticking } from './ticking';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
  readonly cameras: CamerasStore;
  readonly preferences: PreferencesStore;
  readonly session: SessionStore;
  readonly covers: { readonly coverOf: (id: ChannelId) => Cover | null; readonly clear: () => Promise<void> };
  readonly screen: Screen;
  readonly zone?: ZoneOffset;
}

type PlainMember = 'deps' | 'pictures' | 'stops' | 'freshness' | 'ticking' | 'poll' | 'resting' | 'follow';

/** At most 12 windows a second, of the 20 `setData` that WeChat's own audit allows. */
const SCROLL_MS = 80;
/** Stores that fly past are not fetched. */
const REST_MS = 150;

/** The page of stores while it is used: what it shows, and what it fetches when. */
export class DevicesView {
  readonly list: DeviceList;
  readonly searchBox: SearchBox;
  /** Whether a pull on the list is being answered. */
  pulling = false;

  private readonly pictures: ListCovers;
  private stops: (() => void)[] = [];
  private readonly freshness: ListFreshness;
  private readonly ticking: Ticking;
  private readonly poll: StatusPoll;
  private readonly resting: Debounced<null>;
  private readonly follow: (none: null) => void;

  constructor(private readonly deps: Deps) {
    const { call, clock, cameras, covers: own } = deps;
    this.list = new DeviceList(deps);
    this.searchBox = new SearchBox(clock, (text) => this.search(text));
    this.freshness = new ListFreshness({ ...deps, onStranger: () => this.forgetPictures() });
    this.ticking = new Ticking(clock);
    this.poll = new StatusPoll({
      call,
      clock,
      visible: () => this.list.visibleIds(),
      onStatuses: (statuses) => {
        cameras.applyStatuses(statuses);
        this.freshness.hear();
      },
      onGone: () => this.freshness.refreshAgain(),
      onSilence: ({ code }) => this.freshness.fallSilent(code),
    });
    this.pictures = new ListCovers({ call, clock, own, visible: () => this.list.visibleIds() });
    this.resting = debounce(clock, REST_MS, () => cameras.want(this.list.missing()));
    this.follow = throttle(clock, SCROLL_MS, () => this.list.moveWindow());
    makeAutoObservable<this, PlainMember>(
      this,
      {
        list: false,
        searchBox: false,
        deps: false,
        pictures: false,
        stops: false,
        poll: false,
        freshness: false,
        ticking: false,
        resting: false,
        follow: false,
      },
      { autoBind: true },
    );
  }

  get screen(): DeviceScreen {
    return screenOf(this.screenSource);
  }

  /** Why the list shown is not of this moment; empty when it is. */
  get notice(): string {
    return noticeOf(this.screenSource);
  }

  private get screenSource(): ScreenSource {
    const { session, cameras, preferences } = this.deps;
    const { freshness } = this;
    return {
      session: session.state,
      list: cameras.state,
      partFailure: cameras.partFailure,
      asOf: freshness.asOf,
      silence: freshness.silence,
      phase: freshness.phase,
      stores: cameras.stores.length,
      cards: this.list.cards,
      filter: this.list.filter,
      text: this.list.text,
      words: preferences.words,
      time: () => this.time,
    };
  }

  /** The rows near the screen, in words; grey shapes of them while the first are awaited. */
  get rows(): readonly RowView[] {
    const { cameras, preferences } = this.deps;
    if (this.screen.kind === 'skeleton') return skeletonRows(this.list.layout.metrics.columns, preferences.words);
    return toRowViews(this.list.rows, this.list.sections, {
      find: (id) => cameras.find(id),
      coverOf: (id) => this.pictures.coverOf(id),
      isFavourite: (id) => preferences.isFavourite(id),
      words: preferences.words,
      time: this.time,
    });
  }

  /** The page came to the front. */
  show(): void {
    const { network, session, clock } = this.deps;
    this.hide();
    this.pictures.show();
    this.stops = [
      reaction(
        () => this.list.sections,
        () => this.onListChange(),
      ),
      network.onChange(({ connected }) =>
        connected ? this.onNetworkReturn() : this.freshness.fallSilent('no-network'),
      ),
      followOpening(session, clock, () => void this.refresh()),
    ];
    this.ticking.start();
    this.freshness.refreshIfDue();
    this.poll.start();
    this.onListChange();
  }

  /** What is shown is not all there is any more, or more than may be seen: it is asked for anew before it is used. */
  outdate(): void {
    this.freshness.outdate();
    const isInFront = this.stops.length > 0;
    if (isInFront) void this.refresh();
  }

  /** The page left the front: nothing runs for it any more. */
  hide(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.ticking.stop();
    this.poll.stop();
    this.pictures.hide();
    this.resting.cancel();
    this.deps.cameras.keepCopy();
  }

  /** Asks who we are and what there is to see, at the same time. */
  refresh(): Promise<void> {
    return this.freshness.refresh();
  }

  /** The picture of a camera does not load. */
  pictureFailed(id: ChannelId): void {
    this.pictures.failed(id);
  }

  /** Leaves no picture of anybody on this phone. */
  forgetPictures(): Promise<void> {
    return this.pictures.clear();
  }

  async pull(): Promise<void> {
    this.pulling = true;
    await this.refresh();
    runInAction(() => (this.pulling = false));
  }

  /** Asks again for what failed. */
  retry(): void {
    const { cameras } = this.deps;
    if (cameras.state.kind === 'ready' && cameras.partFailure !== null) cameras.retryParts();
    else void this.refresh();
  }

  choose(filter: Filter): void {
    this.deps.cameras.retryParts();
    this.list.choose(filter);
    this.showFavourites();
    this.deps.cameras.want(this.list.missing());
  }

  toggleFavourite(id: ChannelId): FavouriteOutcome {
    const outcome = this.deps.preferences.toggleFavourite(id);
    this.showFavourites();
    return outcome;
  }

  /** `top` in px from the list's beginning. */
  scrolled(top: number): void {
    this.list.scrolled(top);
    this.follow(null);
    this.resting.push(null);
    this.lookedElsewhere();
  }

  resize(size: Pick<Screen, 'width' | 'height'>): void {
    this.list.resize(size);
  }

  private get time(): TimeSetting {
    const { preferences, zone } = this.deps;
    return { words: preferences.words.common, now: this.ticking.now, zone: zone ?? phoneZone };
  }

  private search(text: string): void {
    if (text === this.list.text) return;
    this.deps.cameras.retryParts();
    this.list.search(text);
    this.deps.cameras.want(this.list.missing());
  }

  /** What is known of the favourites shows at once. */
  private showFavourites(): void {
    if (this.list.filter === 'favourites') this.list.seedFavourites();
  }

  private onListChange(): void {
    this.resting.push(null);
    this.lookedElsewhere();
  }

  private lookedElsewhere(): void {
    this.poll.moved();
    this.pictures.moved();
  }

  private onNetworkReturn(): void {
    const { cameras } = this.deps;
    this.poll.start();
    if (cameras.state.kind === 'failed' || cameras.partFailure !== null) this.retry();
  }
}
