import { makeAutoObservable } from 'mobx-miniprogram';

import type { StoreId } from '../../typings/contract/domain';
import type { Clock } from '../utils/clock';
import { SearchBox } from './search-box';

export interface NamedStore {
  readonly id: StoreId;
  readonly name: string;
}

/** One store to choose; `why` it cannot be is empty where it can. */
export interface StoreOption extends NamedStore {
  readonly why: string;
}

/** One store in words. */
export interface StoreRow {
  readonly key: string;
  readonly name: string;
  readonly why: string;
  readonly chosen: boolean;
}

/** Fewer are found by looking. */
const SEARCH_FROM = 11;
/** More than a person scrolls through; the others are searched for. */
const MOST_ROWS = 50;

interface Deps {
  readonly clock: Clock;
  readonly options: () => readonly StoreOption[];
  readonly chosen: () => readonly StoreId[];
}

/** A list of stores out of which some are chosen. */
export class StoreChoice {
  readonly search: SearchBox;
  private sought = '';

  constructor(private readonly deps: Deps) {
    this.search = new SearchBox(deps.clock, (text) => this.seek(text));
    makeAutoObservable<this, 'deps'>(this, { deps: false, search: false }, { autoBind: true });
  }

  get searchable(): boolean {
    return this.deps.options().length >= SEARCH_FROM;
  }

  get rows(): readonly StoreRow[] {
    const chosen = this.deps.chosen();
    return this.found
      .slice(0, MOST_ROWS)
      .map(({ id, name, why }) => ({ key: id, name, why, chosen: chosen.includes(id) }));
  }

  /** How many were found that are not shown. */
  get hidden(): number {
    return Math.max(0, this.found.length - MOST_ROWS);
  }

  reset(): void {
    this.search.clear();
  }

  private seek(text: string): void {
    this.sought = text.toLowerCase();
  }

  private get found(): readonly StoreOption[] {
    return this.deps.options().filter(({ name }) => name.toLowerCase().includes(this.sought));
  }
}
