import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ZoneOffset } from '../../../typings/contract/domain';
import type { AuditEntry } from '../../../typings/contract/audit';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { EVERYTHING, queryOf, type AuditFilter } from './audit-filter';

/** Nobody scrolls through more; the ones before are looked at in their place. */
const MOST_SHOWN = 150;
/** Asia/Shanghai, until the cloud has told. */
const BEIJING: readonly ZoneOffset[] = [{ from: 0, minutes: 480 }];

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
}

type PlainMember = 'deps' | 'waiting' | 'round' | 'stopNetwork';

/** What was done, newest first, as far as it was read. */
export class AuditLog {
  filter: AuditFilter = EVERYTHING;
  /** Without gaps, from `start` on; null before they are known. */
  entries: readonly AuditEntry[] | null = null;
  /** The clocks to tell their times by. */
  offsets: readonly ZoneOffset[] = BEIJING;
  /** Epoch ms at which the newest were read. */
  asOf = 0;
  /** Why those wanted are not there, or are older than wanted. */
  failure: CallFailed | null = null;
  /** Why the page after could not be had. */
  moreFailure: CallFailed | null = null;
  loadingMore = false;
  /** The newest are being read while others are shown. */
  refreshing = false;
  /** Where the entries begin; null for the newest. */
  start: string | null = null;
  private cursor: string | null = null;
  private round = 0;
  private readonly waiting: Waiting;
  private stopNetwork = (): void => {};

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        filter: observable.ref,
        entries: observable.ref,
        offsets: observable.ref,
        failure: observable.ref,
        moreFailure: observable.ref,
        deps: false,
        waiting: false,
        round: false,
        stopNetwork: false,
      },
      { autoBind: true },
    );
  }

  open(): void {
    void this.choose(EVERYTHING);
  }

  /** The page came to the front. */
  show(): void {
    this.hide();
    this.stopNetwork = this.deps.network.onChange(({ connected }) => {
      if (connected) void this.retry();
    });
  }

  hide(): void {
    this.stopNetwork();
  }

  async choose(filter: AuditFilter): Promise<void> {
    this.filter = filter;
    await this.begin(null);
  }

  /** The newest once more; what is shown stays until they are there. */
  async refresh(): Promise<void> {
    if (this.start !== null || this.entries === null) return this.begin(null);
    await this.load(null);
  }

  /** What failed last. */
  async retry(): Promise<void> {
    if (this.failure !== null) await (this.entries === null ? this.load(this.start) : this.refresh());
    else if (this.moreFailure !== null) await this.more();
  }

  /** Those before, in the place of these. */
  async older(): Promise<void> {
    if (this.isFull) await this.begin(this.cursor);
  }

  /** The page after, when somebody comes near the end. */
  async more(): Promise<void> {
    const { cursor, round, entries } = this;
    const isIdle = !this.loadingMore && !this.refreshing && this.failure === null;
    if (entries === null || cursor === null || this.isFull || !isIdle) return;
    this.loadingMore = true;
    this.moreFailure = null;
    const page = await this.fetch(cursor);
    if (round !== this.round) return;
    runInAction(() => {
      this.loadingMore = false;
      if (page instanceof Error) {
        this.moreFailure = page;
        return;
      }
      const known = new Set(entries.map(({ id }) => id));
      this.take([...entries, ...page.entries.filter(({ id }) => !known.has(id))], page);
    });
  }

  /** Whether there is more to read than is shown at a time. */
  get isFull(): boolean {
    return this.cursor !== null && (this.entries?.length ?? 0) >= MOST_SHOWN;
  }

  get isComplete(): boolean {
    return this.entries !== null && this.cursor === null;
  }

  /** How long the first page keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.entries === null ? this.waiting.phase : 'none';
  }

  private begin(start: string | null): Promise<void> {
    this.start = start;
    this.entries = null;
    this.cursor = null;
    return this.load(start);
  }

  private async load(start: string | null): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.moreFailure = null;
    this.loadingMore = false;
    this.refreshing = this.entries !== null;
    this.waiting.begin();
    const page = await this.fetch(start);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      this.refreshing = false;
      if (page instanceof Error) {
        this.failure = page;
        if (!isPassing(page)) this.entries = null;
        return;
      }
      this.asOf = this.deps.clock.now();
      this.take(page.entries, page);
    });
  }

  private take(entries: readonly AuditEntry[], page: { readonly offsets: readonly ZoneOffset[]; next: string | null }) {
    this.entries = entries;
    this.offsets = page.offsets;
    this.cursor = page.next;
  }

  private fetch(cursor: string | null) {
    const query = { ...queryOf(this.filter), ...(cursor !== null && { cursor }) };
    return this.deps.call('audit.list', query).catch(failureOf);
  }
}
