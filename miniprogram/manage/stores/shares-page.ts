import { makeAutoObservable } from 'mobx-miniprogram';

import type { Share } from '../../../typings/contract/codes';
import { cardScreen, CONTENT, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import { doubleNames, nameOf, nameWithCode } from '../../stores/person-words';
import { staleLine } from '../../stores/stale-line';
import { fill } from '../../utils/fill';
import { momentWords, phoneZone } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { ManagedStores } from './managed-stores';
import { endWords, failureOfShare, stretchWords, type ShareSetting } from './share-words';
import type { SharesStore } from './shares-store';

/** Of whoever opened a share; a tap shows the others. */
const FEW = 3;

interface Deps {
  readonly shares: SharesStore;
  readonly managed: Pick<ManagedStores, 'visitorCode' | 'load'>;
  readonly words: () => Dictionary;
}

/** One share, in words. */
export interface ShareCardView {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly badge: string;
  readonly tone: 'good' | 'over';
  readonly by: string;
  readonly until: string;
  readonly opened: string;
  readonly people: readonly { readonly key: string; readonly line: string }[];
  /** What the button that shows more or fewer people reads; empty for none. */
  readonly peopleButton: string;
  /** Labels of the buttons; empty where there is none. */
  readonly show: string;
  readonly revoke: string;
  readonly busy: boolean;
  readonly problem: string;
}

/** What the page of shares shows, in words. */
export class SharesPage {
  private unfolded: string | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** Somebody begins to look at the list. */
  reset(): void {
    this.unfolded = null;
    // Whoever came by a link is not known yet.
    if (this.deps.managed.visitorCode === '') void this.deps.managed.load();
  }

  get screen(): PageScreen<'back' | 'refresh'> {
    const { shares } = this.deps;
    const words = this.deps.words();
    if (shares.shares === null) {
      if (shares.failure === null) return waitScreen(shares.wait);
      return failureScreen('refresh', shares.failure, { words, faults: {} });
    }
    if (shares.shares.length > 0) return CONTENT;
    const { title, detail: next } = words.shares.empty;
    return cardScreen('back', { title, next, button: words.common.back });
  }

  /** A line above the list; empty when there is nothing to say. */
  get notice(): string {
    const { shares } = this.deps;
    if (shares.shares === null) return '';
    return staleLine(shares, { words: this.deps.words(), faults: {}, now: shares.now });
  }

  get cards(): readonly ShareCardView[] {
    return (this.deps.shares.shares ?? []).map((share) => this.card(share));
  }

  /** Shows everybody who opened a share, or few of them again. */
  fold(id: string): void {
    this.unfolded = this.unfolded === id ? null : id;
  }

  /** Which share is about to be taken back. */
  titleOfId(id: string): string {
    const share = this.deps.shares.find(id);
    return share === undefined ? '' : this.titleOf(share);
  }

  private card(share: Share): ShareCardView {
    const { shares } = this.deps;
    const { words } = this.setting;
    const state = this.stateOf(share);
    const title = this.titleOf(share);
    const isOver = state !== 'open' && state !== 'full';
    const isUnsure = shares.unsure === share.id;
    const isChecking = isUnsure && shares.revoking === share.id;
    return {
      id: share.id,
      title,
      detail: this.detailOf(share),
      badge: isUnsure ? words.shares[isChecking ? 'checking' : 'unchecked'] : words.shares.states[state],
      tone: isOver || isUnsure ? 'over' : 'good',
      by: this.byWords(share),
      until: this.untilWords(share, isOver),
      opened: openedWords(share, words),
      ...this.peopleOf(share),
      show: state === 'open' && !isUnsure && this.isOwn(share) ? fill(words.shares.showLabel, { what: title }) : '',
      revoke: isOver ? '' : fill(words.shares.revokeLabel, { what: title }),
      busy: shares.revoking === share.id,
      problem: this.problemOf(share.id),
    };
  }

  private problemOf(id: string): string {
    const { problem, unsure, revoking } = this.deps.shares;
    const words = this.deps.words();
    if (problem?.id !== id) return '';
    if (unsure !== id) return failureOfShare(problem.failure, words.share.unrevoked, words);
    return failureOfShare(problem.failure, revoking === id ? words.share.checking : words.share.unchecked, words);
  }

  /** It may have ended since the cloud told. */
  private stateOf({ state, until }: Share): Share['state'] {
    return (state === 'open' || state === 'full') && until <= this.setting.now ? 'expired' : state;
  }

  private titleOf({ cameras }: Share): string {
    const { shares, common } = this.deps.words();
    const [first, ...others] = cameras;
    if (first === undefined) return shares.gone;
    if (others.length === 0) return `${first.name} · ${first.storeName}`;
    return fill(shares.cameras, { n: cameras.length, names: cameras.map(({ name }) => name).join(common.listComma) });
  }

  private detailOf({ view, offsets, watermark }: Share): string {
    const { words, now } = this.setting;
    const { shares } = words;
    const what =
      view.kind === 'live' ? shares.live : fill(shares.past, { stretch: stretchWords(view, offsets, { words, now }) });
    return `${what} · ${watermark ? shares.watermark : shares.noWatermark}`;
  }

  private byWords(share: Share): string {
    const { words, now, zone } = this.setting;
    const when = momentWords(share.createdAt, { words: words.common, now, zone });
    if (this.isOwn(share)) return fill(words.shares.byMe, { when });
    return fill(words.shares.by, { name: nameOf(share.by, words.people), when });
  }

  /** Empty of one that was over before its time. */
  private untilWords({ until }: Share, isOver: boolean): string {
    const { shares } = this.deps.words();
    const isPast = until <= this.setting.now;
    if (isOver && !isPast) return '';
    return fill(isPast ? shares.ended : shares.until, { when: endWords(until, this.setting) });
  }

  private peopleOf({ id, opened }: Share): Pick<ShareCardView, 'people' | 'peopleButton'> {
    const { words, now, zone } = this.setting;
    const isUnfolded = this.unfolded === id;
    const shown = isUnfolded ? opened : opened.slice(0, FEW);
    const doubles = doubleNames(opened);
    const people = shown.map((person) => {
      const when = momentWords(person.at, { words: words.common, now, zone });
      const tellApart = person.name === '' || doubles.has(person.name);
      const name = tellApart ? nameWithCode(person, words.people) : person.name;
      return { key: person.id, line: fill(words.shares.who, { name, when }) };
    });
    if (opened.length <= FEW) return { people, peopleButton: '' };
    return { people, peopleButton: isUnfolded ? words.shares.whoFew : fill(words.shares.whoAll, { n: opened.length }) };
  }

  private isOwn({ by }: Share): boolean {
    return by.visitorCode === this.deps.managed.visitorCode;
  }

  private get setting(): ShareSetting {
    return { words: this.deps.words(), now: this.deps.shares.now, zone: phoneZone };
  }
}

function openedWords({ opened, most }: Share, { shares }: Dictionary): string {
  if (most === null) return fill(shares.openedAny, { n: opened.length });
  return fill(shares.opened, { n: opened.length, m: most });
}
