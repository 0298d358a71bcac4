import * as v from 'valibot';
import { chinaTime } from '../../../core/china-time';
import { CallError } from '../../../core/errors';
import type { ChannelAddress, Clock } from '../../../core/ports';
import { idText, integer, optionalText } from '../../../core/reply-fields';
import { refusalOf } from '../../../core/vendor-calls';
import type { OnenetClient } from '../client';
import { deletionRefusals } from '../codes';
import { assertWithin } from '../limits';
import { anyReply, channelQuery, chinaEnd, chinaTimeText, kilobytes, pageInfo } from '../wire';

const videoRow = v.looseObject({
  videoid: idText,
  name: optionalText,
  start: chinaTimeText,
  end: chinaEnd,
  size: v.nullish(kilobytes, 0),
  hls_url: optionalText,
  rtmp_url: optionalText,
});
const videosReply = v.looseObject({
  data: v.looseObject({ videos: v.nullish(v.array(videoRow), []) }),
  page_info: pageInfo,
});
/** `durtion`, in seconds, is the vendor's spelling. */
const videoReply = v.looseObject({ data: v.looseObject({ ...videoRow.entries, durtion: v.nullish(integer) }) });
const deletedReply = v.looseObject({ data: v.array(v.looseObject({ code: integer })) });
const tokenReply = v.looseObject({ data: v.looseObject({ token: v.pipe(v.string(), v.nonEmpty()) }) });

/** A recording that the vendor keeps. */
export interface StoredVideo {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly from: number;
  /** Now, while it is being recorded. */
  readonly to: number;
  readonly bytes: number;
  /** Without the token that opens it; empty where the vendor tells none. */
  readonly hlsUrl: string;
  readonly rtmpUrl: string;
}

/** `secure`: addresses of https and rtmpe; `open`: of http and rtmp. */
export type AddressKind = 'open' | 'secure';

export interface VideoQuery {
  /** Epoch ms; either may be left out. */
  readonly from?: number;
  readonly to?: number;
  readonly name?: string;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly addresses?: AddressKind;
}

const FOLDER = 'ipc/video/vod';

/** Guide §6: recordings that the vendor keeps for a channel. */
export function videosApi({ call }: OnenetClient, clock: Clock) {
  const toVideo = (row: v.InferOutput<typeof videoRow>): StoredVideo => toStored(row, clock.now());
  const onVideo = (address: ChannelAddress, name: string, id: string) => ({
    path: `${FOLDER}/${name}`,
    query: { ...channelQuery(address), video_id: id },
  });

  return {
    /** §6.1. */
    async view(
      address: ChannelAddress,
      id: string,
      addresses: AddressKind = 'open',
    ): Promise<StoredVideo & { readonly durationMs: number }> {
      const { path, query } = onVideo(address, 'get_video_info', id);
      const { data } = await call({ path, query: { ...query, security: SECURITY[addresses] }, schema: videoReply });
      const video = toVideo(data);
      return { ...video, durationMs: data.durtion == null ? video.to - video.from : data.durtion * 1000 };
    },

    /** §6.2. */
    async list(address: ChannelAddress, query: VideoQuery) {
      const fields = {
        ...channelQuery(address),
        start_time: query.from === undefined ? undefined : chinaTime(query.from),
        end_time: query.to === undefined ? undefined : chinaTime(query.to),
        name: query.name,
        page_start: query.page,
        page_size: query.perPage,
        security: SECURITY[query.addresses ?? 'open'],
      };
      const reply = await call({ path: `${FOLDER}/get_video_list`, query: fields, schema: videosReply });
      const { total_num: total, page_total: pages } = reply.page_info;
      return { videos: reply.data.videos.map(toVideo), total, pages };
    },

    /** §6.3. What became of each, in the order of `ids`; its query names are spelled like this. */
    async remove(address: ChannelAddress, ids: readonly string[]): Promise<readonly ('removed' | 'not-found')[]> {
      assertWithin(ids.length > 0, 'a deletion names recordings');
      const { data } = await call({
        method: 'POST',
        path: `${FOLDER}/delete_video`,
        query: { deviceid: address.deviceId, channeled: address.channelId },
        body: { json: { video: ids.map((videoId) => ({ videoId })) } },
        schema: deletedReply,
      });
      if (data.length !== ids.length) throw unexpected('another number of results than of recordings');
      return data.map(({ code }) => toFate(code));
    },

    /** §6.4. */
    async rename(address: ChannelAddress, id: string, name: string): Promise<void> {
      assertWithin(name !== '', 'a recording has a name');
      const target = onVideo(address, 'rename_video', id);
      await call({ ...target, method: 'PUT', body: { json: { name } }, schema: anyReply });
    },

    /** §6.5. */
    async readToken(address: ChannelAddress, id: string): Promise<string> {
      return (await call({ ...onVideo(address, 'get_play_token', id), schema: tokenReply })).data.token;
    },
  };
}

/** The address that plays, by §6.1: the token is a named parameter of HLS, and bare for RTMP. */
export const hlsVideoUrl = (video: StoredVideo, token: string): string => `${video.hlsUrl}?token=${token}`;
export const rtmpVideoUrl = (video: StoredVideo, token: string): string => `${video.rtmpUrl}?${token}`;

const SECURITY = { open: 0, secure: 1 } as const satisfies Record<AddressKind, number>;

function toStored(row: v.InferOutput<typeof videoRow>, now: number): StoredVideo {
  const { videoid: id, name, start: from, end, size: bytes, hls_url: hlsUrl, rtmp_url: rtmpUrl } = row;
  return { id, name, from, to: end ?? Math.max(from, now), bytes, hlsUrl, rtmpUrl };
}

function toFate(code: number): 'removed' | 'not-found' {
  if (code === 0) return 'removed';
  if (refusalOf(deletionRefusals, String(code)) === 'not-found') return 'not-found';
  throw unexpected('an unknown result', String(code));
}

function unexpected(what: string, vendorCode?: string): CallError {
  const detail = { vendor: 'onenet', ...(vendorCode !== undefined && { vendorCode }) };
  return new CallError('vendor-protocol', `onenet ${FOLDER}/delete_video: ${what}`, detail);
}
