import * as v from 'valibot';
import type { ChannelId, LiveSource, Protocol, Quality } from '../../typings/contract/domain';
import type { Clock, TokenLease } from './ports';

export interface Opening {
  readonly channelId: ChannelId;
  readonly quality: Quality;
  readonly avoid: readonly Protocol[];
  /** Until when who asks may begin to watch, epoch ms: only who may as long shares what was opened. */
  readonly until: number | undefined;
}

/** Gives everybody who comes back to the same camera within seconds the addresses that the first of them got. */
export type ShareOpening = (
  opening: Opening,
  open: () => Promise<readonly LiveSource[]>,
) => Promise<readonly LiveSource[]>;

/**
 * How long addresses serve others. The lease hands them out for half of it and then lets one caller fetch new ones;
 * Ovopark closes a channel that nobody pulls for 10 s.
 */
const SHARED_MS = 18_000;

const sources = v.array(
  v.object({
    protocol: v.picklist(['flv', 'rtmp', 'hls']),
    url: v.string(),
    codec: v.picklist(['h264', 'h265', 'unknown']),
    expiresAt: v.nullable(v.number()),
  }),
);

/** Shares openings over all instances as tokens are shared: one vendor call, everybody else waits for its answer. */
export function createShareOpening(lease: TokenLease, clock: Clock): ShareOpening {
  return async ({ channelId, quality, avoid, until }, open) => {
    const key = [
      'live',
      channelId,
      quality,
      ...[...new Set(avoid)].sort(),
      ...(until === undefined ? [] : [until]),
    ].join(':');
    const value = await lease.use(key, async () => ({
      value: JSON.stringify(await open()),
      expiresAt: clock.now() + SHARED_MS,
    }));
    return v.parse(sources, JSON.parse(value));
  };
}
