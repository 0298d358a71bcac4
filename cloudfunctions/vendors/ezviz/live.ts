import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import type { EzvizRead } from './client';
import { expiryOf, LIVE_PROTOCOLS, liveReply, QUALITY_NUMBER, type LiveProtocol } from './wire';

/** How long an address may be used for new pulls, s. The guide allows 30 s to 720 days. */
const LIFE_SECONDS = 3600;

export type OpenLive = (
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
) => Promise<readonly LiveSource[]>;

/** One call yields one protocol. A device that refuses a protocol is asked for the next, now and from then on. */
export function createOpenLive(read: EzvizRead): OpenLive {
  const refused = new Set<string>();

  async function ask({ deviceId, channelId }: ChannelAddress, quality: Quality, wanted: LiveProtocol) {
    const params = {
      deviceSerial: deviceId,
      channelNo: channelId,
      protocol: wanted.number,
      quality: QUALITY_NUMBER[quality],
      expireTime: LIFE_SECONDS,
    };
    const { data } = await read('v2/live/address/get', params, liveReply);
    if (!wanted.scheme.test(data.url)) {
      throw new CallError('vendor-protocol', 'ezviz v2/live/address/get: not the protocol asked for', {
        vendor: 'ezviz',
      });
    }
    return { protocol: wanted.protocol, url: data.url, codec: 'unknown' as const, expiresAt: expiryOf(data) };
  }

  return async (address, quality, avoid) => {
    const wanted = choose(LIVE_PROTOCOLS, ({ protocol }) => !avoid.includes(protocol));
    const offered = choose(wanted, ({ protocol }) => !refused.has(`${address.deviceId}:${protocol}`));
    const skipped: Protocol[] = [];
    for (const [index, protocol] of offered.entries()) {
      try {
        const source = await ask(address, quality, protocol);
        for (const name of skipped) refused.add(`${address.deviceId}:${name}`);
        return [source];
      } catch (error) {
        if (index === offered.length - 1 || !isProtocolRefused(error)) throw error;
        skipped.push(protocol.protocol);
      }
    }
    throw new CallError('internal', 'no protocol to ask for');
  };
}

/** The items that `keep` holds good, or all of them when it holds for none. */
function choose<T>(items: readonly T[], keep: (item: T) => boolean): readonly T[] {
  const kept = items.filter(keep);
  return kept.length > 0 ? kept : items;
}

/** Older accounts and devices know rtmp only, and call the others a bad parameter or unsupported. */
function isProtocolRefused(error: unknown): boolean {
  return error instanceof CallError && (error.code === 'unsupported' || error.code === 'invalid-argument');
}
