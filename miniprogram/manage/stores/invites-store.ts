import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Invite, TicketState } from '../../../typings/contract/people';
import type { Call } from '../../services/call';
import { Ticking } from '../../stores/ticking';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The invitations that the caller may see: newest first. */
export class InvitesStore {
  /** Null before they are known. */
  invites: readonly Invite[] | null = null;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  /** The one being revoked. */
  revoking: string | null = null;
  private round = 0;
  private readonly waiting: Waiting;
  private readonly ticking: Ticking;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.ticking = new Ticking(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting' | 'ticking'>(
      this,
      {
        invites: observable.ref,
        failure: observable.ref,
        deps: false,
        round: false,
        waiting: false,
        ticking: false,
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.invites === null ? this.waiting.phase : 'none';
  }

  /** Epoch ms, as far as words need it. */
  get now(): number {
    return this.ticking.now;
  }

  /** How many can still be taken up. */
  get open(): number {
    return (this.invites ?? []).filter((invite) => this.stateOf(invite) === 'open').length;
  }

  /** What has become of one until now. */
  stateOf({ state, expiresAt }: Invite): TicketState {
    return state === 'open' && expiresAt <= this.now ? 'expired' : state;
  }

  find(id: string): Invite | undefined {
    return this.invites?.find((invite) => invite.id === id);
  }

  /** Somebody looks: time goes on. */
  show(): void {
    this.ticking.start();
  }

  hide(): void {
    this.ticking.stop();
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('invite.list', {}).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer) || this.invites?.length === 0) this.invites = null;
      } else {
        this.invites = answer.invites;
        this.asOf = this.deps.clock.now();
      }
    });
  }

  /** Null when nobody can take it up any more. However it ends, the list is asked for anew. */
  async revoke(id: string): Promise<CallFailed | null> {
    if (this.revoking !== null) return null;
    this.revoking = id;
    const failure = await this.deps.call('invite.revoke', { id }).catch(failureOf);
    runInAction(() => {
      this.revoking = null;
      if (failure === null) this.ended(id);
    });
    await this.refresh();
    return failure;
  }

  private ended(id: string): void {
    this.invites = (this.invites ?? []).map((invite) => (invite.id === id ? { ...invite, state: 'revoked' } : invite));
  }
}
