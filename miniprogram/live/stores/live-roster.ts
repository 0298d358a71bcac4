import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId, ChannelStatus, Reachability } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';

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
  private listed: readonly Channel[] = [];
  /** What was learned here; the list of the store may be older. */
  private learned: ReadonlyMap<ChannelId, ChannelStatus> = new Map();
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'round' | 'listed' | 'learned'>(this, {
      channel: observable.ref,
      listed: observable.ref,
      learned: observable.ref,
      deps: false,
      round: false,
    });
  }

  /** The cameras of the store with what is known of each now. */
  get neighbours(): readonly Channel[] {
    return this.listed.map((each) => ({ ...each, status: this.learned.get(each.id) ?? each.status }));
  }

  /** Takes what the cloud says of a camera. */
  takeStatus(status: ChannelStatus): void {
    this.learned = new Map(this.learned).set(status.id, status);
  }

  /** Takes what an attempt to watch has shown of a camera, which counts more than what was read. */
  takeEvidence(id: ChannelId, reachability: Reachability, checkedAt: number): void {
    if (this.learned.get(id)?.reachability === reachability) return;
    const condition = this.learned.get(id)?.condition ?? this.known(id)?.status.condition ?? 'clear';
    this.takeStatus({ id, reachability, since: null, condition, checkedAt });
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
    this.listed = [];
    this.learned = new Map();
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
      this.listed = page.channels;
    });
  }
}
