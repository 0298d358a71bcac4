import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import type { AskAddress } from './addresses';
import type { EzvizClient } from './client';
import { channelFields, LIVE_PROTOCOLS, QUALITY_NUMBER } from './wire';

export type OpenLive = (
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
  until?: number,
) => Promise<readonly LiveSource[]>;

export function createOpenLive(ask: AskAddress): OpenLive {
  return (address, quality, avoid, until) =>
    ask({ address, protocols: LIVE_PROTOCOLS, params: { quality: QUALITY_NUMBER[quality] }, until }, avoid);
}

/** Ends an address before its time; the vendor knows it by the id that the address itself carries. */
export function createDisableAddress({ command }: EzvizClient) {
  return async (address: ChannelAddress, { url }: Pick<LiveSource, 'url'>): Promise<void> => {
    const urlId = /[?&]id=(\d+)(?:&|$)/.exec(url)?.[1];
    if (urlId === undefined) throw new CallError('invalid-argument', 'the address carries no id of its own');
    await command('live/address/disable', { ...channelFields(address), urlId });
  };
}
