import { makeAutoObservable } from 'mobx-miniprogram';

import type { Member, StoreGrant } from '../../../typings/contract/people';
import { CONTENT, cardScreen, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import { staleLine } from '../../stores/stale-line';
import { doubleNames, grantWords, nameOf, nameWithCode } from '../../stores/person-words';
import { SearchBox } from '../../stores/search-box';
import type { CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { InvitesStore } from './invites-store';
import type { ManagedStores } from './managed-stores';
import type { MembersStore } from './members-store';

interface Deps {
  readonly members: MembersStore;
  readonly invites: InvitesStore;
  readonly managed: ManagedStores;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One person in words. */
export interface MemberRow {
  readonly key: string;
  readonly name: string;
  /** The visitor code, where another one bears the name. */
  readonly code: string;
  /** What they are to the caller: 老板, 我; empty for most. */
  readonly badge: string;
  readonly line: string;
  readonly label: string;
}

/** The filter by store: what is offered, and which of it holds. */
export interface StoreFilterView {
  readonly names: readonly string[];
  readonly index: number;
  readonly label: string;
}

type MembersAct = 'back' | 'refresh' | 'invite' | 'show-all';

const NAMED_STORES = 2;

/** What the page of the people shows, in words. */
export class MembersPage {
  readonly search: SearchBox;
  sought = '';
  /** Counts the times that the list was put back to its top: what was found begins there. */
  resets = 0;

  constructor(private readonly deps: Deps) {
    this.search = new SearchBox(deps.clock, (text) => this.seek(text));
    makeAutoObservable<this, 'deps'>(this, { deps: false, search: false }, { autoBind: true });
  }

  /** The page came to the front. */
  async show(): Promise<void> {
    const { managed, members, invites } = this.deps;
    await Promise.all([managed.load(), members.refresh(), invites.refresh()]);
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<MembersAct> {
    const { members, failure, wait, storeId } = this.deps.members;
    const { words } = this;
    if (members === null) return failure === null ? waitScreen(wait) : this.failed(failure);
    if (this.found.length > 0) return CONTENT;
    return this.sought === '' && storeId === null
      ? cardScreen('invite', words.empty)
      : cardScreen('show-all', words.none);
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { members } = this.deps;
    const words = this.deps.words();
    if (members.members === null) return '';
    return staleLine(members, { words, faults: this.words.faults, now: this.deps.clock.now() });
  }

  get rows(): readonly MemberRow[] {
    const { people } = this.deps.words();
    const double = doubleNames(this.deps.members.members ?? []);
    return this.found.map((member) => {
      const name = nameOf(member, people);
      const badge = [member.owner ? people.roles.owner : '', member.self ? people.self : '']
        .filter(Boolean)
        .join(' · ');
      const line = this.lineOf(member);
      const isDouble = double.has(member.name);
      const spoken = isDouble ? nameWithCode(member, people) : name;
      return {
        key: member.id,
        name,
        code: isDouble ? member.visitorCode : '',
        badge,
        line,
        label: [spoken, badge, line].filter(Boolean).join(' '),
      };
    });
  }

  /** The line below the list. */
  get foot(): string {
    return fill(this.words.count, { n: this.found.length });
  }

  /** Null where there is nothing to choose. */
  get filter(): StoreFilterView | null {
    const stores = this.deps.managed.stores ?? [];
    if (stores.length < 2) return null;
    const index = stores.findIndex(({ id }) => id === this.deps.members.storeId) + 1;
    const names = [this.words.everyStore, ...stores.map(({ name }) => name)];
    return { names, index, label: fill(this.words.filterLabel, { name: names[index] ?? '' }) };
  }

  /** The row that leads to the invitations. */
  get invitations(): string {
    const n = this.deps.invites.open;
    return n === 0 ? this.words.noneInvited : fill(this.words.invited, { n });
  }

  chooseStore(index: number): void {
    void this.deps.members.choose(this.deps.managed.stores?.[index - 1]?.id ?? null);
  }

  showAll(): void {
    this.search.clear();
    this.chooseStore(0);
  }

  private failed(failure: CallFailed): PageScreen<MembersAct> {
    const words = this.deps.words();
    const screen = failureScreen<MembersAct>('refresh', failure, { words, faults: this.words.faults });
    // Asking again gives nobody the right.
    if (failure.code !== 'permission-denied' || screen.kind !== 'card') return screen;
    return { ...screen, act: 'back', button: words.common.back };
  }

  private seek(text: string): void {
    if (text === this.sought) return;
    this.sought = text;
    this.resets += 1;
  }

  private get found(): readonly Member[] {
    const sought = this.sought.toLowerCase();
    const all = this.deps.members.members ?? [];
    if (sought === '') return all;
    return all.filter(({ name, visitorCode }) =>
      [name, visitorCode].some((text) => text.toLowerCase().includes(sought)),
    );
  }

  private lineOf({ owner, grants }: Member): string {
    if (owner) return this.words.everything;
    const { storeId } = this.deps.members;
    const here = grants.find((grant) => grant.storeId === storeId);
    if (here !== undefined) return grantWords(here, this.deps.words().people);
    const named = grants.slice(0, NAMED_STORES).map((grant) => this.inStore(grant));
    if (grants.length > NAMED_STORES) named.push(fill(this.words.moreStores, { n: grants.length - NAMED_STORES }));
    return named.join(this.deps.words().common.listComma);
  }

  private inStore(grant: StoreGrant): string {
    return `${grant.storeName} · ${grantWords(grant, this.deps.words().people)}`;
  }

  private get words(): Dictionary['members'] {
    return this.deps.words().members;
  }
}
