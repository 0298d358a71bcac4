import { createHash } from 'node:crypto';
import type { ChannelId } from '../../typings/contract/domain';
import type { ChannelAddress } from './ports';

/**
 * Our id of a vendor's channel: the same at every sync, and not to be guessed from the vendor's numbers, because
 * account ids are random. The vendor's grouping is left out: a camera that moves there stays the same camera here.
 */
export function channelIdOf(accountId: string, address: Pick<ChannelAddress, 'deviceId' | 'channelId'>): ChannelId {
  const name = JSON.stringify([accountId, address.deviceId, address.channelId]);
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}
