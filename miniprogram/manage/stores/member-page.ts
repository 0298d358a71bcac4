import { makeAutoObservable, runInAction } from 'mobx-miniprogram';

import type { Right, StoreId } from '../../../typings/contract/domain';
import type { Member, MemberId, StoreGrant } from '../../../typings/contract/people';
import { CONTENT, cardScreen, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { grantWords, minuteOf, nameOf } from '../../stores/person-words';
import { StoreChoice, type StoreOption, type StoreRow } from '../../stores/store-choice';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import { LONGEST_PERSON_NAME, nameFrom } from '../../utils/names';
import type { Dictionary } from '../i18n/index';
import { mayChange, newGrant, withLimit, withRight, withRole, ROLES, type GrantDraft, type Holding } from './grants';
import type { ManagedStores } from './managed-stores';
import { editorView, type EditorView } from './member-editor';
import type { MemberStore, Outcome } from './member-store';

interface Deps {
  readonly member: MemberStore;
  readonly managed: ManagedStores;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One store in words; its editor is open below it where `open`. */
export interface GrantRow {
  readonly key: StoreId;
  readonly name: string;
  readonly line: string;
  readonly open: boolean;
  /** Why the caller cannot change it; empty where they can. */
  readonly why: string;
  /** The rights, where they cannot be changed. */
  readonly allowed: string;
  /** Whether there is anything there that could end. */
  readonly removable: boolean;
  readonly removeLabel: string;
}

/** The stores to choose from. */
export interface StoresView {
  readonly rows: readonly StoreRow[];
  readonly searchable: boolean;
  readonly typed: string;
  /** What is said of those that are not shown. */
  readonly more: string;
}

/** A question before something ends, and what to do after a yes. */
export interface Question {
  readonly title: string;
  readonly content: string;
  readonly confirm: string;
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
  adding = false;
  private opened: StoreId | null = null;
  private reading = false;

  constructor(private readonly deps: Deps) {
    this.choice = new StoreChoice({ clock: deps.clock, options: () => this.addable, chosen: () => [] });
    makeAutoObservable<this, 'deps'>(this, { deps: false, choice: false }, { autoBind: true });
  }

  async open(id: MemberId): Promise<void> {
    this.adding = false;
    this.opened = null;
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

  get rows(): readonly GrantRow[] {
    const { member, drafts } = this.deps.member;
    if (member === null || member.owner) return [];
    const { people } = this.deps.words();
    const known = member.grants.map((grant) => this.rowOf(grant));
    const fresh = [...drafts].filter(([id]) => !member.grants.some(({ storeId }) => storeId === id));
    const added = fresh.map(([key, draft]) => ({
      ...{ key, name: this.deps.managed.nameOf(key), open: key === this.openStore },
      ...{ why: '', allowed: '', removable: false, removeLabel: '' },
      line: this.doubtOf(key) ?? fill(this.words.unsaved, { grant: grantWords(draft, people) }),
    }));
    return [...known, ...added];
  }

  /** Of the store that is open; null where there is none, or the caller may not change it. */
  get editor(): EditorView | null {
    const id = this.openStore;
    const holding = id === null ? null : this.holdingOf(id);
    const draft = id === null ? null : this.draftOf(id);
    if (id === null || holding === null || draft === null) return null;
    return editorView({ before: this.deps.member.grantOf(id), draft, holding }, this.deps.words());
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
    const changeable = member.grants.filter(({ storeId }) => this.holdingOf(storeId) !== null);
    const all = changeable.length === member.grants.length;
    return {
      rename: isOwner || changeable.length > 0,
      own: isOwner ? (member.owner ? this.words.disown : this.words.own) : '',
      removeAll: !member.owner && member.grants.length > 1 && all ? this.words.removeAll : '',
      add: !member.owner && this.addable.length > 0,
    };
  }

  /** Opens the editor of one store, or closes it. */
  toggle(storeId: StoreId): void {
    this.opened = this.openStore === storeId ? '' : storeId;
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
    this.opened = storeId;
    this.adding = false;
  }

  /** `key`: that of a role offered. */
  chooseRole(key: string): void {
    const role = ROLES.find((each) => each === key);
    if (role === undefined) return;
    this.change((draft, holding) => (draft.role === role ? draft : withRole(draft, role, holding)));
  }

  switchRight(right: Right): void {
    const row = this.editor?.rights.find(({ key }) => key === right);
    if (row?.why === '') this.change((draft) => withRight(draft, right, !row.on));
  }

  limit(isLimited: boolean): void {
    this.change((draft, holding) => withLimit(draft, isLimited, holding));
  }

  setTime(end: 'from' | 'to', time: string): void {
    this.change((draft) => (draft.hours ? { ...draft, hours: { ...draft.hours, [end]: minuteOf(time) } } : draft));
  }

  /** Takes back what was changed and not saved. */
  reset(): void {
    if (this.openStore !== null) this.deps.member.edit(this.openStore, null);
  }

  async save(): Promise<Told | null> {
    const id = this.openStore;
    if (id === null || this.busy || this.editor?.savable !== true) return null;
    return this.tell(await this.deps.member.save(id), this.words.saved);
  }

  removeQuestion(storeId: StoreId | null): Question {
    const { words } = this;
    const stores = (this.deps.member.member?.grants ?? []).map(({ storeName }) => storeName);
    const where = storeId === null ? stores.join(words.and) : this.storeName(storeId);
    const name = this.title;
    const isLast = storeId === null || stores.length === 1;
    return {
      title: fill(words.removeTitle, { name, where: storeId === null ? words.theseStores : where }),
      content: fill(isLast ? words.removeLast : words.removeOne, { where }),
      confirm: words.remove,
    };
  }

  async remove(storeId: StoreId | null): Promise<Told | null> {
    return this.tell(await this.deps.member.remove(storeId), this.words.removedDone);
  }

  get ownQuestion(): Question {
    const { words, title: name } = this;
    const { member } = this.deps.member;
    if (member?.owner !== true)
      return { title: fill(words.ownTitle, { name }), content: words.ownDetail, confirm: words.ownConfirm };
    const content = member.grants.length === 0 ? words.disownLast : words.disownDetail;
    return { title: fill(words.disownTitle, { name }), content, confirm: words.disownConfirm };
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

  private change(change: (draft: GrantDraft, holding: Holding) => GrantDraft): void {
    if (this.busy) return;
    const id = this.openStore;
    const holding = id === null ? null : this.holdingOf(id);
    const draft = id === null ? null : this.draftOf(id);
    if (id !== null && holding !== null && draft !== null) this.deps.member.edit(id, change(draft, holding));
  }

  /** What ended a change, in words; null where nobody looks any more. */
  private tell(outcome: Outcome, done: string): Told | null {
    if (outcome === 'left') return null;
    const over = this.deps.member.gone;
    if (outcome === 'done') return { text: done, over };
    return { text: this.problem, over };
  }

  private rowOf(grant: StoreGrant): GrantRow {
    const { people } = this.deps.words();
    const draft = this.deps.member.drafts.get(grant.storeId);
    const line = grantWords(grant, people);
    const unsaved = (made: GrantDraft) => fill(this.words.unsaved, { grant: grantWords(made, people) });
    return {
      key: grant.storeId,
      name: grant.storeName,
      line: this.doubtOf(grant.storeId) ?? (draft === undefined ? line : unsaved(draft)),
      open: grant.storeId === this.openStore,
      why: this.whyNot(grant),
      allowed: fill(this.words.rightsList, {
        rights: grant.rights.map((right) => people.rights[right]).join(this.words.and),
      }),
      removable: true,
      removeLabel: fill(this.words.removeFromLabel, { name: grant.storeName }),
    };
  }

  /** What stands in a store's place while nobody knows what holds there; null where that is known. */
  private doubtOf(storeId: StoreId): string | null {
    const { unsure, problem } = this.deps.member;
    if (!unsure || problem === null || problem.task.kind === 'renaming') return null;
    if (problem.task.storeId !== null && problem.task.storeId !== storeId) return null;
    return this.checkable ? this.words.rowUnchecked : this.words.rowChecking;
  }

  private noteOf({ self, owner }: Member): string {
    if (self) return this.words.selfNote;
    if (owner) return this.deps.managed.isOwner ? this.words.ownerNote : this.words.ownerLocked;
    return '';
  }

  private whyNot(grant: StoreGrant): string {
    const holding = this.deps.managed.holding(grant.storeId);
    if (this.deps.member.member?.self === true) return this.words.selfLocked;
    if (holding === null) return this.words.notManaged;
    if (mayChange(grant, holding)) return '';
    const { people } = this.deps.words();
    const more = grant.rights.filter((right) => !holding.rights.includes(right)).map((right) => people.rights[right]);
    return fill(this.words.beyond, { rights: more.join(this.words.and) });
  }

  /** What the caller holds where they may change this person; null where they may not. */
  private holdingOf(storeId: StoreId): Holding | null {
    const grant = this.deps.member.grantOf(storeId);
    if (grant !== null && this.whyNot(grant) !== '') return null;
    return this.deps.managed.holding(storeId);
  }

  private draftOf(storeId: StoreId): GrantDraft | null {
    return this.deps.member.drafts.get(storeId) ?? this.deps.member.grantOf(storeId);
  }

  private storeName(storeId: StoreId): string {
    return this.deps.member.grantOf(storeId)?.storeName ?? this.deps.managed.nameOf(storeId);
  }

  /** The only store is open from the start. */
  private get openStore(): StoreId | null {
    const grants = this.deps.member.member?.grants ?? [];
    if (this.opened !== null) return this.opened === '' ? null : this.opened;
    return grants.length === 1 ? (grants[0]?.storeId ?? null) : null;
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
