import { makeAutoObservable } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import { faultWords } from '../../stores/page-screen';
import { StoreChoice, type StoreOption, type StoreRow } from '../../stores/store-choice';
import { wasUnanswered } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { mayGive } from './grants';
import { TERMS, type InviteRole, type InviteStore, type InviteTerm } from './invite-store';
import type { ManagedStores } from './managed-stores';

interface Deps {
  readonly invite: InviteStore;
  readonly managed: ManagedStores;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One of several of which one holds. */
export interface Choice<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly detail: string;
  readonly chosen: boolean;
}

/** The stores to choose from. */
export interface StoresView {
  readonly rows: readonly StoreRow[];
  readonly searchable: boolean;
  readonly typed: string;
  /** How many are chosen, in words. */
  readonly chosen: string;
  /** What is said of those that are not shown. */
  readonly more: string;
}

/** The button below the form, and what stands above it. */
export interface MakeView {
  readonly label: string;
  readonly ready: boolean;
  readonly busy: boolean;
  /** What is still missing, or why it did not work. */
  readonly line: string;
  readonly bad: boolean;
}

/** What an invitation is to give, in words, before it is made. */
export class InviteForm {
  readonly choice: StoreChoice;

  constructor(private readonly deps: Deps) {
    this.choice = new StoreChoice({
      clock: deps.clock,
      options: () => this.options,
      chosen: () => deps.invite.draft.storeIds,
    });
    makeAutoObservable<this, 'deps'>(this, { deps: false, choice: false }, { autoBind: true });
  }

  get roles(): readonly Choice<InviteRole>[] {
    const { draft } = this.deps.invite;
    const { people } = this.deps.words();
    const roles: readonly InviteRole[] = this.deps.managed.isOwner
      ? ['staff', 'manager', 'owner']
      : ['staff', 'manager'];
    return roles.map((key) => ({
      key,
      label: people.roles[key],
      detail: this.words.roleDetails[key],
      chosen: key === draft.role,
    }));
  }

  get terms(): readonly Choice<InviteTerm>[] {
    const { draft } = this.deps.invite;
    return TERMS.map((key) => ({ key, label: this.words.terms[key], detail: '', chosen: key === draft.term }));
  }

  /** Whether stores are to be chosen: an owner has all of them. */
  get storesAsked(): boolean {
    return this.deps.invite.draft.role !== 'owner';
  }

  get stores(): StoresView {
    const { words, choice } = this;
    const n = this.deps.invite.draft.storeIds.length;
    const { rows, searchable, hidden } = choice;
    const chosen = n === 0 ? words.noStore : fill(words.chosenStores, { n });
    const none = this.options.length === 0 ? words.noStores : '';
    const more = hidden === 0 ? none : fill(words.moreStores, { n: hidden });
    return { rows, searchable, typed: choice.search.typed, chosen, more };
  }

  get making(): MakeView {
    const { stage, failure } = this.deps.invite;
    const busy = stage.kind === 'making';
    const isMissing = this.storesAsked && this.deps.invite.draft.storeIds.length === 0;
    const view = { label: busy ? this.words.making : this.words.make, ready: !busy && !isMissing, busy };
    if (failure === null) return { ...view, line: isMissing ? this.words.missing : '', bad: false };
    const { title: why, next } = faultWords(failure, this.deps.words(), this.words.faults);
    const template = wasUnanswered(failure.code) ? this.words.doubtful : this.words.notMade;
    return { ...view, line: fill(template, { why, next }), bad: true };
  }

  /** `key`: that of a role offered. */
  chooseRole(key: string): void {
    const { invite } = this.deps;
    const role = this.roles.find((each) => each.key === key)?.key;
    if (role === undefined) return;
    invite.change({ role });
    invite.change({ storeIds: invite.draft.storeIds.filter((id) => this.whyNot(id) === '') });
  }

  /** `key`: that of a term offered. */
  chooseTerm(key: string): void {
    const term = TERMS.find((each) => each === key);
    if (term !== undefined) this.deps.invite.change({ term });
  }

  toggleStore(id: StoreId): void {
    const { invite } = this.deps;
    const { storeIds } = invite.draft;
    if (this.whyNot(id) !== '') return;
    invite.change({ storeIds: storeIds.includes(id) ? storeIds.filter((each) => each !== id) : [...storeIds, id] });
  }

  private get options(): readonly StoreOption[] {
    return (this.deps.managed.stores ?? []).map((store) => ({ ...store, why: this.whyNot(store.id) }));
  }

  /** Why the chosen role cannot be given in a store; empty where it can. */
  whyNot(id: StoreId): string {
    const { role } = this.deps.invite.draft;
    const holding = this.deps.managed.holding(id);
    if (role === 'owner' || holding === null || mayGive(role, holding)) return '';
    return fill(this.words.beyond, { role: this.deps.words().people.roles[role] });
  }

  private get words(): Dictionary['invite'] {
    return this.deps.words().invite;
  }
}
