import type { ChannelId, StoreId } from '../../typings/contract/domain';
import { addNew, PAGE, type Database } from './database';

/** Collection `watchings`: who watches what at this moment; the id is the `openId` of the watching. */
export interface WatchingDocument {
  readonly _id: string;
  /** An openid. */
  readonly person: string;
  readonly channelId: ChannelId;
  readonly storeId: StoreId;
  readonly kind: 'live' | 'playback';
  /** Epoch ms. */
  readonly since: number;
  /** Epoch ms of the last beat. */
  readonly seenAt: number;
}

/** What goes on right now, as far as phones say so. What they have done is in the audit. */
export interface Watchings {
  /** Notes that it still goes on: one operation, and one more the first time. */
  beat(watching: WatchingDocument): Promise<void>;
  end(openId: string): Promise<void>;
  /** Those of a camera that were seen after an instant, epoch ms; the last to begin comes first. */
  current(channelId: ChannelId, after: number): Promise<readonly WatchingDocument[]>;
  /** Forgets those that nobody has seen since; tells how many. */
  removeUnseen(since: number): Promise<number>;
}

export function createWatchings(database: Database): Watchings {
  const watchings = database.collection('watchings');
  return {
    async beat(watching) {
      const { _id, seenAt } = watching;
      if ((await watchings.update({ _id }, { seenAt })) > 0) return;
      await addNew(watchings, watching); // unless another beat of it came in between
    },
    async end(_id) {
      await watchings.remove({ _id });
    },
    async current(channelId, after) {
      const found = await watchings.find({
        where: { channelId, seenAt: { above: after } },
        sort: ['-seenAt'],
        limit: PAGE,
      });
      return [...found].sort((one, other) => other.since - one.since);
    },
    removeUnseen: (since) => watchings.remove({ seenAt: { below: since } }),
  };
}
