import { makeAutoObservable } from 'mobx-miniprogram';

import { CONTENT, cardScreen, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import { staleLine } from '../../stores/stale-line';
import type { SessionStore } from '../../stores/session-store';
import type { Ticking } from '../../stores/ticking';
import { fill } from '../../utils/fill';
import type { ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import { accountCounts, accountState, type AccountState } from './account-state';
import type { AccountsStore } from './accounts-store';
import { vendorName } from './vendor-words';

interface Deps {
  readonly accounts: AccountsStore;
  readonly session: Pick<SessionStore, 'state' | 'start'>;
  readonly ticking: Ticking;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** One account in words. */
export interface AccountRow {
  readonly key: string;
  readonly name: string;
  /** 萤石 · 12 个摄像头 · 3 个待处理. */
  readonly line: string;
  readonly state: string;
  readonly tone: AccountState['tone'];
  readonly label: string;
}

type AccountsAct = 'refresh' | 'add' | 'back';

/** What the page of the accounts shows, in words. */
export class AccountsPage {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** The page came to the front. */
  async show(): Promise<void> {
    const { session, accounts, ticking } = this.deps;
    ticking.start();
    await Promise.all([session.start(), accounts.refresh()]);
  }

  hide(): void {
    this.deps.ticking.stop();
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<AccountsAct> {
    const { items: accounts, failure, wait } = this.deps.accounts;
    const { state } = this.deps.session;
    const { words } = this;
    if (state.kind === 'stranger' || (state.kind === 'member' && state.role !== 'owner'))
      return cardScreen('back', words.ownersOnly);
    if (accounts === null) {
      if (failure === null) return waitScreen(wait);
      return failureScreen('refresh', failure, { words: this.deps.words(), faults: words.faults });
    }
    return accounts.length > 0 ? CONTENT : cardScreen('add', words.empty);
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { accounts } = this.deps;
    const words = this.deps.words();
    if (accounts.items === null) return '';
    return staleLine(accounts, { words, faults: this.words.faults, now: this.deps.ticking.now });
  }

  get rows(): readonly AccountRow[] {
    const words = this.deps.words();
    const setting = { words, now: this.deps.ticking.now, zone: this.deps.zone };
    return (this.deps.accounts.items ?? []).map((account) => {
      const { id: key, name, vendor } = account;
      const line = `${vendorName(vendor, words)} · ${accountCounts(account, words)}`;
      const { line: state, tone } = accountState(account, setting);
      return { key, name, line, state, tone, label: `${name} ${line} ${state}` };
    });
  }

  get foot(): string {
    return fill(this.words.count, { n: this.deps.accounts.items?.length ?? 0 });
  }

  private get words(): Dictionary['accounts'] {
    return this.deps.words().accounts;
  }
}
