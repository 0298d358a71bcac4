import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, StoreId } from '../../../typings/contract/domain';
import { SearchBox } from '../../stores/search-box';
import { Waiting } from '../../stores/waiting';
import type { Call } from '../../services/call';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

const PAGE_SIZE = 50;
/** WeChat's audit lets a list have sixty rows; a search leads to the others. */
export const MOST_SHOWN = 50;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

type PlainMember = 'deps' | 'round' | 'cursor' | 'storeId';

/** The cameras that can be added to a share: those of its store, or, while something is searched for, of any. */
export class ShareCandidates {
  /** Null before they are known. */
  channels: readonly Channel[] | null = null;
  failure: CallFailed | null = null;
  /** What was searched for; empty for the cameras of the store. */
  text = '';
  /** Whether a search could lead to more than is shown. */
  cut = false;
  readonly searchBox: SearchBox;
  readonly waiting: Waiting;
  private storeId: StoreId = '';
  private round = 0;
  private cursor: string | null = null;

  constructor(private readonly deps: Deps) {
    this.searchBox = new SearchBox(deps.clock, (text) => this.search(text));
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        channels: observable.ref,
        failure: observable.ref,
        searchBox: false,
        waiting: false,
        deps: false,
        round: false,
        cursor: false,
        storeId: false,
      },
      { autoBind: true },
    );
  }

  open(storeId: StoreId): void {
    if (storeId === this.storeId && this.failure === null && this.text === '') return;
    this.storeId = storeId;
    this.searchBox.typed = '';
    this.text = '';
    void this.begin();
  }

  retry(): void {
    if (this.failure !== null) void (this.channels === null ? this.begin() : this.more());
  }

  /** The next page, when somebody comes near the end. */
  async more(): Promise<void> {
    if (this.cursor === null || this.channels === null || this.waiting.phase !== 'none') return;
    await this.fetch();
  }

  private search(text: string): void {
    if (text === this.text) return;
    this.text = text;
    void this.begin();
  }

  private begin(): Promise<void> {
    this.channels = null;
    this.cursor = null;
    this.cut = false;
    return this.fetch();
  }

  /** Those that may not be shared are left out; a page of nothing else leads on to the next. */
  private async fetch(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const { cursor, text, storeId } = this;
    const wanted = text === '' ? { storeId } : { query: text };
    const page = await this.deps
      .call('channel.list', { ...wanted, limit: PAGE_SIZE, ...(cursor !== null && { cursor }) })
      .catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (page instanceof Error) {
        this.failure = page;
        return;
      }
      const fitting = page.channels.filter(({ rights }) => rights.includes('share') && rights.includes('view'));
      const all = [...(this.channels ?? []), ...fitting];
      this.cut = all.length > MOST_SHOWN || (all.length === MOST_SHOWN && page.next !== null);
      this.channels = all.slice(0, MOST_SHOWN);
      this.cursor = this.cut ? null : page.next;
      if (fitting.length === 0 && this.cursor !== null) void this.fetch();
    });
  }
}
