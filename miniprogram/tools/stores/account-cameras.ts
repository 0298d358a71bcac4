import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel } from '../../../typings/contract/domain';
import type { AccountId } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { camerasWithPage } from '../../stores/listing';
import { SearchBox } from '../../stores/search-box';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

const PAGE_SIZE = 50;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

type PlainMember = 'deps' | 'round' | 'cursor' | 'loading' | 'waiting';

/** The cameras of one account, or those of them that are searched for. */
export class AccountCameras {
  /** From the first on; null before they are known. */
  cameras: readonly Channel[] | null = null;
  complete = false;
  failure: CallFailed | null = null;
  /** What is searched for; empty for all. */
  text = '';
  readonly search: SearchBox;
  private accountId: AccountId | null = null;
  private cursor: string | null = null;
  private loading = false;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.search = new SearchBox(deps.clock, (text) => this.seek(text));
    makeAutoObservable<this, PlainMember | 'accountId'>(
      this,
      {
        ...{ cameras: observable.ref, failure: observable.ref, search: false, accountId: false },
        ...{ deps: false, round: false, cursor: false, loading: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.cameras === null ? this.waiting.phase : 'none';
  }

  /** An account, or, with null, none. */
  async open(accountId: AccountId | null): Promise<void> {
    this.accountId = accountId;
    this.text = '';
    this.search.clear();
    await this.begin();
  }

  async refresh(): Promise<void> {
    this.round += 1;
    await this.load(null);
  }

  async more(): Promise<void> {
    if (this.cameras !== null && !this.complete && !this.loading) await this.load(this.cursor);
  }

  private seek(text: string): void {
    if (text === this.text) return;
    this.text = text;
    void this.begin();
  }

  private begin(): Promise<void> {
    this.cameras = null;
    this.complete = false;
    this.loading = false;
    return this.refresh();
  }

  private async load(cursor: string | null): Promise<void> {
    const { accountId, round, text } = this;
    this.waiting.end();
    this.failure = null;
    if (accountId === null) return;
    this.loading = true;
    this.waiting.begin();
    const wanted = { accountId, limit: PAGE_SIZE, ...(text !== '' && { query: text }) };
    const page = cursor === null ? {} : { cursor };
    const answer = await this.deps.call('channel.list', { ...wanted, ...page }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.loading = false;
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        return;
      }
      const list = camerasWithPage(this.cameras ?? [], answer, cursor);
      this.cameras = list.cameras;
      this.cursor = list.cursor;
      this.complete = list.complete;
    });
  }
}
