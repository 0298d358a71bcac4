import { makeAutoObservable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Member, MemberId } from '../../../typings/contract/people';
import { CONTENT, cardScreen, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { nameOf } from '../../stores/person-words';
import { StoreChoice, type StoreOption, type StoreRow } from '../../stores/store-choice';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import { LONGEST_PERSON_NAME, nameFrom } from '../../utils/names';
import type { Dictionary } from '../i18n/index';
import { newGrant } from './grants';
import type { ManagedStores } from './managed-stores';
import type { Outcome } from './member-change';
import { MemberGrants } from './member-grants';
import { ownQuestion, removeQuestion, type Question } from './member-questions';
import type { MemberStore } from './member-store';

interface Deps {
  readonly member: MemberStore;
  readonly managed: ManagedStores;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** The stores to choose from. */
export interface StoresView {
  readonly rows: readonly StoreRow[];
  readonly searchable: boolean;
  readonly typed: string;
  /** What is said of those that are not shown. */
  readonly more: string;
}

/** What of the person as a whole the caller may do. */
export interface MemberDeeds {
  readonly rename: boolean;
  readonly own: string;
  readonly removeAll: string;
  readonly add: boolean;
}

/** What is said of a change that ended. */
export interface Told {
  readonly text: string;
  /** Whether there is nothing left here to look at. */
  readonly over: boolean;
}

/** The page of one person, in words. */
export class MemberPage {
  /** For a store that the person is to be added to. */
  readonly choice: StoreChoice;
  readonly grants: MemberGrants;
  adding = false;
  private reading = false;

  constructor(private readonly deps: Deps) {
    this.choice = new StoreChoice({ clock: deps.clock, options: () => this.addable, chosen: () => [] });
    const { member, managed, words } = deps;
    const [isBusy, isCheckable] = [() => this.busy, () => this.checkable];
    this.grants = new MemberGrants({ member, managed, words, isBusy, isCheckable });
    makeAutoObservable<this, 'deps'>(this, { deps: false, choice: false, grants: false }, { autoBind: true });
  }

  async open(id: MemberId): Promise<void> {
    this.adding = false;
    this.grants.open(null);
    this.reading = false;
    this.choice.reset();
    await Promise.all([this.deps.managed.load(), this.deps.member.open(id)]);
  }

  async refresh(): Promise<void> {
    await Promise.all([this.deps.managed.load(), this.deps.member.refresh()]);
  }

  get title(): string {
    const { member } = this.deps.member;
    return member === null ? this.words.title : nameOf(member, this.deps.words().people);
  }

  get screen(): PageScreen<'refresh' | 'back'> {
    const { member, failure, gone, wait } = this.deps.member;
    if (gone) return cardScreen('back', this.words.gone);
    if (member !== null) return CONTENT;
    if (failure === null) return waitScreen(wait);
    return failureScreen('refresh', failure, { words: this.deps.words(), faults: this.words.faults });
  }

  /** Who it is, and why nothing can be changed where that is so. */
  get head(): { readonly name: string; readonly code: string; readonly badge: string; readonly note: string } {
    const { member } = this.deps.member;
    const { people } = this.deps.words();
    if (member === null) return { name: '', code: '', badge: '', note: '' };
    const code = fill(this.words.code, { code: member.visitorCode });
    const badge = [member.owner ? people.roles.owner : '', member.self ? people.self : ''].filter(Boolean).join(' · ');
    return { name: nameOf(member, people), code, badge, note: this.noteOf(member) };
  }

  /** The stores that the person can be added to. */
  get stores(): StoresView {
    const { rows, searchable, hidden, search } = this.choice;
    const more = hidden === 0 ? '' : fill(this.words.moreStores, { n: hidden });
    return { rows, searchable, typed: search.typed, more };
  }

  /** What the button that saves reads. */
  get saveWords(): string {
    return this.deps.member.task?.kind === 'saving' ? this.words.saving : this.words.save;
  }

  /** What is asked before the page is left; empty where nothing would be lost. */
  get leaveQuestion(): string {
    return this.deps.member.unsaved ? this.words.leave : '';
  }

  /** Why the last change failed, or how far that is known; empty where nothing did. */
  get problem(): string {
    const { problem, unsure, task } = this.deps.member;
    if (problem === null) return '';
    const { title: why, next } = faultWords(problem.failure, this.deps.words(), this.words.faults);
    if (!unsure || !problem.lost) return fill(this.words.failed, { why, next });
    return fill(task === null && !this.reading ? this.words.unchecked : this.words.checking, { why });
  }

  /** Whether the rights shown may be others, and nothing reads them. */
  get checkable(): boolean {
    const { unsure, task } = this.deps.member;
    return unsure && task === null && !this.reading;
  }

  /** Reads the rights anew after a change that nobody knows the end of. */
  async check(): Promise<void> {
    if (!this.checkable) return;
    this.reading = true;
    await this.deps.member.refresh();
    runInAction(() => (this.reading = false));
  }

  get busy(): boolean {
    return this.deps.member.task !== null || this.reading;
  }

  get deeds(): MemberDeeds {
    const { member } = this.deps.member;
    const { isOwner } = this.deps.managed;
    const none: MemberDeeds = { rename: false, own: '', removeAll: '', add: false };
    if (member === null || (member.owner && !isOwner && !member.self)) return none;
    if (member.self) return { ...none, rename: true };
    const changeable = member.grants.filter(({ storeId }) => this.grants.holdingOf(storeId) !== null);
    const all = changeable.length === member.grants.length;
    return {
      rename: isOwner || changeable.length > 0,
      own: isOwner ? (member.owner ? this.words.disown : this.words.own) : '',
      removeAll: !member.owner && member.grants.length > 1 && all ? this.words.removeAll : '',
      add: !member.owner && this.addable.length > 0,
    };
  }

  toggleAdding(): void {
    this.adding = !this.adding;
    this.choice.reset();
  }

  /** Begins to add the person to a store: nothing is sent before it is saved. */
  add(storeId: StoreId): void {
    const holding = this.deps.managed.holding(storeId);
    if (holding === null || this.busy) return;
    this.deps.member.edit(storeId, newGrant(holding));
    this.grants.open(storeId);
    this.adding = false;
  }

  async save(): Promise<Told | null> {
    const { openStore: id, editor } = this.grants;
    if (id === null || this.busy || editor?.savable !== true) return null;
    return this.tell(await this.deps.member.save(id), this.words.saved);
  }

  removeQuestion(storeId: StoreId | null): Question {
    const { member } = this.deps.member;
    return removeQuestion({ name: this.title, grants: member?.grants ?? [], storeId }, this.words);
  }

  async remove(storeId: StoreId | null): Promise<Told | null> {
    return this.tell(await this.deps.member.remove(storeId), this.words.removedDone);
  }

  get ownQuestion(): Question {
    return ownQuestion({ name: this.title, member: this.deps.member.member }, this.words);
  }

  async own(): Promise<Told | null> {
    const { member } = this.deps.member;
    if (member === null) return null;
    const outcome = await this.deps.member.own(!member.owner);
    return this.tell(outcome, member.owner ? this.words.disowned : this.words.owned);
  }

  async rename(name: string): Promise<Told | null> {
    const wanted = nameFrom(name, LONGEST_PERSON_NAME);
    if (wanted === '') return { text: this.words.nameLength, over: false };
    if (wanted === this.deps.member.member?.name) return null;
    return this.tell(await this.deps.member.rename(wanted), this.words.renamed);
  }

  /** What ended a change, in words; null where nobody looks any more. */
  private tell(outcome: Outcome, done: string): Told | null {
    if (outcome === 'left') return null;
    const over = this.deps.member.gone;
    if (outcome === 'done') return { text: done, over };
    return { text: this.problem, over };
  }

  private noteOf({ self, owner }: Member): string {
    if (self) return this.words.selfNote;
    if (owner) return this.deps.managed.isOwner ? this.words.ownerNote : this.words.ownerLocked;
    return '';
  }

  private get addable(): readonly StoreOption[] {
    const { member, drafts } = this.deps.member;
    const held = new Set([...(member?.grants ?? []).map(({ storeId }) => storeId), ...drafts.keys()]);
    return (this.deps.managed.stores ?? []).filter(({ id }) => !held.has(id)).map((store) => ({ ...store, why: '' }));
  }

  private get words(): Dictionary['member'] {
    return this.deps.words().member;
  }
}
