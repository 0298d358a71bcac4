import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { AccountId, Listing } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { failureOf, type CallFailed, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A reading came to its end while somebody looked. */
  readonly onRead: () => void;
}

/** A list read so recently is not read again because somebody comes by. */
const FRESH_MS = 10 * 60_000;
const STEP_MS = 1_000;
const PATIENCE_MS = 4_000;
const MOST_MISSES = 5;
/** The reading goes on without the phone, so these are waited out. */
const PASSING: readonly FailureCode[] = ['timeout', 'no-network', 'rate-limited', 'conflict', 'internal'];

/** How the reading of an account's list goes on, followed while somebody looks. */
export class ListingFollower {
  /** Null before it is known. */
  listing: Listing | null = null;
  failure: CallFailed | null = null;
  private accountId: AccountId | null = null;
  private round = 0;
  private misses = 0;
  private cancel = (): void => {};

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'accountId' | 'round' | 'misses' | 'cancel'>(
      this,
      {
        listing: observable.ref,
        failure: observable.ref,
        deps: false,
        accountId: false,
        round: false,
        misses: false,
        cancel: false,
      },
      { autoBind: true },
    );
  }

  /** Whether a list is being read, as far as is known. */
  get reading(): boolean {
    return this.failure === null && this.listing?.state === 'listing';
  }

  /** Looks how it stands, and has a list read that was not read lately. */
  async begin(accountId: AccountId): Promise<void> {
    const round = this.start(accountId);
    const answer = await this.deps.call('import.check', { accountId }).catch(failureOf);
    if (round !== this.round) return;
    if (answer instanceof Error || !this.isStale(answer)) this.take(round, answer);
    else await this.send(round, 'import.refresh');
  }

  /** Has it read anew, however lately it was. */
  async restart(): Promise<void> {
    const { accountId } = this;
    if (accountId !== null) await this.send(this.start(accountId), 'import.refresh');
  }

  /** Nobody looks; the reading goes on. */
  rest(): void {
    this.round += 1;
    this.cancel();
  }

  /** Nothing of this account is to be shown any more. */
  forget(): void {
    this.rest();
    this.accountId = null;
    this.listing = null;
    this.failure = null;
  }

  private start(accountId: AccountId): number {
    this.rest();
    if (accountId !== this.accountId) this.listing = null;
    this.accountId = accountId;
    this.failure = null;
    this.misses = 0;
    return this.round;
  }

  private async send(round: number, action: 'import.check' | 'import.refresh'): Promise<void> {
    const { accountId } = this;
    if (accountId === null) return;
    const answer = await this.deps.call(action, { accountId }).catch(failureOf);
    if (round === this.round) this.take(round, answer);
  }

  private take(round: number, answer: Listing | CallFailed): void {
    if (answer instanceof Error) {
      this.miss(round, answer);
      return;
    }
    const wasReading = this.reading;
    this.misses = 0;
    runInAction(() => {
      this.failure = null;
      this.listing = answer;
    });
    if (answer.state === 'listing') this.later(round, STEP_MS);
    else if (wasReading) this.deps.onRead();
  }

  private miss(round: number, failure: CallFailed): void {
    this.misses += 1;
    if (this.reading && PASSING.includes(failure.code) && this.misses < MOST_MISSES) this.later(round, PATIENCE_MS);
    else this.failure = failure;
  }

  private later(round: number, delayMs: number): void {
    this.cancel = this.deps.clock.after(delayMs, () => void this.send(round, 'import.check'));
  }

  private isStale({ state, finishedAt }: Listing): boolean {
    if (state === 'listing') return false;
    return state === 'failed' || finishedAt === null || this.deps.clock.now() - finishedAt > FRESH_MS;
  }
}
