import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { CameraHealth } from '../../../typings/contract/health';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** An outage is told by two looks a minute apart, so a page that was left for less shows what it knew. */
const FRESH_MS = 60_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A camera that a list has loaded before: its name is there at once. */
  readonly find: (id: ChannelId) => Channel | undefined;
}

/** How one camera is, as the vendor says when somebody looks. */
export class HealthStore {
  channelId: ChannelId | null = null;
  /** The camera's; empty before it is known. */
  name = '';
  /** Null before it is known. */
  health: CameraHealth | null = null;
  /** Epoch ms; 0 before it is known. */
  asOf = 0;
  failure: CallFailed | null = null;
  refreshing = false;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'waiting'>(
      this,
      { health: observable.ref, failure: observable.ref, deps: false, round: false, waiting: false },
      { autoBind: true },
    );
  }

  /** How long the first answer keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.health === null && this.failure === null ? this.waiting.phase : 'none';
  }

  open(channelId: ChannelId): void {
    this.leave();
    this.channelId = channelId;
    this.name = this.deps.find(channelId)?.name ?? '';
  }

  /** The page came to the front. */
  async show(): Promise<void> {
    if (this.deps.clock.now() - this.asOf >= FRESH_MS) await this.refresh();
  }

  /** The page is gone: what still comes is of no use. */
  leave(): void {
    this.round += 1;
    this.waiting.end();
    this.channelId = null;
    this.name = '';
    this.health = null;
    this.asOf = 0;
    this.failure = null;
    this.refreshing = false;
  }

  async refresh(): Promise<void> {
    const { channelId } = this;
    if (channelId === null || this.refreshing) return;
    const round = ++this.round;
    this.refreshing = true;
    if (this.health === null) this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('camera.health', { channelId }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      this.refreshing = false;
      if (answer instanceof Error) this.fail(answer);
      else this.become(answer);
    });
  }

  private become(health: CameraHealth): void {
    this.failure = null;
    this.health = health;
    this.name = health.name;
    this.asOf = this.deps.clock.now();
  }

  private fail(failure: CallFailed): void {
    this.failure = failure;
    if (isPassing(failure)) return;
    this.health = null;
    this.asOf = 0;
  }
}
