import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Call } from '../../services/call';
import type { SessionStore } from '../../stores/session-store';
import { failureOf, type CallFailed } from '../../utils/call-failed';

interface Deps {
  readonly call: Call;
  readonly session: SessionStore;
  /** What the list shows is not all there is any more. */
  readonly onChanged: () => void;
  /** Leaves nothing of the person on this phone. */
  readonly forgetPerson: () => Promise<void>;
}

/** What is being answered. */
export type PrivacyDeed = 'agree' | 'delete';

/** Agreeing to the notice, and being forgotten. */
export class PrivacyStore {
  busy: PrivacyDeed | null = null;
  /** Why the last deed did not work; null when it did. */
  problem: { readonly deed: PrivacyDeed; readonly failure: CallFailed } | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { problem: observable.ref, deps: false }, { autoBind: true });
  }

  /** The page came to the front: what the notice says of days and contact comes with who we are. */
  show(): void {
    const { session } = this.deps;
    this.problem = null;
    if (session.notice === null) void session.start();
  }

  /** Whether this person has to agree before anything else; whoever is no member yet does so where they become one. */
  get asksAgreement(): boolean {
    const { state } = this.deps.session;
    return state.kind === 'member' && !state.agreed;
  }

  /** Resolves with whether it is agreed to now. */
  agree(): Promise<boolean> {
    const { call, session, onChanged } = this.deps;
    const { notice } = session;
    return this.perform('agree', notice !== null, async () => {
      await call('privacy.agree', { notice: notice?.version ?? '' });
      await session.start();
      onChanged();
    });
  }

  /** Has everything removed that is kept of the caller. Resolves with whether it is gone. */
  deleteAccount(): Promise<boolean> {
    const { call, session, onChanged, forgetPerson } = this.deps;
    return this.perform('delete', session.state.kind === 'member', async () => {
      await call('account.delete', {}).catch((error: unknown) => this.assertGone(error));
      await forgetPerson();
      await session.start();
      onChanged();
    });
  }

  /** Whoever is no member any more was forgotten before, and only the answer got lost. */
  private async assertGone(error: unknown): Promise<void> {
    const { session } = this.deps;
    if (failureOf(error).code === 'permission-denied') await session.start();
    if (session.state.kind !== 'stranger') throw error;
  }

  private async perform(deed: PrivacyDeed, isPossible: boolean, work: () => Promise<void>): Promise<boolean> {
    if (this.busy !== null || !isPossible) return false;
    this.busy = deed;
    this.problem = null;
    const failure = await work().then(() => null, failureOf);
    // Only another version of the notice: here it is.
    if (deed === 'agree' && failure?.code === 'conflict') await this.deps.session.start();
    runInAction(() => {
      this.busy = null;
      this.problem = failure === null ? null : { deed, failure };
    });
    return failure === null;
  }
}
