import * as v from 'valibot';
import { chinaTime } from '../../../core/china-time';
import { CallError } from '../../../core/errors';
import type { Span } from '../../../core/capabilities';
import type { ChannelAddress } from '../../../core/ports';
import { optionalText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { liveRefusals } from '../codes';
import { assertWithin } from '../limits';
import { assertPicture } from '../picture-bytes';
import { anyReply, channelQuery } from '../wire';

/** `protocol_type` of guide §4.1. */
const PROTOCOL_NUMBER = { rtmp: 0, hls: 1, 'https-hls': 2 } as const;
export type PlayProtocol = keyof typeof PROTOCOL_NUMBER;

const host = v.pipe(v.string(), v.regex(/^[\w.\-[\]:]+:\d{1,5}$/));

const playReply = v.looseObject({
  data: v.looseObject({
    /** `host:port`. */
    addr: host,
    accessToken: v.string(),
    type: optionalText,
    /** Host of the thumbnails, in newer editions. */
    coveraddr: v.nullish(host),
  }),
});
/** Where a stream is, and the token that opens it: what addresses are put together from. */
export type PlayAddress = v.InferOutput<typeof playReply>['data'];

const LONGEST_IDLE_S = 120;

/** Guide §4: live pictures and those of the past. */
export function playApi({ call, fetchBytes }: OnenetClient) {
  return {
    /** §4.1. */
    async readAddress(address: ChannelAddress, protocol: PlayProtocol): Promise<PlayAddress> {
      const query = { ...channelQuery(address), protocol_type: PROTOCOL_NUMBER[protocol] };
      const path = 'ipc/video/play_address';
      return (await call({ path, query, schema: playReply, refusals: liveRefusals })).data;
    },

    /** §4.2. Has the vendor fetch an HLS stream in advance; it lets go after `idleSeconds` without a viewer. */
    async preload(address: ChannelAddress, play: PlayAddress, idleSeconds: number): Promise<void> {
      assertWithin(idleSeconds >= 1 && idleSeconds <= LONGEST_IDLE_S, `preloading idles 1 to ${LONGEST_IDLE_S} s`);
      const path = `${hlsFolder(address, play)}/preload?token=${play.accessToken}&idle_time=${idleSeconds}`;
      await call({ path, label: 'preload', kind: 'command', schema: anyReply, refusals: liveRefusals });
    },

    /** §4.3. The page prints the address in two spellings; the second is tried where the first is not found. */
    async fetchThumbnail({ deviceId, channelId }: ChannelAddress, play: PlayAddress): Promise<Uint8Array> {
      const fetch = async (separator: string): Promise<Uint8Array> => {
        const folder = `http://${play.coveraddr ?? play.addr}/live_preview`;
        const path = `${folder}/${deviceId}${separator}${channelId}?token=${play.accessToken}`;
        const bytes = await fetchBytes({ path, label: 'live_preview', auth: 'none', refusals: liveRefusals });
        return assertPicture(bytes, 'live_preview');
      };
      return fetch('-').catch((error: unknown) => {
        if (error instanceof CallError && error.code === 'not-found') return fetch('_');
        throw error;
      });
    },
  };
}

/** The live address that callers put together themselves; the token goes in byte for byte. */
export function liveUrl(protocol: PlayProtocol, address: ChannelAddress, play: PlayAddress): string {
  if (protocol !== 'rtmp') return `${hlsFolder(address, play, protocol)}/index.m3u8?${play.accessToken}`;
  return `rtmp://${play.addr}/live/${address.deviceId}-${address.channelId}?${play.accessToken}`;
}

/**
 * The address of what the camera itself recorded; there is none for HLS. The page's example has 12 digits, the
 * vendor's own apps send 14, which alone can name the seconds that recordings begin and end at.
 */
export function historyUrl(address: ChannelAddress, span: Span, play: PlayAddress): string {
  const [begin, end] = [span.from, span.to].map((at) => chinaTime(at).replace(/\D/g, ''));
  const name = [address.deviceId, address.channelId, begin, end].join('-');
  return `rtmp://${play.addr}/rvod/${name}?${play.accessToken}`;
}

function hlsFolder({ deviceId, channelId }: ChannelAddress, play: PlayAddress, protocol: PlayProtocol = 'hls'): string {
  const scheme = protocol === 'https-hls' || play.type === 'https' ? 'https' : 'http';
  return `${scheme}://${play.addr}/live/live_${deviceId}_${channelId}`;
}
