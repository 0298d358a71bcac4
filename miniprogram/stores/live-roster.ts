import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../typings/contract/domain';
import type { Call } from '../services/call';

interface Deps {
  readonly call: Call;
  /** The record of a camera that the list has loaded before. */
  readonly find?: (id: ChannelId) => Channel | undefined;
}

/** As many as one page of `channel.list` holds. */
const MOST_NEIGHBOURS = 100;

/** The camera being watched, and the other cameras of its store. */
export class LiveRoster {
  channel: Channel | null = null;
  neighbours: readonly Channel[] = [];
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'round'>(this, {
      channel: observable.ref,
      neighbours: observable.ref,
      deps: false,
      round: false,
    });
  }

  /** What is known of a camera without asking. */
  known(id: ChannelId): Channel | null {
    return this.neighbours.find((each) => each.id === id) ?? this.deps.find?.(id) ?? null;
  }

  /** Makes this the camera being watched, and learns what is not known yet; null when that cannot be learned. */
  async select(id: ChannelId): Promise<Channel | null> {
    const round = ++this.round;
    this.channel = this.known(id);
    const channel = this.channel ?? (await this.fetch(id));
    if (round !== this.round) return null;
    runInAction(() => {
      this.channel = channel;
    });
    if (channel && !this.neighbours.some((each) => each.id === id)) void this.fetchNeighbours(channel, round);
    return channel;
  }

  clear(): void {
    this.round += 1;
    this.channel = null;
    this.neighbours = [];
  }

  /** Where the camera stands among its neighbours; -1 while that is not known. */
  get position(): number {
    const { channel } = this;
    return channel === null ? -1 : this.neighbours.findIndex(({ id }) => id === channel.id);
  }

  /** The camera `offset` places away, round the end to the beginning; null when there is no other. */
  neighbour(offset: number): Channel | null {
    const { neighbours, position } = this;
    if (position < 0 || neighbours.length < 2) return null;
    return neighbours[(position + offset + neighbours.length) % neighbours.length] ?? null;
  }

  private async fetch(id: ChannelId): Promise<Channel | null> {
    // The picture has its own call and words; without its record only the name is missing.
    const page = await this.deps.call('channel.list', { ids: [id] }).catch(() => null);
    return page?.channels[0] ?? null;
  }

  private async fetchNeighbours({ storeId }: Channel, round: number): Promise<void> {
    const page = await this.deps.call('channel.list', { storeId, limit: MOST_NEIGHBOURS }).catch(() => null);
    if (page === null || round !== this.round) return;
    runInAction(() => {
      this.neighbours = page.channels;
    });
  }
}
