import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Call } from '../../services/call';
import type { SessionStore } from '../../stores/session-store';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import { LONGEST_PERSON_NAME, nameFrom } from '../../utils/names';

interface Deps {
  readonly call: Call;
  readonly session: SessionStore;
  /** What the list shows is not all there is any more. */
  readonly onChanged: () => void;
}

/** How the first owner comes to be. */
export class ClaimStore {
  /** As typed. */
  code = '';
  name = '';
  ticked = false;
  sending = false;
  /** Why it did not work; null while it has. */
  problem: CallFailed | null = null;
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'round'>(
      this,
      { problem: observable.ref, deps: false, round: false },
      { autoBind: true },
    );
  }

  open(): void {
    this.leave();
    const { session } = this.deps;
    this.name = session.name;
    if (session.notice === null) void session.start();
  }

  /** The page is gone, and the code with it. */
  leave(): void {
    this.round += 1;
    this.code = '';
    this.name = '';
    this.ticked = false;
    this.sending = false;
    this.problem = null;
  }

  typeCode(code: string): void {
    this.code = code;
    this.problem = null;
  }

  typeName(name: string): void {
    this.name = name;
  }

  tick(): void {
    this.ticked = !this.ticked;
  }

  /** What is kept of it; empty where it is no name. */
  private get givenName(): string {
    return nameFrom(this.name, LONGEST_PERSON_NAME);
  }

  get asksAgreement(): boolean {
    return !this.deps.session.agreed;
  }

  /** What is missing before it can be sent; null when nothing is. */
  get missing(): 'code' | 'name' | 'tick' | null {
    if (this.code.trim() === '') return 'code';
    if (this.givenName === '') return 'name';
    return this.asksAgreement && !this.ticked ? 'tick' : null;
  }

  /** Resolves with whether this person is the owner now; of a page left meanwhile with false. */
  async claim(): Promise<boolean> {
    const { session, onChanged } = this.deps;
    if (this.sending || this.missing !== null) return false;
    const { round } = this;
    this.sending = true;
    this.problem = null;
    const failure = await this.send().then(() => null, failureOf);
    if (failure === null) onChanged();
    if (failure === null || failure.code === 'conflict') await session.start();
    if (round !== this.round) return false;
    runInAction(() => {
      this.sending = false;
      this.problem = failure;
      if (failure?.code === 'conflict') this.ticked = false;
    });
    return failure === null;
  }

  private async send(): Promise<void> {
    const { call, session } = this.deps;
    if (session.notice === null) await session.start();
    const notice = session.notice?.version;
    if (notice === undefined) throw session.failure ?? new Error('nobody told of the notice');
    await call('owner.claim', { code: this.code.trim(), name: this.givenName, notice });
  }
}
