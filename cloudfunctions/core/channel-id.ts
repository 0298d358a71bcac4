import type { ChannelId } from '../../typings/contract/domain';
import { digestId } from './digest-id';
import type { ChannelAddress } from './ports';

/**
 * Our id of a vendor's channel: the same at every sync, and not to be guessed from the vendor's numbers, because
 * account ids are random. The vendor's grouping is left out: a camera that moves there stays the same camera here.
 */
export function channelIdOf(accountId: string, address: Pick<ChannelAddress, 'deviceId' | 'channelId'>): ChannelId {
  return digestId(accountId, address.deviceId, address.channelId);
}

/** The id of a placement of all channels that a vendor will list of a device. */
export function devicePlaceOf(accountId: string, deviceId: string): string {
  return digestId(accountId, deviceId);
}
