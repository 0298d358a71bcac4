import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Viewer } from '../../../typings/contract/audit';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** A watching that begins is known to the cloud within 20 s, so asking more often tells nothing new. */
const REFRESH_MS = 15_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A camera that a list has loaded before; spares a call. */
  readonly find: (id: ChannelId) => Channel | undefined;
}

/** Who watches one camera now; asked again every 15 s while somebody looks. */
export class ViewersStore {
  channelId: ChannelId | null = null;
  /** The camera's; empty before it is known. */
  name = '';
  /** The last to begin comes first; null before they are known. */
  viewers: readonly Viewer[] | null = null;
  /** Null where the vendor does not count. */
  vendorCount: number | null = null;
  /** Epoch ms; 0 before they are known. */
  asOf = 0;
  failure: CallFailed | null = null;
  refreshing = false;
  private isShown = false;
  private round = 0;
  private readonly waiting: Waiting;
  private cancel = (): void => {};

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'waiting' | 'round' | 'cancel' | 'isShown'>(
      this,
      {
        viewers: observable.ref,
        failure: observable.ref,
        deps: false,
        waiting: false,
        round: false,
        cancel: false,
        isShown: false,
      },
      { autoBind: true },
    );
  }

  async open(channelId: ChannelId): Promise<void> {
    this.round += 1;
    this.channelId = channelId;
    this.name = this.deps.find(channelId)?.name ?? '';
    this.viewers = null;
    this.vendorCount = null;
    this.asOf = 0;
    this.failure = null;
    this.refreshing = false;
    if (this.isShown) void this.refresh();
    if (this.name !== '') return;
    // Only the title hangs on it; the list has its own words for a failure.
    const page = await this.deps.call('channel.list', { ids: [channelId] }).catch(() => null);
    runInAction(() => {
      if (this.channelId === channelId) this.name = page?.channels[0]?.name ?? '';
    });
  }

  /** The page is gone. */
  close(): void {
    this.hide();
    this.channelId = null;
  }

  /** The page came to the front. */
  show(): void {
    this.isShown = true;
    void this.refresh();
  }

  hide(): void {
    this.isShown = false;
    this.round += 1;
    this.refreshing = false;
    this.waiting.end();
    this.cancel();
  }

  async refresh(): Promise<void> {
    const { channelId } = this;
    if (channelId === null || this.refreshing) return;
    const round = ++this.round;
    this.cancel();
    this.refreshing = true;
    this.waiting.begin();
    const answer = await this.deps.call('watching.list', { channelId }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      this.refreshing = false;
      if (answer instanceof Error) this.failure = answer;
      else {
        this.failure = null;
        this.viewers = answer.viewers;
        this.vendorCount = answer.vendorCount;
        this.asOf = this.deps.clock.now();
      }
    });
    const isBarred = answer instanceof Error && !isPassing(answer);
    // Who may not know must not be told what was known.
    if (isBarred) runInAction(() => (this.viewers = null));
    else if (this.isShown) this.cancel = this.deps.clock.after(REFRESH_MS, () => void this.refresh());
  }

  /** How long the first answer keeps a person waiting; `none` once there is one. */
  get wait(): WaitPhase {
    return this.viewers === null && this.failure === null ? this.waiting.phase : 'none';
  }
}
