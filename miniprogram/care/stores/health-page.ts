import { makeAutoObservable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import type { CameraHealth, Cause } from '../../../typings/contract/health';
import { toneOf } from '../../stores/device-rows';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import type { Ticking } from '../../stores/ticking';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import { healthFacts, type FactSection } from './health-facts';
import { healthReport } from './health-report';
import { stateWords, type HealthState } from './health-state';
import type { HealthStore } from './health-store';

interface Deps {
  readonly health: HealthStore;
  readonly session: Pick<SessionStore, 'role' | 'start'>;
  readonly ticking: Ticking;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** Where a next step can be taken in this app. */
export type CauseWay = 'accounts' | 'live';

/** Why the camera shows nothing, in words. */
export interface CauseRow {
  readonly key: Cause;
  /** 最可能; empty for all but the first of several. */
  readonly mark: string;
  readonly title: string;
  readonly why: string;
  readonly next: string;
  readonly way: CauseWay | null;
  /** Words of the way; empty where there is none. */
  readonly wayWords: string;
}

/** Accounts are for owners; switches are on the live page, for those who may turn them. */
const WAY_OF: Partial<Record<Cause, CauseWay>> = {
  'account-keys': 'accounts',
  'vendor-quota': 'accounts',
  'not-listed': 'accounts',
  masked: 'live',
  disabled: 'live',
};

/** What the page of a camera's health shows, in words. */
export class HealthPage {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** Null where the address names no camera. */
  open(channelId: ChannelId | null): void {
    const { health, session } = this.deps;
    if (channelId === null) health.leave();
    else health.open(channelId);
    if (session.role === null) void session.start();
  }

  show(): void {
    this.deps.ticking.start();
    void this.deps.health.show();
  }

  hide(): void {
    this.deps.ticking.stop();
  }

  get title(): string {
    const { name } = this.deps.health;
    return name === '' ? this.words.title : fill(this.words.titleOf, { name });
  }

  get screen(): PageScreen<'refresh' | 'back'> {
    const { channelId, health, failure, wait } = this.deps.health;
    const words = this.deps.words();
    const { back: button, missing, faults } = words.health;
    if (channelId === null) return cardScreen('back', { ...missing, button });
    if (health !== null) return CONTENT;
    if (failure === null) return waitScreen(wait);
    const { code } = failure;
    if (code === 'permission-denied' || code === 'not-found')
      return cardScreen('back', { ...faultWords(failure, words, faults), button });
    return failureScreen('refresh', failure, { words, faults });
  }

  /** Null before it is known. */
  get state(): (HealthState & { readonly store: string; readonly tone: ReturnType<typeof toneOf> }) | null {
    const { health } = this.deps.health;
    if (health === null) return null;
    const setting = { words: this.deps.words(), now: this.deps.ticking.now, moment: (at: number) => this.moment(at) };
    return { ...stateWords(health, setting), store: health.storeName, tone: toneOf(health.status) };
  }

  get causes(): readonly CauseRow[] {
    const causes = this.deps.health.health?.causes ?? [];
    return causes.map((cause, index) => {
      const way = this.wayOf(cause);
      return {
        key: cause,
        mark: index === 0 && causes.length > 1 ? this.words.likeliest : '',
        ...this.words.causes[cause],
        way,
        wayWords: way === null ? '' : this.words.ways[way],
      };
    });
  }

  /** What stands in the place of causes where there are none. */
  get none(): { readonly title: string; readonly next: string } {
    const { fine, fineNext, fineNextUnknown, unclear, unclearNext } = this.words;
    const { health } = this.deps.health;
    const isFine = health?.status.reachability === 'online' && health.status.condition === 'clear';
    if (!isFine) return { title: unclear, next: unclearNext };
    return { title: fine, next: health.codec === 'unknown' ? fineNextUnknown : fineNext };
  }

  get facts(): readonly FactSection[] {
    const { health } = this.deps.health;
    return health === null ? [] : healthFacts(health, { words: this.deps.words(), moment: (at) => this.moment(at) });
  }

  /** Of when it is, and why it is not of now; empty before anything is known. */
  get freshness(): { readonly line: string; readonly isStale: boolean } {
    const { asOf, failure } = this.deps.health;
    const words = this.deps.words();
    if (asOf === 0) return { line: '', isStale: false };
    const when = this.moment(asOf);
    if (failure === null) return { line: fill(words.health.asOf, { when }), isStale: false };
    const { title: what } = faultWords(failure, words, words.health.faults);
    return { line: fill(words.health.stale, { what, when }), isStale: true };
  }

  get refreshWords(): string {
    return this.deps.health.refreshing ? this.words.refreshing : this.words.refresh;
  }

  /** All of it as text, for support; empty before it is known. */
  get report(): string {
    const { state, causes, facts, freshness } = this;
    const { health } = this.deps.health;
    if (health === null || state === null) return '';
    const { title, causesTitle } = this.words;
    const none = this.none.title;
    const heads = { title, causes: causesTitle, none };
    return healthReport({ health, state, causes, facts, line: freshness.line }, heads);
  }

  private wayOf(cause: Cause): CauseWay | null {
    const way = WAY_OF[cause];
    if (way === undefined) return null;
    if (way === 'accounts') return this.deps.session.role === 'owner' ? way : null;
    return this.manages ? way : null;
  }

  /** Who does not manage the camera is not told what it sends. */
  private get manages(): boolean {
    const pushing: CameraHealth['pushing'] | undefined = this.deps.health.health?.pushing;
    return pushing !== undefined && !(pushing.kind === 'unknown' && pushing.why === 'permission-denied');
  }

  private moment(at: number): string {
    const { words, ticking, zone } = this.deps;
    return momentWords(at, { words: words().common, now: ticking.now, zone });
  }

  private get words(): Dictionary['health'] {
    return this.deps.words().health;
  }
}
