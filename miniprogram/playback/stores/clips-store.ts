import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId, Clip } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { ClipPoll } from './clip-poll';
import { Ticking } from '../../stores/ticking';
import { Waiting, type WaitPhase } from '../../stores/waiting';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
}

/** Why something asked of a clip did not happen. */
export interface ClipProblem {
  readonly clipId: string;
  readonly failure: CallFailed;
}

type PlainMember = 'deps' | 'poll' | 'waiting' | 'ticking' | 'stopNetwork' | 'round' | 'changes';

/** The clips that this person asked for, of one camera or of all, and how they stand while somebody looks. */
export class ClipsStore {
  /** Newest first; null before they are known. */
  clips: readonly Clip[] | null = null;
  /** Why they could not be asked for; what is shown is of an earlier time then. */
  failure: CallFailed | null = null;
  /** Epoch ms of the last list. */
  asOf = 0;
  problem: ClipProblem | null = null;
  /** Clips of which something was asked that is not answered yet. */
  private busy: readonly string[] = [];
  private channelId: ChannelId | null = null;
  private round = 0;
  /** How often something was made anew or removed. */
  private changes = 0;
  private readonly poll: ClipPoll;
  private readonly waiting: Waiting;
  private readonly ticking: Ticking;
  private stopNetwork = (): void => {};

  constructor(private readonly deps: Deps) {
    const { call, clock } = deps;
    this.waiting = new Waiting(clock);
    this.ticking = new Ticking(clock);
    this.poll = new ClipPoll({
      call,
      clock,
      clips: () => this.clips ?? [],
      onClip: (fresh, seen) => this.replace(fresh, seen),
      onGone: (id) => this.drop(id),
    });
    makeAutoObservable<this, PlainMember | 'busy' | 'channelId'>(
      this,
      {
        clips: observable.ref,
        failure: observable.ref,
        problem: observable.ref,
        busy: observable.ref,
        channelId: observable.ref,
        deps: false,
        poll: false,
        waiting: false,
        ticking: false,
        stopNetwork: false,
        round: false,
        changes: false,
      },
      { autoBind: true },
    );
  }

  /** Shows the clips of this camera, or all when it is null. */
  open(channelId: ChannelId | null): void {
    this.round += 1;
    this.channelId = channelId;
    this.clips = null;
    this.failure = null;
    this.problem = null;
  }

  /** The page came to the front. */
  show(): void {
    this.hide();
    this.ticking.start();
    this.stopNetwork = this.deps.network.onChange(({ connected }) => {
      if (connected && this.failure !== null) void this.refresh();
    });
    void this.refresh();
    this.poll.start();
  }

  /** The page left the front: nothing is asked for it any more. */
  hide(): void {
    this.stopNetwork();
    this.ticking.stop();
    this.poll.stop();
  }

  async refresh(): Promise<void> {
    const { call, clock } = this.deps;
    const round = ++this.round;
    const { channelId, changes } = this;
    this.waiting.begin();
    const answer = await call('clip.list', channelId === null ? {} : { channelId }).catch(failureOf);
    if (round !== this.round) return;
    if (changes !== this.changes) return this.refresh(); // the list may be from before the change
    runInAction(() => {
      this.waiting.end();
      if ('clips' in answer) {
        this.clips = answer.clips;
        this.failure = null;
        this.asOf = clock.now();
      } else {
        this.failure = answer;
        if (!isPassing(answer)) this.clips = null;
      }
    });
    this.poll.moved();
  }

  /** Has what failed or expired made anew. */
  async retry(id: string): Promise<void> {
    const made = await this.ask(id, () => this.deps.call('clip.retry', { id }));
    if (made === null) return;
    runInAction(() => {
      this.changes += 1;
      this.clips = this.clips?.map((clip) => (clip.id === id ? made : clip)) ?? null;
    });
    this.poll.moved();
  }

  /** Forgets a clip; tells whether it is gone. */
  async remove(id: string): Promise<boolean> {
    const done = await this.ask(id, async () => {
      await this.deps.call('clip.remove', { id });
      return true;
    });
    if (done === true) runInAction(() => this.drop(id));
    return done === true;
  }

  isBusy(id: string): boolean {
    return this.busy.includes(id);
  }

  /** How long the first list keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.clips === null ? this.waiting.phase : 'none';
  }

  /** Epoch ms, as far as words need it. */
  get now(): number {
    return this.ticking.now;
  }

  /** Null when it failed, which `problem` tells; one that is gone already is no failure. */
  private async ask<T>(id: string, work: () => Promise<T>): Promise<T | null> {
    if (this.isBusy(id)) return null;
    this.busy = [...this.busy, id];
    this.problem = null;
    const answer = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ failure: failureOf(error) }),
    );
    runInAction(() => {
      this.busy = this.busy.filter((other) => other !== id);
      if ('value' in answer) return;
      if (answer.failure.code === 'not-found') this.drop(id);
      else this.problem = { clipId: id, failure: answer.failure };
    });
    return 'value' in answer ? answer.value : null;
  }

  /** An answer about a clip that was changed meanwhile is of no use any more. */
  private replace(fresh: Clip, seen: Clip): void {
    this.clips = this.clips?.map((clip) => (clip === seen ? fresh : clip)) ?? null;
  }

  private drop(id: string): void {
    this.changes += 1;
    this.clips = this.clips?.filter((clip) => clip.id !== id) ?? null;
  }
}
