import { makeAutoObservable, runInAction } from 'mobx-miniprogram';

import type { Invite, TicketState } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import { KeptList } from '../../stores/kept-list';
import { Ticking } from '../../stores/ticking';
import type { WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The invitations that the caller may see: newest first. */
export class InvitesStore {
  /** The one being revoked. */
  revoking: string | null = null;
  private readonly list: KeptList<Invite>;
  private readonly ticking: Ticking;

  constructor(private readonly deps: Deps) {
    const { call, clock } = deps;
    this.list = new KeptList({ clock, ask: async () => (await call('invite.list', {})).invites });
    this.ticking = new Ticking(clock);
    makeAutoObservable<this, 'deps' | 'list' | 'ticking'>(
      this,
      { deps: false, list: false, ticking: false },
      { autoBind: true },
    );
  }

  /** Null before they are known. */
  get invites(): readonly Invite[] | null {
    return this.list.items;
  }

  get failure(): CallFailed | null {
    return this.list.failure;
  }

  /** Epoch ms at which the cloud told those shown. */
  get asOf(): number {
    return this.list.asOf;
  }

  get wait(): WaitPhase {
    return this.list.wait;
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

  refresh(): Promise<void> {
    return this.list.refresh();
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
    this.list.change((invite) => (invite.id === id ? { ...invite, state: 'revoked' } : invite));
  }
}
