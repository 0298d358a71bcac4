import { makeAutoObservable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import type { Viewer } from '../../../typings/contract/audit';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { doubleNames, nameOf, nameWithCode } from '../../stores/person-words';
import type { SessionStore } from '../../stores/session-store';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { ViewersStore } from './viewers-store';

interface Deps {
  readonly viewers: ViewersStore;
  readonly session: SessionStore;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** One person who watches, in words. */
export interface ViewerRow {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly since: string;
  readonly label: string;
}

const MINUTE = 60_000;

/** What the page of who is watching shows, in words. */
export class ViewersPage {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  open(channelId: ChannelId): void {
    const { viewers, session } = this.deps;
    void viewers.open(channelId);
    if (session.state.kind === 'unknown') void session.start();
  }

  get title(): string {
    const { name } = this.deps.viewers;
    return name === '' ? this.words.title : fill(this.words.titleOf, { name });
  }

  get screen(): PageScreen<'back' | 'refresh'> {
    const { channelId, viewers, failure, wait, vendorCount } = this.deps.viewers;
    const words = this.deps.words();
    const { missing, empty, back, faults, refresh } = words.viewers;
    if (channelId === null) return cardScreen('back', { title: missing.title, next: missing.detail, button: back });
    if (viewers === null) {
      if (failure === null) return waitScreen(wait);
      const { code } = failure;
      if (code !== 'permission-denied' && code !== 'not-found') {
        return failureScreen('refresh', failure, { words, faults });
      }
      return cardScreen('back', { ...faultWords(failure, words, faults), button: back });
    }
    const isNobody = viewers.length === 0 && (vendorCount ?? 0) === 0;
    if (isNobody && failure === null) {
      return cardScreen('refresh', { title: empty.title, next: empty.detail, button: refresh });
    }
    return CONTENT;
  }

  /** How many there are. */
  get summary(): string {
    const n = this.deps.viewers.viewers?.length ?? 0;
    return n === 0 ? this.words.emptyOurs : fill(this.words.count, { n });
  }

  /** How many the vendor counts; empty where it counts none. */
  get vendorLine(): string {
    const { vendorCount } = this.deps.viewers;
    return vendorCount === null ? '' : fill(this.words.vendorCount, { n: vendorCount });
  }

  /** Of when it is, and why it is not of now; empty before anything is known. */
  get freshness(): { readonly line: string; readonly isStale: boolean } {
    const { asOf, failure } = this.deps.viewers;
    const words = this.deps.words();
    if (asOf === 0) return { line: '', isStale: false };
    const when = this.moment(asOf);
    if (failure === null) return { line: fill(words.viewers.asOf, { when }), isStale: false };
    const { title: what } = faultWords(failure, words, words.viewers.faults);
    return { line: fill(words.viewers.stale, { what, when }), isStale: true };
  }

  get rows(): readonly ViewerRow[] {
    const { viewers } = this.deps.viewers;
    const people = new Map((viewers ?? []).map((viewer) => [viewer.id, viewer]));
    const doubles = doubleNames([...people.values()]);
    return (viewers ?? []).map((viewer) => this.row(viewer, doubles));
  }

  private row(viewer: Viewer, doubles: ReadonlySet<string>): ViewerRow {
    const { people, common, viewers: own } = this.deps.words();
    const isDouble = viewer.name === '' || doubles.has(viewer.name);
    const isSelf = viewer.visitorCode === this.own;
    const name = isSelf ? people.self : isDouble ? nameWithCode(viewer, people) : nameOf(viewer, people);
    const what = fill(own.what, { role: people.roles[viewer.role], kind: own.kinds[viewer.kind] });
    const since = `${fill(own.since, { when: this.moment(viewer.since) })}${common.listComma}${this.length(viewer)}`;
    const label = [name, what, since].join(common.listComma);
    return { key: `${viewer.id} ${viewer.kind}`, name, what, since, label };
  }

  private length({ since }: Viewer): string {
    const minutes = Math.floor(Math.max(0, this.deps.viewers.asOf - since) / MINUTE);
    if (minutes === 0) return this.words.seconds;
    if (minutes < 60) return fill(this.words.minutes, { n: minutes });
    return fill(this.words.hours, { h: Math.floor(minutes / 60), m: minutes % 60 });
  }

  /** The caller's visitor code; empty before it is known. */
  private get own(): string {
    const { state } = this.deps.session;
    return state.kind === 'member' ? state.visitorCode : '';
  }

  private moment(at: number): string {
    const { viewers, zone, words } = this.deps;
    return momentWords(at, { words: words().common, now: viewers.asOf, zone });
  }

  private get words(): Dictionary['viewers'] {
    return this.deps.words().viewers;
  }
}
