import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import type { DeviceMessage } from '../../../typings/contract/tools';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** How far back is looked. */
export const RANGES = ['hour', 'day', 'week'] as const;
export type MessageRange = (typeof RANGES)[number];

const HOUR = 3_600_000;
const LENGTHS: Readonly<Record<MessageRange, number>> = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** What a camera's device sent of its own accord. */
export class DeviceMessages {
  range: MessageRange = 'day';
  /** Newest first; null before they are known. */
  messages: readonly DeviceMessage[] | null = null;
  /** Whether there were more than are handed out. */
  more = false;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told those shown. */
  asOf = 0;
  private channelId: ChannelId | null = null;
  private round = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'channelId' | 'round' | 'waiting'>(
      this,
      {
        ...{ messages: observable.ref, failure: observable.ref },
        ...{ deps: false, channelId: false, round: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  /** Also while those of before are shown. */
  get wait(): WaitPhase {
    return this.waiting.phase;
  }

  async open(channelId: ChannelId): Promise<void> {
    this.leave();
    this.channelId = channelId;
    await this.refresh();
  }

  /** What still comes is of no use. */
  leave(): void {
    this.round += 1;
    this.waiting.end();
    this.channelId = null;
    this.messages = null;
    this.more = false;
    this.failure = null;
  }

  async look(range: MessageRange): Promise<void> {
    this.range = range;
    this.messages = null;
    await this.refresh();
  }

  /** Those known stay shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const { channelId } = this;
    if (channelId === null) return;
    const round = ++this.round;
    const to = this.deps.clock.now();
    this.failure = null;
    this.waiting.begin();
    const span = { from: to - LENGTHS[this.range], to };
    const answer = await this.deps.call('message.list', { channelId, ...span }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer)) this.messages = null;
        return;
      }
      this.asOf = to;
      this.messages = answer.messages;
      this.more = answer.more;
    });
  }
}
