import { makeAutoObservable } from 'mobx-miniprogram';

import { fill } from '../../utils/fill';
import { trimName } from '../../utils/names';
import type { Dictionary } from '../i18n/index';
import type { AccountStore } from './account-store';

interface Deps {
  readonly store: AccountStore;
  readonly words: () => Dictionary['account'];
}

/** The question whether an account shall go, in words. */
export interface RemovalView {
  readonly title: string;
  readonly what: string;
  readonly kept: string;
  readonly ask: string;
  readonly typed: string;
  /** Whether what was typed is the account's name. */
  readonly ready: boolean;
  readonly button: string;
}

/** An account goes with all its cameras, so its name has to be typed first. */
export class AccountRemoval {
  /** Null while nobody wants it to go. */
  private typed: string | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** Null while nobody wants it to go. */
  get view(): RemovalView | null {
    const { account, task } = this.deps.store;
    const { typed } = this;
    const words = this.deps.words();
    if (typed === null || account === null) return null;
    const { name, cameras: n } = account;
    return {
      title: fill(words.removeTitle, { name }),
      what: n === 0 ? words.removeNothing : fill(words.removeWhat, { n }),
      kept: words.removeKept,
      ask: fill(words.removeType, { name }),
      typed,
      ready: trimName(typed) === trimName(name) && task === null,
      button: task === 'removing' ? words.removing : words.remove,
    };
  }

  toggle(): void {
    if (this.deps.store.task === null) this.typed = this.typed === null ? '' : null;
  }

  type(name: string): void {
    if (this.typed !== null) this.typed = name;
  }

  end(): void {
    this.typed = null;
  }
}
