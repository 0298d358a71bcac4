import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Share } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import { Ticking } from '../../stores/ticking';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, wasLost, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
}

type PlainMember = 'deps' | 'waiting' | 'ticking' | 'round' | 'revoked' | 'stopNetwork';

/** The shares that the caller may know of, newest first. */
export class SharesStore {
  /** Null before they are known. */
  shares: readonly Share[] | null = null;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told what is shown. */
  asOf = 0;
  /** The one that is being taken back; null when none is. */
  revoking: string | null = null;
  /** Why one could not be taken back; null when nothing failed. */
  problem: { readonly id: string; readonly failure: CallFailed } | null = null;
  /** Of whose taking back the answer was lost, until the list tells how it stands; null where all is known. */
  unsure: string | null = null;
  private readonly waiting: Waiting;
  private readonly ticking: Ticking;
  /** Taken back here: an answer may be from before that. */
  private readonly revoked = new Set<string>();
  private round = 0;
  private stopNetwork = (): void => {};

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.ticking = new Ticking(deps.clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        shares: observable.ref,
        failure: observable.ref,
        problem: observable.ref,
        deps: false,
        waiting: false,
        ticking: false,
        round: false,
        revoked: false,
        stopNetwork: false,
      },
      { autoBind: true },
    );
  }

  /** The page came to the front. */
  show(): void {
    this.hide();
    this.ticking.start();
    this.stopNetwork = this.deps.network.onChange(({ connected }) => {
      if (connected && this.failure !== null) void this.refresh();
    });
    void this.refresh();
  }

  hide(): void {
    this.stopNetwork();
    this.ticking.stop();
  }

  find(id: string): Share | undefined {
    return this.shares?.find((share) => share.id === id);
  }

  async refresh(): Promise<void> {
    const round = ++this.round;
    this.waiting.begin();
    const answer = await this.deps.call('share.list', {}).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      this.failure = answer instanceof Error ? answer : null;
      if (answer instanceof Error) {
        if (!isPassing(answer)) this.shares = null;
        return;
      }
      this.shares = answer.shares.map((share) => (this.revoked.has(share.id) ? taken(share) : share));
      this.asOf = this.deps.clock.now();
      this.settle();
    });
  }

  async revoke(id: string): Promise<boolean> {
    if (this.revoking !== null) return false;
    this.revoking = id;
    this.problem = null;
    const failure = await this.deps.call('share.revoke', { id }).catch(failureOf);
    runInAction(() => {
      if (failure === null) this.markRevoked(id);
      else this.problem = { id, failure };
      this.unsure = failure !== null && wasLost(failure) ? id : null;
    });
    if (this.unsure !== null) await this.refresh();
    runInAction(() => (this.revoking = null));
    return !this.hasFailed(id);
  }

  private hasFailed(id: string): boolean {
    return this.problem?.id === id;
  }

  /** The list tells: what it no longer has open is taken back. */
  private settle(): void {
    const { unsure } = this;
    if (unsure === null) return;
    this.unsure = null;
    const state = this.find(unsure)?.state;
    if (state === undefined || state === 'revoked') this.problem = null;
  }

  /** It was taken back, here or on another page. */
  markRevoked(id: string): void {
    this.revoked.add(id);
    this.shares = this.shares?.map((share) => (share.id === id ? taken(share) : share)) ?? null;
  }

  /** How long the list keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.shares === null ? this.waiting.phase : 'none';
  }

  /** Epoch ms, as far as words need it. */
  get now(): number {
    return this.ticking.now;
  }
}

const taken = (share: Share): Share => ({ ...share, state: 'revoked' });
