import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';

interface Deps {
  readonly call: Call;
  /** A camera that a list has loaded before; spares a call. */
  readonly find?: (id: ChannelId) => Channel | undefined;
}

/** The record of the one camera that a page is about. */
export class ChannelRecord {
  /** Null while it is not known, and where it cannot be read: then only the name is missing. */
  channel: Channel | null = null;
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'round'>(this, { channel: observable.ref, deps: false, round: false });
  }

  async select(id: ChannelId): Promise<void> {
    const round = ++this.round;
    this.channel = this.deps.find?.(id) ?? null;
    if (this.channel !== null) return;
    const page = await this.deps.call('channel.list', { ids: [id] }).catch(() => null);
    runInAction(() => {
      if (round === this.round) this.channel = page?.channels[0] ?? null;
    });
  }

  clear(): void {
    this.round += 1;
    this.channel = null;
  }
}
