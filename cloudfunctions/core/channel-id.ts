import { createHash } from 'node:crypto';
import type { ChannelId } from '../../typings/contract/domain';
import type { ChannelAddress } from './ports';

/**
 * Our id of a vendor's channel: the same at every sync, and not to be guessed from the vendor's numbers, because
 * account ids are random. The vendor's grouping is left out: a camera that moves there stays the same camera here.
 */
export function channelIdOf(accountId: string, address: Pick<ChannelAddress, 'deviceId' | 'channelId'>): ChannelId {
  return digest([accountId, address.deviceId, address.channelId]);
}

/** The id of a placement of all channels that a vendor will list of a device. */
export function devicePlaceOf(accountId: string, deviceId: string): string {
  return digest([accountId, deviceId]);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
