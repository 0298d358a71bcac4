import { makeAutoObservable } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Code } from '../../../typings/contract/people';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { StoreChoice, type StoreOption, type StoreRow } from '../../stores/store-choice';
import { hasEnded } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { CodeImages } from './code-images';
import { codeCardView, type CodeCardView } from './code-words';
import { mayGive } from './grants';
import { TERMS, type InviteRole, type InviteStore, type InviteTerm } from './invite-store';
import { inviteTitle, stateWords } from './invite-words';
import type { InvitesStore } from './invites-store';
import type { ManagedStores } from './managed-stores';

interface Deps {
  readonly invite: InviteStore;
  readonly invites: InvitesStore;
  readonly managed: ManagedStores;
  readonly images: CodeImages;
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

/** The invitation that was made. */
export interface MadeView {
  readonly title: string;
  readonly state: string;
  /** Whether it can still be handed on. */
  readonly open: boolean;
  readonly name: string;
  readonly revoking: boolean;
}

/** The page that makes one invitation and hands it on, in words. */
export class InvitePage {
  readonly choice: StoreChoice;
  private id: string | null = null;

  constructor(private readonly deps: Deps) {
    this.choice = new StoreChoice({
      clock: deps.clock,
      options: () => this.options,
      chosen: () => deps.invite.draft.storeIds,
    });
    makeAutoObservable<this, 'deps' | 'id'>(this, { deps: false, id: false, choice: false }, { autoBind: true });
  }

  /** `id`: one made before, to be handed on again; null for a new one. */
  async open(id: string | null): Promise<void> {
    const { invite, managed, images } = this.deps;
    this.id = id;
    this.choice.reset();
    images.close();
    if (id !== null) {
      await invite.reopen(id);
      this.draw();
      return;
    }
    invite.begin();
    await managed.load();
    const [only, ...others] = managed.stores ?? [];
    if (only !== undefined && others.length === 0 && this.whyNot(only.id) === '')
      invite.change({ storeIds: [only.id] });
  }

  /** The card's button: once more, or another one where this one is over. */
  retry(): void {
    const { stage } = this.deps.invite;
    void this.open(stage.kind === 'failed' && hasEnded(stage.failure) ? null : this.id);
  }

  leave(): void {
    this.deps.invite.leave();
    this.deps.images.close();
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<'refresh'> {
    const { stage } = this.deps.invite;
    const setting = { words: this.deps.words(), faults: this.words.faults };
    switch (stage.kind) {
      case 'failed': {
        if (!hasEnded(stage.failure)) return failureScreen('refresh', stage.failure, setting);
        const { title, next } = faultWords(stage.failure, setting.words, setting.faults);
        return cardScreen('refresh', { title, next, button: this.words.another });
      }
      case 'opening':
        return waitScreen('skeleton');
      case 'made':
        return CONTENT;
      case 'form':
      case 'making': {
        const { failure, stores } = this.deps.managed;
        if (failure !== null) return failureScreen('refresh', failure, setting);
        return stores === null ? waitScreen('skeleton') : CONTENT;
      }
    }
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
    return { ...view, line: fill(this.words.notMade, { why, next }), bad: true };
  }

  /** Null before there is one. */
  get made(): MadeView | null {
    const { stage, revoking } = this.deps.invite;
    if (stage.kind !== 'made') return null;
    const { invites } = this.deps;
    const words = this.deps.words();
    const state = invites.stateOf(stage.invite);
    const title = inviteTitle(stage.invite, words);
    return {
      title,
      state: stateWords(stage.invite, state, { words, now: invites.now }),
      open: state === 'open',
      name: fill(this.words.fileName, { title }),
      revoking,
    };
  }

  /** What a card leads to; null while there is nothing that somebody could take up. */
  get cardCode(): Code | null {
    const { stage } = this.deps.invite;
    return stage.kind === 'made' && this.made?.open === true ? stage.code : null;
  }

  get code(): CodeCardView {
    return codeCardView(this.deps.images, this.deps.words());
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

  /** `key`: that of a style offered. */
  chooseStyle(key: string): void {
    const { images } = this.deps;
    const style = images.styles?.find((each) => each === key);
    if (style !== undefined) void images.choose(style);
  }

  toggleStore(id: StoreId): void {
    const { invite } = this.deps;
    const { storeIds } = invite.draft;
    if (this.whyNot(id) !== '') return;
    invite.change({ storeIds: storeIds.includes(id) ? storeIds.filter((each) => each !== id) : [...storeIds, id] });
  }

  async make(): Promise<void> {
    if (!this.making.ready) return;
    await this.deps.invite.make();
    this.draw();
  }

  /** Takes it back; answers with what became of it, in words; empty where that is being done. */
  async revoke(): Promise<string> {
    if (this.deps.invite.revoking) return '';
    const failure = await this.deps.invite.revoke();
    const { invites } = this.deps.words();
    if (failure === null) {
      this.deps.images.close();
      return invites.revoked;
    }
    const { title: why, next } = faultWords(failure, this.deps.words(), invites.faults);
    return fill(invites.revokeFailed, { why, next });
  }

  private draw(): void {
    const { stage } = this.deps.invite;
    if (stage.kind === 'made') void this.deps.images.open({ kind: 'invite', id: stage.invite.id });
  }

  private get options(): readonly StoreOption[] {
    return (this.deps.managed.stores ?? []).map((store) => ({ ...store, why: this.whyNot(store.id) }));
  }

  /** Why the chosen role cannot be given in a store; empty where it can. */
  private whyNot(id: StoreId): string {
    const { role } = this.deps.invite.draft;
    const holding = this.deps.managed.holding(id);
    if (role === 'owner' || holding === null || mayGive(role, holding)) return '';
    return fill(this.words.beyond, { role: this.deps.words().people.roles[role] });
  }

  private get words(): Dictionary['invite'] {
    return this.deps.words().invite;
  }
}
