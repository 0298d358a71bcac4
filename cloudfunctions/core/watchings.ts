import type { ChannelId, StoreId } from '../../typings/contract/domain';

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
