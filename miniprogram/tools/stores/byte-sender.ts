import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ReadableBytes, TypedBytes } from '../../../typings/contract/tools';
import { failureOf, wasLost, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';
import { bytesProblem, countBytes, toTypedBytes, type BytesMode, type BytesProblem } from '../utils/typed-bytes';

/** How what was sent stands. */
export type SendStage =
  | { readonly kind: 'none' | 'sending' }
  /** `reply`: null where nothing was said, or nothing is ever said. */
  | { readonly kind: 'sent'; readonly reply: ReadableBytes | null }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

/** What goes out; asked again with the same key, nothing is done twice. */
export interface ByteWish {
  readonly data: TypedBytes;
  readonly requestKey: string;
}

interface Deps {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random?: () => number;
  /** As many bytes as may be sent. */
  readonly most: number;
  readonly send: (wish: ByteWish) => Promise<ReadableBytes | null>;
}

/** Whether it may have been sent all the same: also where the cloud waited for its vendor in vain. */
export const mayBeSent = (failure: Pick<CallFailed, 'code'>): boolean =>
  wasLost(failure) || failure.code === 'vendor-protocol';

/** Bytes that somebody types and sends. */
export class ByteSender {
  mode: BytesMode = 'text';
  typed = '';
  stage: SendStage = { kind: 'none' };
  /** Whether sending was tried: until then nobody is told that the field is empty. */
  private tried = false;
  /** Of a wish whose answer got lost; null when the next is a new one. */
  private lostKey: string | null = null;
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'round' | 'lostKey'>(
      this,
      { stage: observable.ref, deps: false, round: false, lostKey: false },
      { autoBind: true },
    );
  }

  get most(): number {
    return this.deps.most;
  }

  get count(): number {
    return countBytes(this.mode, this.typed);
  }

  get problem(): BytesProblem | null {
    const problem = bytesProblem(this.mode, this.typed, this.deps.most);
    return problem === 'empty' && !this.tried ? null : problem;
  }

  get busy(): boolean {
    return this.stage.kind === 'sending';
  }

  choose(mode: BytesMode): void {
    if (!this.busy && mode !== this.mode) this.wishAnew({ mode, typed: '' });
  }

  type(typed: string): void {
    if (!this.busy) this.wishAnew({ mode: this.mode, typed });
  }

  /** Forgets what was typed and how it ended; what still comes is of no use. */
  reset(): void {
    this.round += 1;
    this.wishAnew({ mode: 'text', typed: '' });
  }

  async send(): Promise<void> {
    this.tried = true;
    if (this.busy || this.problem !== null) return;
    const round = ++this.round;
    const { clock, random } = this.deps;
    const requestKey = this.lostKey ?? uniqueName({ now: clock.now(), random });
    this.stage = { kind: 'sending' };
    const answer = await this.deps.send({ data: toTypedBytes(this.mode, this.typed), requestKey }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.lostKey = answer instanceof Error && mayBeSent(answer) ? requestKey : null;
      this.stage = answer instanceof Error ? { kind: 'failed', failure: answer } : { kind: 'sent', reply: answer };
    });
  }

  private wishAnew({ mode, typed }: { readonly mode: BytesMode; readonly typed: string }): void {
    this.mode = mode;
    this.typed = typed;
    this.tried = false;
    this.lostKey = null;
    this.stage = { kind: 'none' };
  }
}
