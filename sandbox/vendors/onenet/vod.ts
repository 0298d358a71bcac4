import { watchStretch, type SimContext, type StreamAnswer, type StreamRequest } from '../simulator';
import type { Call, Endpoints } from './call';
import { refusals, type Success } from './codes';
import { formatTime, integer, jsonBody, paged, required, time } from './fields';
import type { Channel, Registry } from './registry';
import type { Tokens } from './tokens';
import { spanOf, type Video, type VideoStore } from './video-store';

const TOKEN_LIFE_MS = 2 * 3_600_000;
const KBYTES_PER_SECOND = 64;

interface VodParts {
  readonly context: SimContext;
  readonly registry: Registry;
  readonly videos: VideoStore;
  readonly tokens: Tokens;
}

interface Found {
  readonly channel: Channel;
  readonly video: Video;
}

/** What a token of section 6.5 opens. */
const videoSubject = ({ device, camera }: Channel, id: string): string =>
  ['vod', device.id, camera.channel, id].join('/');

/** Section 6 of the guide; its spellings `videoid`, `videoId`, `deviceid`, `channeled`, `durtion` are the vendor's. */
export function vodEndpoints(parts: VodParts): Endpoints {
  const { registry, videos, tokens } = parts;
  const find = (query: URLSearchParams): Found => {
    const channel = registry.channel(query);
    const video = videos.find(channel, required(query, 'video_id'));
    if (!video) throw refusals.missing('video');
    return { channel, video };
  };
  return {
    'GET /ipc/video/vod/get_video_info': {
      access: 'key',
      run: ({ query }) => ({ data: info(find(query), isSecure(query), parts) }),
    },
    'GET /ipc/video/vod/get_video_list': { access: 'key', run: ({ query }) => list(query, parts) },
    'POST /ipc/video/vod/delete_video': { access: 'key', run: (call) => remove(call, parts) },
    'PUT /ipc/video/vod/rename_video': {
      access: 'key',
      run: ({ query, request }) => {
        const { channel, video } = find(query);
        const { name } = jsonBody(request);
        if (typeof name !== 'string' || name === '') throw refusals.parameter('name');
        videos.rename(channel, video.id, name);
        return {};
      },
    },
    'GET /ipc/video/vod/get_play_token': {
      access: 'key',
      run: ({ query }) => {
        const { channel, video } = find(query);
        return { data: { token: tokens.issue(videoSubject(channel, video.id), TOKEN_LIFE_MS) } };
      },
    },
  };
}

const RTMP_PATH = /^\/vod\/(\d+)-(\d+)-(\d+)$/;
const HLS_PATH = /^\/vod\/vod_(\d+)_(\d+)_(\d+)\/index\.m3u8$/;

/** A video by its address and token, which RTMP takes raw and HLS as `token=`; null for any other address. */
export function answerVideo({ path, query, protocol }: StreamRequest, parts: VodParts): StreamAnswer | null {
  const { context, registry, videos, tokens } = parts;
  const isHls = protocol === 'hls';
  const [, deviceId = '', number = '', id = ''] = (isHls ? HLS_PATH : RTMP_PATH).exec(path) ?? [];
  if (id === '') return null;
  const channel = registry.lookUp(deviceId, number);
  const video = channel && videos.find(channel, id);
  if (!video) return { kind: 'refused', reason: 'not-found' };
  const token = isHls ? (new URLSearchParams(query).get('token') ?? '') : query;
  if (!tokens.isGood(videoSubject(channel, id), token)) return { kind: 'refused', reason: 'forbidden' };
  return watchStretch(channel.camera, spanOf(video, context.now()), { place: 'cloud' });
}

/** 1 asks for https and rtmpe. */
const isSecure = (query: URLSearchParams): boolean =>
  integer(query, 'security', { least: 0, most: 1, fallback: 0 }) === 1;

/** Name, times and size are alike in the list and alone; the size is a number there and text here. */
function info({ channel, video }: Found, secure: boolean, parts: VodParts): object {
  const { size, ...rest } = describe({ channel, video }, secure, parts);
  const { from, to } = spanOf(video, parts.context.now());
  return { ...rest, size: String(size), durtion: String(Math.round((to - from) / 1000)) };
}

function describe({ channel, video }: Found, secure: boolean, { context }: VodParts) {
  const { from, to } = spanOf(video, context.now());
  const { origin } = context;
  const id = channel.device.id;
  const number = channel.camera.channel;
  const http = secure ? (origin.https ?? origin.http) : origin.http;
  const rtmp = secure ? origin.rtmp.replace('rtmp:', 'rtmpe:') : origin.rtmp;
  return {
    videoid: video.id,
    name: video.name,
    start: formatTime(from),
    end: formatTime(to),
    size: Math.round(((to - from) / 1000) * KBYTES_PER_SECOND),
    hls_url: `${http}/vod/vod_${id}_${number}_${video.id}/index.m3u8`,
    rtmp_url: `${rtmp}/vod/${id}-${number}-${video.id}`,
  };
}

function list(query: URLSearchParams, parts: VodParts): Success {
  const channel = parts.registry.channel(query);
  const begin = time(query, 'start_time');
  const end = time(query, 'end_time');
  const name = query.get('name') ?? '';
  const secure = isSecure(query);
  const found = parts.videos.list(channel).filter((video) => {
    const { from, to } = spanOf(video, parts.context.now());
    return (begin === null || to > begin) && (end === null || from <= end) && video.name.includes(name);
  });
  const { rows, page_info } = paged(found, query);
  return { data: { videos: rows.map((video) => describe({ channel, video }, secure, parts)) }, page_info };
}

/** One result for each id asked, in that order. */
function remove({ query, request }: Call, { registry, videos }: VodParts): Success {
  const channel = registry.channel(query, 'deviceid', 'channeled');
  const { video: asked } = jsonBody(request);
  if (!Array.isArray(asked) || asked.length === 0) throw refusals.parameter('video');
  const data = asked.map(readVideoId).map((id) => {
    if (!videos.find(channel, id)) return { code: 1, message: 'not exist' };
    videos.remove(channel, id);
    return { code: 0 };
  });
  return { data };
}

/** The note says text, though the sample has numbers. */
function readVideoId(item: unknown): string {
  const id: unknown = typeof item === 'object' && item !== null && 'videoId' in item ? item.videoId : undefined;
  if (typeof id !== 'string') throw refusals.parameter('videoId');
  return id;
}
