import type { Codec } from '../../../typings/contract/domain';
import type { StorageMedium } from '../../../typings/contract/health';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { PushedStream } from '../../core/health/streams';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import type { OnenetApi } from './api';

const CARD_STATES: Readonly<Record<number, StorageMedium['state']>> = { 0: 'missing', 1: 'ok', 2: 'broken', 3: 'full' };
/** What a camera says to a command that it never heard of. */
const UNHEARD_OF: readonly ErrorCode[] = ['unsupported', 'invalid-argument'];

/** The one memory card of a camera of the newest edition (_ext_); others are `unsupported`. */
export async function readStorage({ settings }: OnenetApi, address: ChannelAddress): Promise<readonly StorageMedium[]> {
  try {
    const { state, ...sizes } = await settings.readCard(address);
    return [{ state: CARD_STATES[state] ?? 'unknown', ...sizes }];
  } catch (error) {
    if (!(error instanceof CallError && UNHEARD_OF.includes(error.code))) throw error;
    throw new CallError('unsupported', 'the camera tells nothing of its card', { vendor: 'onenet', cause: error });
  }
}

const CODECS: Readonly<Record<string, Codec>> = { h264: 'h264', h265: 'h265', hevc: 'h265' };

/** Guide §13.2. */
export async function readPushing(
  { statistics }: OnenetApi,
  { deviceId, channelId }: ChannelAddress,
): Promise<PushedStream | null> {
  const found = await statistics.listPushers({ deviceId, channelId });
  const own = found.find((stream) => stream.deviceId === deviceId && stream.channelId === channelId);
  if (!own) return null;
  const codec = CODECS[own.videoCodec.toLowerCase()] ?? 'unknown';
  return { codec, size: own.resolution, framesPerSecond: own.framesPerSecond, lastsMs: own.lastsMs };
}
