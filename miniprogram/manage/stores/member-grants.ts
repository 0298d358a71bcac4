import { makeAutoObservable } from 'mobx-miniprogram';

import type { Right, StoreId } from '../../../typings/contract/domain';
import type { StoreGrant } from '../../../typings/contract/people';
import { grantWords, minuteOf } from '../../stores/person-words';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { mayChange, withLimit, withRight, withRole, ROLES, type GrantDraft, type Holding } from './grants';
import type { ManagedStores } from './managed-stores';
import { editorView, type EditorView } from './member-editor';
import type { MemberStore } from './member-store';

interface Deps {
  readonly member: MemberStore;
  readonly managed: ManagedStores;
  readonly words: () => Dictionary;
  readonly isBusy: () => boolean;
  /** Whether the rights shown may be others, and nothing reads them. */
  readonly isCheckable: () => boolean;
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

/** What one person may do in each store, in words, and what is being changed about it. */
export class MemberGrants {
  private opened: StoreId | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** The only store is open from the start. */
  get openStore(): StoreId | null {
    const grants = this.deps.member.member?.grants ?? [];
    if (this.opened !== null) return this.opened === '' ? null : this.opened;
    return grants.length === 1 ? (grants[0]?.storeId ?? null) : null;
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

  /** Opens the editor of a store; null for that of the only one. */
  open(storeId: StoreId | null): void {
    this.opened = storeId;
  }

  /** Opens the editor of one store, or closes it. */
  toggle(storeId: StoreId): void {
    this.opened = this.openStore === storeId ? '' : storeId;
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
  holdingOf(storeId: StoreId): Holding | null {
    const grant = this.deps.member.grantOf(storeId);
    if (grant !== null && this.whyNot(grant) !== '') return null;
    return this.deps.managed.holding(storeId);
  }

  private draftOf(storeId: StoreId): GrantDraft | null {
    return this.deps.member.drafts.get(storeId) ?? this.deps.member.grantOf(storeId);
  }

  private change(change: (draft: GrantDraft, holding: Holding) => GrantDraft): void {
    if (this.deps.isBusy()) return;
    const id = this.openStore;
    const holding = id === null ? null : this.holdingOf(id);
    const draft = id === null ? null : this.draftOf(id);
    if (id !== null && holding !== null && draft !== null) this.deps.member.edit(id, change(draft, holding));
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
    return this.deps.isCheckable() ? this.words.rowUnchecked : this.words.rowChecking;
  }

  private get words(): Dictionary['member'] {
    return this.deps.words().member;
  }
}
