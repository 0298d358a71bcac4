import { makeAutoObservable, runInAction } from 'mobx-miniprogram';

import type { Role, Session, SessionMember } from '../../typings/contract/domain';
import type { PrivacyNotice } from '../../typings/contract/people';
import type { Call } from '../services/call';
import { failureOf, type CallFailed } from '../utils/call-failed';

type Known = Pick<Session, 'visitorCode' | 'notice'>;

export type SessionState =
  | { readonly kind: 'unknown' }
  | ({ readonly kind: 'member' } & SessionMember & Known)
  | ({ readonly kind: 'stranger' } & Known)
  | { readonly kind: 'failed'; readonly failure: CallFailed };

/** Who the caller is to this installation. */
export class SessionStore {
  state: SessionState = { kind: 'unknown' };
  private round = 0;

  constructor(private readonly deps: { readonly call: Call }) {
    makeAutoObservable<this, 'deps' | 'round'>(this, { deps: false, round: false }, { autoBind: true });
  }

  /** Null until the cloud has told. */
  get notice(): PrivacyNotice | null {
    const { state } = this;
    return state.kind === 'member' || state.kind === 'stranger' ? state.notice : null;
  }

  /** Whether the person agreed to the notice as it is now. */
  get agreed(): boolean {
    return this.state.kind === 'member' && this.state.agreed;
  }

  /** Null of whoever is no member. */
  get role(): Role | null {
    return this.state.kind === 'member' ? this.state.role : null;
  }

  /** As colleagues know them; empty when they do not. */
  get name(): string {
    return this.state.kind === 'member' ? this.state.name : '';
  }

  /** Why it is not known who we are; null when it is, or has not been asked. */
  get failure(): CallFailed | null {
    return this.state.kind === 'failed' ? this.state.failure : null;
  }

  /** Asks who we are. What was known stays shown until the answer comes, and stays when none does. */
  async start(): Promise<void> {
    const round = ++this.round;
    const next = await this.deps.call('session.start', {}).then(toState, toFailure);
    if (round !== this.round) return;
    runInAction(() => {
      const known = this.state.kind === 'member' || this.state.kind === 'stranger';
      if (next.kind !== 'failed' || !known) this.state = next;
    });
  }
}

function toState({ member, visitorCode, notice }: Session): SessionState {
  const known = { visitorCode, notice };
  return member === null ? { kind: 'stranger', ...known } : { kind: 'member', ...member, ...known };
}

function toFailure(error: unknown): SessionState {
  return { kind: 'failed', failure: failureOf(error) };
}
