import { makeAutoObservable } from 'mobx-miniprogram';

import type { AccountId } from '../../../typings/contract/upkeep';
import {
  CONTENT,
  cardScreen,
  failureScreen,
  faultWords,
  waitScreen,
  type Faults,
  type PageScreen,
} from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import { staleLine } from '../../stores/stale-line';
import type { Ticking } from '../../stores/ticking';
import { fill } from '../../utils/fill';
import { LONGEST_THING_NAME, nameFrom } from '../../utils/names';
import type { ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { Outcome } from './account-change';
import { checkView, fieldRows, type CheckView, type FieldRow } from './account-form-words';
import { AccountRemoval } from './account-removal';
import { accountCounts, accountState, type AccountState } from './account-state';
import type { AccountStore } from './account-store';
import { vendorName } from './vendor-words';

interface Deps {
  readonly store: AccountStore;
  readonly session: Pick<SessionStore, 'state' | 'start'>;
  readonly ticking: Ticking;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** What ended a change, in words; `over` where there is no account any more. */
export interface Told {
  readonly text: string;
  readonly over: boolean;
}

/** The account that is there, in words. */
export interface AccountHead {
  readonly name: string;
  readonly line: string;
  readonly state: string;
  readonly tone: AccountState['tone'];
}

/** A button that may be under way. */
export interface ButtonView {
  readonly label: string;
  readonly off: boolean;
}

type AccountAct = 'refresh' | 'back';

/** The page of one account, in words. */
export class AccountPage {
  readonly removal: AccountRemoval;

  constructor(private readonly deps: Deps) {
    this.removal = new AccountRemoval({ store: deps.store, words: () => this.words });
    makeAutoObservable<this, 'deps'>(this, { removal: false, deps: false }, { autoBind: true });
  }

  /** `id` null: to add one. */
  async open(id: AccountId | null): Promise<void> {
    this.removal.end();
    await Promise.all([this.deps.session.start(), this.deps.store.open(id)]);
  }

  /** The page came to the front, perhaps from what was done with its offers. */
  show(): void {
    const { store, ticking } = this.deps;
    ticking.start();
    if (store.account !== null && store.task === null) void store.refresh();
  }

  hide(): void {
    this.deps.ticking.stop();
    this.deps.store.draft.cover();
  }

  leave(): void {
    this.removal.end();
    this.deps.store.leave();
  }

  get title(): string {
    return this.deps.store.account?.name ?? (this.isNew ? this.words.newTitle : this.deps.words().accounts.title);
  }

  get isNew(): boolean {
    return this.deps.store.accountId === null;
  }

  get screen(): PageScreen<AccountAct> {
    const { failure, account, vendors, gone, wait } = this.deps.store;
    const { state } = this.deps.session;
    const words = this.deps.words();
    if (state.kind === 'stranger' || (state.kind === 'member' && state.role !== 'owner'))
      return cardScreen('back', words.accounts.ownersOnly);
    if (gone) return cardScreen('back', this.words.gone);
    if (vendors !== null && (account !== null || this.isNew)) return CONTENT;
    return failure === null
      ? waitScreen(wait)
      : failureScreen('refresh', failure, { words, faults: this.words.faults });
  }

  /** Says that what is shown is of before; empty when it is not. */
  get stale(): string {
    const { store, ticking } = this.deps;
    if (store.account === null) return '';
    return staleLine(store, { words: this.deps.words(), faults: this.words.faults, now: ticking.now });
  }

  /** Null while there is none. */
  get head(): AccountHead | null {
    const { account } = this.deps.store;
    if (account === null) return null;
    const words = this.deps.words();
    const { line: state, tone } = accountState(account, { words, now: this.deps.ticking.now, zone: this.deps.zone });
    const line = `${vendorName(account.vendor, words)} · ${accountCounts(account, words)}`;
    return { name: account.name, line, state, tone };
  }

  /** The vendors to choose from. */
  get vendors(): readonly { readonly key: string; readonly label: string }[] {
    const words = this.deps.words();
    return (this.deps.store.vendors ?? []).map(({ id }) => ({ key: id, label: vendorName(id, words) }));
  }

  get vendor(): string {
    return this.deps.store.draft.vendorId ?? '';
  }

  get nameProblem(): string {
    return this.deps.store.draft.nameWrong ? this.words.nameFault : '';
  }

  get fields(): readonly FieldRow[] {
    return fieldRows(this.deps.store, this.deps.words());
  }

  /** Null while nobody has asked. */
  get check(): CheckView | null {
    const { check } = this.deps.store;
    return check === null ? null : checkView(check, this.deps.words());
  }

  get busy(): boolean {
    return this.deps.store.task !== null;
  }

  get tryButton(): ButtonView {
    return this.button('trying', this.words.tryOut, this.words.trying);
  }

  get addButton(): ButtonView {
    return this.button('adding', this.words.add, this.words.adding);
  }

  get askButton(): ButtonView {
    return this.button('asking', this.words.again, this.words.asking);
  }

  get swapButton(): ButtonView {
    return this.button('rotating', this.words.swap, this.words.swapping);
  }

  get renameButton(): ButtonView {
    return this.button('renaming', this.words.rename, this.words.renaming);
  }

  /** The way to what it lists and is not here. */
  get see(): string {
    const n = this.deps.store.account?.offers ?? 0;
    return n === 0 ? this.words.see : fill(this.words.seeOffers, { n });
  }

  pick(field: string, index: number): void {
    const { draft } = this.deps.store;
    const choice = draft.fields.find(({ name }) => name === field)?.choices[index];
    if (choice !== undefined) draft.type(field, choice);
  }

  /** Null where the answer stands on the page. */
  async tryOut(): Promise<Told | null> {
    const { store } = this.deps;
    return this.sendable({ named: false }) ?? this.tell(await store.tryOut(), null);
  }

  async add(): Promise<Told | null> {
    const { store } = this.deps;
    return (
      this.sendable({ named: true }) ?? this.tell(await store.add(), this.words.added, { conflict: this.words.busy })
    );
  }

  async rotate(): Promise<Told | null> {
    const { store } = this.deps;
    return (
      this.sendable({ named: false }) ??
      this.tell(await store.rotate(), this.words.rotated, { conflict: this.words.busy })
    );
  }

  async askAgain(): Promise<Told | null> {
    return this.tell(await this.deps.store.askAgain(), null);
  }

  async rename(name: string): Promise<Told | null> {
    const wanted = nameFrom(name, LONGEST_THING_NAME);
    const { store } = this.deps;
    if (wanted === store.account?.name) return null;
    if (wanted === '') return { text: this.words.nameFault, over: false };
    return this.tell(await store.rename(wanted), this.words.renamed);
  }

  async remove(): Promise<Told | null> {
    const { store } = this.deps;
    if (store.account === null || this.removal.view?.ready !== true) return null;
    return this.tell(await store.remove(store.account.name), this.words.removed);
  }

  /** What is still wrong, in a line; null where it can be sent. */
  private sendable({ named }: { readonly named: boolean }): Told | null {
    const { draft } = this.deps.store;
    draft.send(named);
    const n = draft.faults + (named && !draft.nameFits ? 1 : 0);
    return n === 0 ? null : { text: fill(this.words.incomplete, { n }), over: false };
  }

  private tell(outcome: Outcome, done: string | null, own: Faults = {}): Told | null {
    if (outcome === 'left' || outcome === 'refused') return null;
    const over = this.deps.store.gone;
    if (outcome === 'done') return done === null ? null : { text: done, over };
    const faults = { ...this.words.problems, ...this.words.faults, ...own };
    const { title: why, next } = faultWords(outcome, this.deps.words(), faults);
    return { text: fill(this.words.failed, { why, next }), over: false };
  }

  private button(task: AccountStore['task'], label: string, underWay: string): ButtonView {
    return { label: this.deps.store.task === task ? underWay : label, off: this.busy };
  }

  private get words(): Dictionary['account'] {
    return this.deps.words().account;
  }
}
