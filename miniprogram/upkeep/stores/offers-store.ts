import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { InputOf, OutputOf } from '../../../typings/contract/calls';
import type { AccountId, Offer, OfferKind } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** One decision, as it is sent. */
export type Decision = InputOf<'offer.take'>['offers'][number];

/** What came of many of them. */
export interface TakeResult {
  readonly kind: OfferKind;
  readonly taken: number;
  /** Those that were no offers any more. */
  readonly leftOut: number;
  /** Those after a failure. */
  readonly undone: number;
  /** What ended it early; null when it came to its end. */
  readonly failure: CallFailed | null;
}

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** There are other cameras now. */
  readonly onChanged: () => void;
}

/** As many as the contract takes at once. */
const AT_ONCE = 100;
const NONE: Readonly<Record<OfferKind, number>> = { new: 0, renamed: 0, gone: 0 };

/** What an account lists otherwise than it is here: one kind of it, page by page. */
export class OffersStore {
  accountId: AccountId | null = null;
  kind: OfferKind = 'new';
  /** From the beginning, without gaps; null before they are known. */
  offers: readonly Offer[] | null = null;
  counts = NONE;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  /** How far the decisions came that are being sent. */
  taking: { readonly done: number; readonly total: number } | null = null;
  private next: string | null = null;
  /** Whether there may be another page after the one that is being read; null while none is. */
  private coming: Promise<boolean> | null = null;
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'coming' | 'round' | 'visit' | 'waiting'>(
      this,
      {
        offers: observable.ref,
        counts: observable.ref,
        failure: observable.ref,
        taking: observable.ref,
        deps: false,
        coming: false,
        round: false,
        visit: false,
        waiting: false,
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.offers === null ? this.waiting.phase : 'none';
  }

  /** Whether all of this kind are known. */
  get complete(): boolean {
    return this.offers !== null && this.next === null;
  }

  async open(accountId: AccountId): Promise<void> {
    if (accountId !== this.accountId) {
      this.visit += 1;
      this.accountId = accountId;
      this.kind = 'new';
      this.offers = null;
      this.counts = NONE;
      this.taking = null;
    }
    if (this.taking === null) await this.refresh();
  }

  async choose(kind: OfferKind): Promise<void> {
    if (kind === this.kind || this.taking !== null) return;
    this.kind = kind;
    this.offers = null;
    await this.refresh();
  }

  /** Those known stay shown until the answer comes, which brings as many anew, and when none comes. */
  async refresh(): Promise<void> {
    const { accountId } = this;
    if (accountId === null) return;
    const round = ++this.round;
    this.failure = null;
    this.coming = null;
    this.waiting.begin();
    const answer = await this.fetch(accountId, round).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer)) this.offers = null;
      } else {
        this.asOf = this.deps.clock.now();
        this.offers = answer.offers;
        this.counts = answer.counts;
        this.next = answer.next;
      }
    });
  }

  /** The next page, for everybody who wants it; resolves with whether there may be another. */
  more(): Promise<boolean> {
    const { accountId, kind, next: cursor, offers } = this;
    if (accountId === null || cursor === null || offers === null) return Promise.resolve(false);
    this.coming ??= this.append({ accountId, kind, cursor });
    return this.coming;
  }

  /** Sends decisions, as many at once as may be; the first failure ends it. Null when others are under way. */
  async take(decisions: readonly Decision[]): Promise<TakeResult | null> {
    const { accountId, kind, visit } = this;
    if (accountId === null || this.taking !== null) return null;
    const total = decisions.length;
    let [taken, asked] = [0, 0];
    let failure: CallFailed | null = null;
    while (asked < total && failure === null) {
      const offers = decisions.slice(asked, asked + AT_ONCE);
      this.tell(visit, { done: asked, total });
      const answer = await this.deps.call('offer.take', { accountId, offers }).catch(failureOf);
      if (answer instanceof Error) failure = answer;
      else {
        taken += answer.taken.length;
        asked += offers.length;
      }
    }
    this.deps.onChanged();
    this.tell(visit, null);
    if (visit === this.visit) {
      this.drop(decisions.slice(0, asked));
      await this.refresh();
    }
    return { kind, taken, leftOut: asked - taken, undone: total - asked, failure };
  }

  private async append(page: InputOf<'offer.list'>): Promise<boolean> {
    const { round } = this;
    const answer = await this.deps.call('offer.list', page).catch(failureOf);
    if (round !== this.round) return false;
    this.coming = null;
    if (answer instanceof Error) return false;
    return runInAction(() => {
      const known = new Set((this.offers ?? []).map(({ id }) => id));
      this.offers = [...(this.offers ?? []), ...answer.offers.filter(({ id }) => !known.has(id))];
      this.next = answer.next;
      return answer.next !== null;
    });
  }

  private async fetch(accountId: AccountId, round: number): Promise<OutputOf<'offer.list'>> {
    const { kind } = this;
    const wanted = this.offers?.length ?? 0;
    let page = await this.deps.call('offer.list', { accountId, kind });
    const offers = [...page.offers];
    while (offers.length < wanted && page.next !== null && round === this.round) {
      page = await this.deps.call('offer.list', { accountId, kind, cursor: page.next });
      offers.push(...page.offers);
    }
    return { ...page, offers };
  }

  /** What was decided is no offer any more, whether or not the list can be read anew. */
  private drop(decided: readonly Decision[]): void {
    const ids = new Set(decided.map(({ id }) => id));
    const left = this.offers?.filter(({ id }) => !ids.has(id)) ?? null;
    const gone = (this.offers?.length ?? 0) - (left?.length ?? 0);
    this.offers = left;
    this.counts = { ...this.counts, [this.kind]: Math.max(0, this.counts[this.kind] - gone) };
  }

  private tell(visit: number, taking: OffersStore['taking']): void {
    if (visit === this.visit) this.taking = taking;
  }
}
