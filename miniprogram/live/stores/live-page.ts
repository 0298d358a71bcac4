import type { Channel, ChannelId } from '../../../typings/contract/domain';
import { LEADING_BACK } from '../../stores/watching/policy';
import { fill } from '../../utils/fill';
import type { Clock } from '../../utils/clock';
import { momentWords, phoneZone } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import { delayWords, figureRows, type FigureRow } from './live-figures';
import type { LiveElsewhere } from './live-elsewhere';
import { OFFERING } from './live-machine/events';
import type { LiveStore } from './live-store';
import { describeLive, shownQuality, type LiveView } from './live-view';

/** WeChat's audit lets a row have sixty; the others are reached step by step, or from the list. */
const MOST_OFFERED = 50;

/** One camera of the store in words, for the switcher. */
export interface CameraChoice {
  readonly id: ChannelId;
  readonly name: string;
  readonly reachability: Channel['status']['reachability'];
  readonly label: string;
}

interface Deps {
  readonly live: LiveStore;
  readonly elsewhere: LiveElsewhere;
  readonly clock: Clock;
  /** Whether this person may ask how a camera is. */
  readonly seesHealth: () => boolean;
  readonly words: () => Dictionary;
}

/** What the live page shows, in words. Every getter is small, so that a change redraws only what it concerns. */
export class LivePage {
  constructor(private readonly deps: Deps) {}

  get view(): LiveView {
    const { live, clock } = this.deps;
    const words = this.deps.words();
    const moment = (at: number) => momentWords(at, { words: words.common, now: clock.now(), zone: phoneZone });
    return describeLive(live.state, { words, moment, elsewhere: this.elsewhere });
  }

  /** The bar above the page. */
  get title(): string {
    const { channel } = this.deps.live.roster;
    return channel ? `${channel.name} · ${channel.storeName}` : this.words.title;
  }

  get label(): string {
    const { channel } = this.deps.live.roster;
    return fill(this.words.picture, { name: channel?.name ?? '' });
  }

  get delay(): string {
    return delayWords(this.deps.live.stats, this.words);
  }

  get quality(): string {
    return shownQuality(this.deps.live.state);
  }

  get choice(): boolean {
    return (this.deps.live.roster.channel?.qualities.length ?? 0) > 1;
  }

  /** Whether this person may look at what was recorded, or have clips of it. */
  get lookBack(): boolean {
    const rights = this.deps.live.roster.channel?.rights ?? [];
    return rights.includes('playback') || rights.includes('capture');
  }

  /** Whether this person may show the camera to others. */
  get sharing(): boolean {
    return this.deps.live.roster.channel?.rights.includes('share') === true;
  }

  get weak(): string {
    return this.deps.live.overlay.weak ? this.deps.words().watching.weak : '';
  }

  get notice(): string {
    const { notice } = this.deps.live.overlay;
    return notice === null ? '' : this.words.notices[notice];
  }

  /** What a notice leads to reads; empty when it leads nowhere. */
  get noticeAct(): string {
    const { notice } = this.deps.live.overlay;
    return notice !== null && OFFERING.has(notice) ? this.words.settings : '';
  }

  /** What leads from a picture that failed to why most likely; empty where the camera has nothing to do with it. */
  get causes(): string {
    const { phase } = this.deps.live.state;
    const isAsked =
      phase.kind === 'failed' && !LEADING_BACK.has(phase.reason) && phase.reason !== 'no-player-permission';
    return isAsked && this.deps.seesHealth() ? this.words.causes : '';
  }

  /** The request's number in words, for support; empty when no call failed. */
  get reference(): string {
    const { phase } = this.deps.live.state;
    if (phase.kind !== 'failed' || phase.requestId === '') return '';
    return fill(this.deps.words().common.requestId, { id: phase.requestId });
  }

  get storeTitle(): string {
    const { channel } = this.deps.live.roster;
    return fill(this.words.cameras, { store: channel?.storeName ?? '' });
  }

  get position(): string {
    const { roster } = this.deps.live;
    if (roster.position < 0) return '';
    return fill(this.words.position, { n: roster.position + 1, total: roster.neighbours.length });
  }

  get current(): ChannelId {
    return this.deps.live.roster.channel?.id ?? '';
  }

  /** The other cameras of the store, of very many those next to this one. */
  get cameras(): readonly CameraChoice[] {
    const { common } = this.deps.words();
    const { neighbours, position } = this.deps.live.roster;
    const first = Math.max(0, Math.min(position - MOST_OFFERED / 2, neighbours.length - MOST_OFFERED));
    return neighbours.slice(first, first + MOST_OFFERED).map(({ id, name, status: { reachability } }) => {
      const going = id === this.current ? `${this.words.current} ${name}` : fill(this.words.switchTo, { name });
      return { id, name, reachability, label: `${going} ${common[reachability]}` };
    });
  }

  /** Rows of the statistics panel; none while it is closed. */
  get figures(): readonly FigureRow[] {
    const { live } = this.deps;
    if (!live.statsShown) return [];
    return figureRows(live.stats, { words: this.words, carriage: live.carriage, network: live.state.network.kind });
  }

  private get elsewhere(): string {
    const { elsewhere } = this.words;
    const { stage } = this.deps.elsewhere;
    switch (stage.kind) {
      case 'absent':
        return '';
      case 'offered':
      case 'asking':
        return elsewhere[stage.kind];
      case 'failed':
        return fill(elsewhere.failed, { why: this.deps.words().errors[stage.code].title });
    }
  }

  private get words(): Dictionary['live'] {
    return this.deps.words().live;
  }
}
