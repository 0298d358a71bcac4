import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { ManagedStore } from '../../../typings/contract/upkeep';
import { CONTENT, cardScreen, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { staleLine } from '../../stores/stale-line';
import { SearchBox } from '../../stores/search-box';
import type { SessionStore } from '../../stores/session-store';
import { wasUnanswered } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { StoresStore } from './stores-store';

interface Deps {
  readonly stores: StoresStore;
  readonly session: Pick<SessionStore, 'role' | 'start'>;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One store in words. */
export interface StoreLine {
  readonly key: string;
  readonly name: string;
  readonly line: string;
  readonly label: string;
  /** What its buttons read to those who listen. */
  readonly up: string;
  readonly down: string;
  readonly first: string;
}

type StoresAct = 'refresh' | 'create' | 'show-all' | 'back';

/** Of those archived; a search leads to the others. */
const MOST_OLD = 50;

/** What the page of the stores shows, in words. */
export class StoresPage {
  readonly search: SearchBox;
  /** Whether those archived are shown as well. */
  unfolded = false;
  /** The order that is being made; null while none is. */
  draft: readonly StoreId[] | null = null;
  saving = false;
  private visit = 0;

  constructor(private readonly deps: Deps) {
    this.search = new SearchBox(deps.clock, (text) => this.seek(text));
    makeAutoObservable<this, 'deps' | 'visit'>(
      this,
      { deps: false, visit: false, search: false, draft: observable.ref },
      { autoBind: true },
    );
  }

  /** The page came to the front. */
  async show(): Promise<void> {
    await Promise.all([this.deps.session.start(), this.deps.stores.refresh()]);
  }

  /** An order that is being saved is saved; one that is not is left as it was. */
  leave(): void {
    this.visit += 1;
    this.saving = false;
    this.draft = null;
  }

  get title(): string {
    return this.words.title;
  }

  get isOwner(): boolean {
    return this.deps.session.role === 'owner';
  }

  get screen(): PageScreen<StoresAct> {
    const { stores, failure, wait, sought } = this.deps.stores;
    const { words } = this;
    if (stores === null) {
      if (failure === null) return waitScreen(wait);
      return failureScreen('refresh', failure, { words: this.deps.words(), faults: words.faults });
    }
    if (stores.length > 0) return CONTENT;
    if (sought !== '') return cardScreen('show-all', words.none);
    return this.isOwner ? cardScreen('create', words.empty) : cardScreen('back', words.notManaging);
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { stores } = this.deps;
    const words = this.deps.words();
    if (stores.stores === null) return '';
    return staleLine(stores, { words, faults: this.words.faults, now: this.deps.clock.now() });
  }

  get rows(): readonly StoreLine[] {
    return this.open.map((store) => this.lineOf(store));
  }

  /** Those archived, where they are shown. */
  get oldRows(): readonly StoreLine[] {
    return this.unfolded ? this.old.slice(0, MOST_OLD).map((store) => this.lineOf(store)) : [];
  }

  /** What is said of those archived that are not listed; empty when all are. */
  get oldMore(): string {
    const n = this.old.length - MOST_OLD;
    return this.unfolded && n > 0 ? fill(this.words.archivedMore, { n }) : '';
  }

  /** What unfolding those archived reads; empty where there are none. */
  get oldTitle(): string {
    return this.old.length === 0 ? '' : fill(this.words.archived, { n: this.old.length });
  }

  get foot(): string {
    return fill(this.words.count, { n: this.open.length });
  }

  /** Whether the order can be changed: it is one of all stores. */
  get orderable(): boolean {
    return this.isOwner && this.deps.stores.sought === '' && this.open.length > 1;
  }

  get orderWords(): string {
    return this.saving ? this.words.savingOrder : this.words.saveOrder;
  }

  showAll(): void {
    this.search.clear();
  }

  unfold(): void {
    this.unfolded = !this.unfolded;
  }

  /** Begins to change the order. */
  reorder(): void {
    if (this.orderable) this.draft = this.open.map(({ id }) => id);
  }

  /** Leaves the order as it was. */
  keepOrder(): void {
    if (!this.saving) this.draft = null;
  }

  move(id: StoreId, to: 'up' | 'down' | 'first'): void {
    if (this.draft === null || this.saving) return;
    const from = this.draft.indexOf(id);
    const target = to === 'first' ? 0 : from + (to === 'up' ? -1 : 1);
    if (from < 0 || target < 0 || target >= this.draft.length) return;
    const rest = this.draft.filter((each) => each !== id);
    this.draft = [...rest.slice(0, target), id, ...rest.slice(target)];
  }

  /** Told what to say once it is over; null where there is nothing to. */
  async saveOrder(): Promise<string | null> {
    const { draft, visit } = this;
    if (draft === null || this.saving) return null;
    this.saving = true;
    const outcome = await this.deps.stores.order(draft);
    if (visit !== this.visit) return null;
    runInAction(() => {
      this.saving = false;
      if (outcome === 'done' || outcome.code === 'not-found') this.draft = null;
    });
    if (outcome === 'done') return this.words.orderSaved;
    const { title: why, next } = faultWords(outcome, this.deps.words(), this.words.faults);
    const isUnknown = wasUnanswered(outcome.code) && this.deps.stores.failure !== null;
    return fill(isUnknown ? this.words.orderDoubtful : this.words.orderFailed, { why, next });
  }

  /** In the order that is being made, where one is. */
  private get open(): readonly ManagedStore[] {
    const open = (this.deps.stores.stores ?? []).filter(({ archivedAt }) => archivedAt === null);
    const { draft } = this;
    if (draft === null) return open;
    const places = new Map(draft.map((id, index) => [id, index]));
    const placeOf = ({ id }: ManagedStore) => places.get(id) ?? draft.length;
    return [...open].sort((a, b) => placeOf(a) - placeOf(b));
  }

  private get old(): readonly ManagedStore[] {
    return (this.deps.stores.stores ?? []).filter(({ archivedAt }) => archivedAt !== null);
  }

  private seek(text: string): void {
    this.draft = null;
    void this.deps.stores.seek(text);
  }

  private lineOf({ id, name, address, cameras, archivedAt }: ManagedStore): StoreLine {
    const { words } = this;
    const counted = cameras === 0 ? words.noCameras : fill(words.cameras, { n: cameras });
    const line = [archivedAt === null ? counted : words.archivedOn, address].filter(Boolean).join(' · ');
    const [up, down, first] = [words.up, words.down, words.first].map((template) => fill(template, { name }));
    return { key: id, name, line, label: `${name} ${line}`, up: up ?? '', down: down ?? '', first: first ?? '' };
  }

  private get words(): Dictionary['stores'] {
    return this.deps.words().stores;
  }
}
