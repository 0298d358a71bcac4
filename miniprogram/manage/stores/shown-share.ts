import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Code, Share } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import { Waiting } from '../../stores/waiting';
import { CallFailed, failureOf, wasLost } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { CodeImages } from './code-images';

export type ShownStage =
  | { readonly kind: 'none' | 'loading' }
  | { readonly kind: 'ready'; readonly share: Share; readonly code: Code }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly images: CodeImages;
  /** A share that the list has loaded before; spares a call. */
  readonly find: (id: string) => Share | undefined;
}

/** A share that its maker hands on: just made, or once more. */
export class ShownShare {
  stage: ShownStage = { kind: 'none' };
  revoking = false;
  /** Why it could not be taken back; null when nothing failed. */
  problem: CallFailed | null = null;
  /** Whether it may be over all the same, which the list has not told yet. */
  unsure = false;
  readonly waiting: Waiting;
  private round = 0;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round'>(
      this,
      { stage: observable.ref, problem: observable.ref, waiting: false, deps: false, round: false },
      { autoBind: true },
    );
  }

  /** One that was just made. */
  show(share: Share, code: Code): void {
    this.close();
    this.stage = { kind: 'ready', share, code };
    void this.deps.images.open({ kind: 'share', id: share.id });
  }

  /** One made before. */
  async open(id: string): Promise<void> {
    this.close();
    const { round } = this;
    this.stage = { kind: 'loading' };
    this.waiting.begin();
    const found = await Promise.all([this.read(id), this.deps.call('share.code', { id })]).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (found instanceof CallFailed) this.stage = { kind: 'failed', failure: found };
      else this.show(found[0], found[1].code);
    });
  }

  /** Whether it is over: nobody can open it any more. */
  async revoke(): Promise<boolean> {
    const { stage, round } = this;
    if (stage.kind !== 'ready' || this.revoking) return false;
    this.revoking = true;
    this.problem = null;
    this.unsure = false;
    const { id } = stage.share;
    const failure = await this.deps.call('share.revoke', { id }).catch(failureOf);
    if (round !== this.round) return failure === null;
    const lost = failure !== null && wasLost(failure);
    runInAction(() => {
      this.problem = failure;
      this.unsure = lost;
    });
    const isOver = failure === null || (lost && (await this.isOver(id)));
    if (round !== this.round) return isOver;
    runInAction(() => {
      this.revoking = false;
      if (!isOver) return;
      this.problem = null;
      this.stage = { kind: 'revoked' };
      this.deps.images.close();
    });
    return isOver;
  }

  /** Nothing of it stays on this phone. */
  close(): void {
    this.round += 1;
    this.stage = { kind: 'none' };
    this.revoking = false;
    this.problem = null;
    this.unsure = false;
    this.waiting.end();
    this.deps.images.close();
  }

  /** Whether the list no longer has it, or as taken back. */
  private async isOver(id: string): Promise<boolean> {
    const { round } = this;
    const answer = await this.deps.call('share.list', {}).catch(failureOf);
    if (answer instanceof CallFailed || round !== this.round) return false;
    runInAction(() => (this.unsure = false));
    return (answer.shares.find((share) => share.id === id)?.state ?? 'revoked') === 'revoked';
  }

  private async read(id: string): Promise<Share> {
    const known = this.deps.find(id);
    if (known !== undefined) return known;
    const { shares } = await this.deps.call('share.list', {});
    const found = shares.find((share) => share.id === id);
    if (found === undefined) throw new CallFailed('not-found', '', null);
    return found;
  }
}
