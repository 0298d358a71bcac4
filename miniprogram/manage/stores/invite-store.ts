import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { InputOf } from '../../../typings/contract/calls';
import type { StoreId } from '../../../typings/contract/domain';
import type { Code, Invite } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';

export type InviteRole = Invite['role'];
export type InviteTerm = 'hour' | 'day' | 'week' | 'month';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A phone's clock may be ahead of the cloud's, which takes no more than 30 days. */
const MARGIN_MS = 10 * 60_000;
const TERM_MS: Readonly<Record<InviteTerm, number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS - MARGIN_MS,
};
export const TERMS: readonly InviteTerm[] = ['hour', 'day', 'week', 'month'];

/** What is to be made. */
export interface InviteDraft {
  readonly role: InviteRole;
  readonly storeIds: readonly StoreId[];
  readonly term: InviteTerm;
}

export type InviteStage =
  | { readonly kind: 'form' | 'making' | 'opening' }
  /** It is there; its code is not for a log. */
  | { readonly kind: 'made'; readonly invite: Invite; readonly code: Code }
  /** One made before could not be had again. */
  | { readonly kind: 'failed'; readonly id: string; readonly failure: CallFailed };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

const NEW: InviteDraft = { role: 'staff', storeIds: [], term: 'day' };

/** One invitation: what is to be made, and what was. */
export class InviteStore {
  stage: InviteStage = { kind: 'form' };
  draft = NEW;
  /** Why the last try to make it failed. */
  failure: CallFailed | null = null;
  revoking = false;
  private order: InputOf<'invite.make'> | null = null;
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'order' | 'round'>(
      this,
      {
        stage: observable.ref,
        draft: observable.ref,
        failure: observable.ref,
        deps: false,
        order: false,
        round: false,
      },
      { autoBind: true },
    );
  }

  /** Begins a new one. */
  begin(): void {
    this.leave();
    this.change(NEW);
  }

  /** Another wish is another invitation: only the same one is made under the same key. */
  change(change: Partial<InviteDraft>): void {
    if (this.stage.kind === 'making') return;
    this.draft = { ...this.draft, ...change };
    this.order = null;
    this.failure = null;
  }

  /** Asked again after a failure, it makes no second one. */
  async make(): Promise<void> {
    if (this.stage.kind !== 'form') return;
    const round = ++this.round;
    this.failure = null;
    this.stage = { kind: 'making' };
    this.order ??= this.newOrder();
    const answer = await this.deps.call('invite.make', this.order).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      if (answer instanceof Error) {
        this.failure = answer;
        this.stage = { kind: 'form' };
      } else this.stage = { kind: 'made', ...answer };
    });
  }

  /** Brings one of the caller's own, which is still open, here once more. */
  async reopen(id: string): Promise<void> {
    this.leave();
    const { round } = this;
    this.stage = { kind: 'opening' };
    const answer = await Promise.all([this.deps.call('invite.list', {}), this.deps.call('invite.code', { id })]).catch(
      failureOf,
    );
    if (round !== this.round) return;
    runInAction(() => {
      this.stage = answer instanceof Error ? { kind: 'failed', id, failure: answer } : this.found(id, answer);
    });
  }

  /** Null when nobody can take it up any more. */
  async revoke(): Promise<CallFailed | null> {
    const { stage, round } = this;
    if (stage.kind !== 'made' || this.revoking) return null;
    this.revoking = true;
    const failure = await this.deps.call('invite.revoke', { id: stage.invite.id }).catch(failureOf);
    if (round !== this.round) return failure;
    runInAction(() => {
      this.revoking = false;
      if (failure === null) this.stage = { ...stage, invite: { ...stage.invite, state: 'revoked' } };
    });
    return failure;
  }

  /** What still comes is of no use. */
  leave(): void {
    this.round += 1;
    this.stage = { kind: 'form' };
    this.failure = null;
    this.revoking = false;
    this.order = null;
  }

  private newOrder(): InputOf<'invite.make'> {
    const { clock, random } = this.deps;
    const { role, storeIds, term } = this.draft;
    const now = clock.now();
    return {
      role,
      storeIds: role === 'owner' ? [] : storeIds,
      expiresAt: now + TERM_MS[term],
      requestKey: uniqueName({ now, random }),
    };
  }

  private found(
    id: string,
    [{ invites }, { code }]: readonly [{ readonly invites: readonly Invite[] }, { readonly code: Code }],
  ): InviteStage {
    const invite = invites.find((each) => each.id === id);
    if (invite !== undefined) return { kind: 'made', invite, code };
    return { kind: 'failed', id, failure: failureOf(new Error('a code without its invitation')) };
  }
}
