import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import { StoreChoice, type NamedStore } from '../../stores/store-choice';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';

interface Deps {
  readonly clock: Clock;
  readonly stores: () => readonly NamedStore[];
  readonly words: () => Dictionary;
}

/** The sheet on which a store is chosen for new cameras. */
export class StorePicker {
  /** The cameras it is for; null while it is closed. */
  ids: readonly ChannelId[] | null = null;
  readonly choice: StoreChoice;

  constructor(private readonly deps: Deps) {
    this.choice = new StoreChoice({
      clock: deps.clock,
      options: () => deps.stores().map(({ id, name }) => ({ id, name, why: '' })),
      chosen: () => [],
    });
    makeAutoObservable<this, 'deps'>(this, { ids: observable.ref, choice: false, deps: false }, { autoBind: true });
  }

  get view() {
    const { rows, searchable, hidden, search } = this.choice;
    const { importing: words } = this.deps.words();
    return {
      ...{ show: this.ids !== null, rows, searchable, typed: search.typed },
      title: fill(words.pickTitle, { n: this.ids?.length ?? 0 }),
      more: hidden === 0 ? '' : fill(words.moreStores, { n: hidden }),
      none: words.noStores,
    };
  }

  open(ids: readonly ChannelId[]): void {
    this.choice.reset();
    this.ids = ids.length > 0 ? ids : null;
  }

  close(): void {
    this.ids = null;
  }
}
