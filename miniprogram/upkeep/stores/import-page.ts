import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Account, AccountId, ManagedStore, OfferKind } from '../../../typings/contract/upkeep';
import { CONTENT, cardScreen, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import { staleLine } from '../../stores/stale-line';
import type { Ticking } from '../../stores/ticking';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { AccountsStore } from './accounts-store';
import { listingView, takenWords, type ListingView, type TakenWords } from './import-words';
import type { ListingFollower } from './listing-follower';
import { OfferChoice } from './offer-choice';
import { offerRows, type OfferRow } from './offer-rows';
import type { OffersStore } from './offers-store';
import { StorePicker } from './store-picker';
import type { StoresStore } from './stores-store';

interface Deps {
  readonly accounts: AccountsStore;
  readonly offers: OffersStore;
  readonly listing: ListingFollower;
  readonly stores: StoresStore;
  readonly session: Pick<SessionStore, 'state' | 'start'>;
  readonly clock: Clock;
  readonly ticking: Ticking;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

type ImportAct = 'refresh' | 'back';

/** What is asked before cameras go. */
export interface Question {
  readonly title: string;
  readonly content: string;
  readonly confirm: string;
}

const KINDS: readonly OfferKind[] = ['new', 'renamed', 'gone'];
/** The page on which cameras of an account are brought in, in words. */
export class ImportPage {
  readonly choice: OfferChoice;
  readonly picker: StorePicker;
  /** What came of the last taking; null once something else is done. */
  outcome: TakenWords | null = null;

  constructor(private readonly deps: Deps) {
    const { offers, clock, words } = deps;
    const isOpen = (id: StoreId) => this.open.some((store) => store.id === id);
    this.choice = new OfferChoice({ offers, isOpen });
    this.picker = new StorePicker({ clock, words, stores: () => this.open });
    makeAutoObservable<this, 'deps'>(
      this,
      { outcome: observable.ref, deps: false, choice: false, picker: false },
      { autoBind: true },
    );
  }

  /** The page came to the front. */
  async show(accountId: AccountId): Promise<void> {
    const { accounts, offers, listing, stores, session, ticking } = this.deps;
    if (accountId !== offers.accountId) this.begin();
    ticking.start();
    const known = [session.start(), accounts.refresh(), stores.refresh(), offers.open(accountId)];
    await Promise.all([...known, listing.begin(accountId)]);
  }

  /** The reading goes on, and so does what is being taken. */
  hide(): void {
    this.deps.ticking.stop();
    this.deps.listing.rest();
  }

  leave(): void {
    this.hide();
    this.begin();
    this.deps.listing.forget();
  }

  /** Whose cameras they are: in the page's bar a name of any length would be cut. */
  get accountName(): string {
    return this.account?.name ?? '';
  }

  get screen(): PageScreen<ImportAct> {
    const { accounts, offers, stores, session } = this.deps;
    const { words } = this;
    const { state } = session;
    if (state.kind === 'stranger' || (state.kind === 'member' && state.role !== 'owner'))
      return cardScreen('back', this.deps.words().accounts.ownersOnly);
    if (accounts.items !== null && this.account === null) return cardScreen('back', words.gone);
    if (this.isKnown) return CONTENT;
    const failure = offers.failure ?? accounts.failure ?? stores.failure;
    if (failure !== null) return failureScreen('refresh', failure, { words: this.deps.words(), faults: words.faults });
    return waitScreen(offers.offers === null ? offers.wait : stores.stores === null ? stores.wait : accounts.wait);
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { offers, accounts, stores, ticking } = this.deps;
    if (!this.isKnown) return '';
    const aged = [offers, accounts, stores].find(({ failure }) => failure !== null) ?? offers;
    return staleLine(aged, { words: this.deps.words(), faults: this.words.faults, now: ticking.now });
  }

  get listing(): ListingView {
    const { listing, ticking, zone } = this.deps;
    return listingView(listing, { words: this.deps.words(), now: ticking.now, zone });
  }

  get tabs(): readonly { readonly key: OfferKind; readonly label: string }[] {
    const { counts } = this.deps.offers;
    return KINDS.map((key) => ({ key, label: fill(this.words.kinds[key], { n: counts[key] }) }));
  }

  get rows(): readonly OfferRow[] {
    const { choice } = this;
    const stores = new Map((this.deps.stores.stores ?? []).map(({ id, name }) => [id, name]));
    const nameOf = (id: StoreId) => stores.get(id) ?? null;
    return offerRows(choice.all, { choice, nameOf, words: this.deps.words() });
  }

  /** What stands where there is nothing to decide; null where there is. */
  get empty(): { readonly title: string; readonly next: string } | null {
    const { offers, kind } = this.deps.offers;
    if (offers === null || offers.length > 0) return null;
    return this.deps.listing.reading && kind === 'new' ? this.words.waiting : this.words.empty[kind];
  }

  /** The bar below: what is chosen, and what can be done with it. */
  get bar() {
    const { words, choice } = this;
    const { taking, kind, counts } = this.deps.offers;
    const [n, homeless] = [choice.chosen.length, choice.homeless.length];
    const rest = Math.max(0, counts[kind] - choice.all.length);
    return {
      chosen: fill(words.chosen, { n }),
      homeless: homeless === 0 ? '' : fill(words.homeless, { n: homeless }),
      all: choice.gathering ? fill(words.gathering, { n: rest }) : choice.isAll ? words.none : words.all,
      together: kind === 'new' && n > 0 ? words.together : '',
      take: taking === null ? fill(words.take[kind], { n }) : fill(words.taking, { ...taking }),
      ready: this.missing === null && !this.busy,
    };
  }

  get busy(): boolean {
    return this.deps.offers.taking !== null || this.choice.gathering;
  }

  /** Whether there is no store that cameras could go into. */
  get storeless(): boolean {
    return this.deps.stores.stores !== null && this.open.length === 0 && this.deps.offers.kind === 'new';
  }

  async chooseKind(key: string): Promise<void> {
    const kind = KINDS.find((each) => each === key);
    if (this.busy || kind === undefined) return;
    this.begin();
    await this.deps.offers.choose(kind);
  }

  toggle(id: ChannelId): void {
    if (this.busy) return;
    this.outcome = null;
    this.choice.toggle(id);
  }

  toggleGroup(id: ChannelId): void {
    if (!this.busy) void this.choice.toggleGroup(id);
  }

  toggleAll(): void {
    if (!this.busy) void this.choice.toggleAll();
  }

  more(): void {
    if (!this.busy) void this.deps.offers.more();
  }

  /** Begins to choose a store: for one camera, or, with null, for all chosen. */
  pickFor(id: ChannelId | null): void {
    if (!this.busy) this.picker.open(id === null ? this.choice.chosen.map((offer) => offer.id) : [id]);
  }

  pick(storeId: StoreId): void {
    if (this.picker.ids !== null) this.choice.place(this.picker.ids, storeId);
    this.picker.close();
  }

  /** Why nothing can be taken yet, in a line; null when it can. */
  get missing(): string | null {
    const { chosen, homeless } = this.choice;
    if (chosen.length === 0) return this.words.nothingChosen;
    return homeless.length === 0 ? null : fill(this.words.storeFirst, { n: homeless.length });
  }

  /** What to ask before; null where nothing is lost. */
  get question(): Question | null {
    if (this.deps.offers.kind !== 'gone') return null;
    const { removeTitle, removeDetail: content, removeConfirm: confirm } = this.words;
    return { title: fill(removeTitle, { n: this.choice.chosen.length }), content, confirm };
  }

  /** Takes what is chosen. */
  async take(): Promise<void> {
    if (this.missing !== null || this.busy) return;
    this.outcome = null;
    const { offers } = this.deps;
    const { accountId } = offers;
    const result = await offers.take(this.choice.decisions);
    if (result === null || accountId !== offers.accountId) return; // another account is looked at by now
    runInAction(() => {
      this.outcome = takenWords(result, this.deps.words());
      if (result.failure === null) this.choice.clear();
    });
  }

  private begin(): void {
    this.outcome = null;
    this.choice.clear();
    this.picker.close();
  }

  private get isKnown(): boolean {
    const { offers, accounts, stores } = this.deps;
    return offers.offers !== null && stores.stores !== null && accounts.items !== null;
  }

  private get account(): Account | null {
    const { accounts, offers } = this.deps;
    return accounts.items?.find(({ id }) => id === offers.accountId) ?? null;
  }

  private get open(): readonly ManagedStore[] {
    return (this.deps.stores.stores ?? []).filter(({ archivedAt }) => archivedAt === null);
  }

  private get words(): Dictionary['importing'] {
    return this.deps.words().importing;
  }
}
