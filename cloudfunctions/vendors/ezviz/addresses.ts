import type { LiveSource, Protocol } from '../../../typings/contract/domain';
import { CallError } from '../../core/errors';
import type { ChannelAddress, Clock } from '../../core/ports';
import type { EzvizRead } from './client';
import type { Params } from './requests';
import { channelFields, expiryOf, liveReply, type AddressProtocol } from './wire';

/** How long an address may be used for new pulls, s. The guide allows 30 s to 720 days. */
const LIFE_SECONDS = { least: 30, most: 3600 };

/** What is to be watched. */
export interface AddressWish {
  readonly address: ChannelAddress;
  /** Best first. */
  readonly protocols: readonly AddressProtocol[];
  /** The call's own words for it; `type` tells live pictures (absent) from recordings. */
  readonly params: Params;
  /** Epoch ms at which it ends, if not before. */
  readonly until?: number | undefined;
}

/** Asks for the best protocol outside `avoid` that the device has not refused yet. */
export type AskAddress = (wish: AddressWish, avoid: readonly Protocol[]) => Promise<readonly LiveSource[]>;

/** One call yields one protocol. A device that refuses a protocol is asked for the next, now and from then on. */
export function createAddressCalls(read: EzvizRead, clock: Pick<Clock, 'now'>): AskAddress {
  const refused = new Set<string>();

  async function ask({ address, params, until }: AddressWish, wanted: AddressProtocol): Promise<LiveSource> {
    const fields = {
      ...channelFields(address),
      protocol: wanted.number,
      ...params,
      expireTime: lifeOf(until, clock.now()),
    };
    const { data } = await read('v2/live/address/get', fields, liveReply);
    if (!wanted.scheme.test(data.url)) {
      throw new CallError('vendor-protocol', 'ezviz v2/live/address/get: not the protocol asked for', {
        vendor: 'ezviz',
      });
    }
    return { protocol: wanted.protocol, url: data.url, codec: 'unknown', expiresAt: expiryOf(data) };
  }

  return async (wish, avoid) => {
    const keyOf = (protocol: Protocol): string => `${wish.address.deviceId}:${wish.params.type ?? ''}:${protocol}`;
    const wanted = choose(wish.protocols, ({ protocol }) => !avoid.includes(protocol));
    const offered = choose(wanted, ({ protocol }) => !refused.has(keyOf(protocol)));
    const skipped: Protocol[] = [];
    for (const [index, protocol] of offered.entries()) {
      try {
        const source = await ask(wish, protocol);
        for (const name of skipped) refused.add(keyOf(name));
        return [source];
      } catch (error) {
        if (index === offered.length - 1 || !isProtocolRefused(error)) throw error;
        skipped.push(protocol.protocol);
      }
    }
    throw new CallError('internal', 'no protocol to ask for');
  };
}

function lifeOf(until: number | undefined, now: number): number {
  const seconds = until === undefined ? Infinity : Math.floor((until - now) / 1000);
  return Math.min(LIFE_SECONDS.most, Math.max(LIFE_SECONDS.least, seconds));
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
