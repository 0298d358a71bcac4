import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import type { Footage, PastWish, Recording, Recordings, RecordingQuery, Span } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import { allOf, pagesOf } from '../../core/pages';
import type { ChannelAddress } from '../../core/ports';
import type { OnenetApi } from './api';
import { historyUrl, liveUrl, type PlayAddress } from './api/play';
import { hlsVideoUrl, rtmpVideoUrl } from './api/videos';

const PER_PAGE = 100;
const VIDEO_LIST = { vendor: 'onenet', label: 'onenet recordings', mostPages: 100 };
const SECOND_MS = 1000;

export async function openLive(
  { play }: OnenetApi,
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
): Promise<readonly LiveSource[]> {
  if (quality !== 'main') throw new CallError('unsupported', 'onenet: a camera has one stream', { vendor: 'onenet' });
  const protocol = avoid.includes('rtmp') && !avoid.includes('hls') ? 'hls' : 'rtmp';
  const found = await play.readAddress(address, protocol);
  assertPlayable(found);
  return [toSource(protocol, liveUrl(protocol, address, found))];
}

/** Recordings on the camera's card, and those that the vendor keeps. */
export function recordingsOf(api: OnenetApi): Recordings {
  return {
    places: ['device', 'cloud'],
    speeds: [],
    list: (address, query) =>
      query.place === 'device' ? listLocal(api, address, query) : listCloud(api, address, query),
    async open(address, wish) {
      const { place, recording, at, speed, avoid } = wish;
      if (at < recording.from || at >= recording.to) throw invalid('the instant is not part of the recording');
      if (speed !== 1) throw invalid('recordings play at one speed');
      if (place === 'device') return openLocal(api, address, wish);
      if (recording.id === null) throw invalid('a recording in the cloud has an id');
      return openVideo(api, address, { id: recording.id, at, avoid });
    },
  };
}

async function listLocal(
  { camera }: OnenetApi,
  address: ChannelAddress,
  query: RecordingQuery,
): Promise<readonly Recording[]> {
  const found = await camera.listRecordings(address, query);
  return found.filter(isPlayable).map(({ from, to, bytes, alarmed }) => {
    // Which alarm it was is told by a number that no page explains; motion is what cameras mostly raise it for.
    const trigger = alarmed === null ? 'unknown' : alarmed ? 'motion' : 'timed';
    return { from, to, bytes, place: 'device', id: null, trigger };
  });
}

async function listCloud(
  { videos }: OnenetApi,
  address: ChannelAddress,
  { from, to }: RecordingQuery,
): Promise<readonly Recording[]> {
  const pages = pagesOf(VIDEO_LIST, async (page) => {
    const found = await videos.list(address, { from, to, page: page + 1, perPage: PER_PAGE });
    return { rows: found.videos, last: page + 1 >= found.pages || found.videos.length === 0 };
  });
  const rows = (await allOf(pages)).filter(isPlayable).sort((a, b) => a.from - b.from);
  return rows.map((row) => ({
    from: row.from,
    to: row.to,
    bytes: row.bytes,
    place: 'cloud',
    id: row.id,
    trigger: 'unknown',
  }));
}

/** RTMP only: the vendor has no HLS of the past. */
async function openLocal(
  { play }: OnenetApi,
  address: ChannelAddress,
  { at, recording }: Pick<PastWish, 'at' | 'recording'>,
): Promise<Footage> {
  const span = { from: Math.floor(at / SECOND_MS) * SECOND_MS, to: recording.to };
  const found = await play.readAddress(address, 'rtmp');
  assertPlayable(found);
  return { sources: [toSource('rtmp', historyUrl(address, span, found))], ...span };
}

export interface VideoWish {
  readonly id: string;
  /** Epoch ms from which it is to be played; its beginning when left out. */
  readonly at?: number;
  readonly avoid: readonly Protocol[];
}

/**
 * The whole of a recording in the cloud: its addresses name no times. HLS first, for only its player can seek; RTMP
 * plays from the beginning or not at all.
 */
export async function openVideo(
  { videos }: OnenetApi,
  address: ChannelAddress,
  { id, at, avoid }: VideoWish,
): Promise<Footage> {
  const [video, token] = await Promise.all([videos.view(address, id), videos.readToken(address, id)]);
  const sources = [
    ...(isHttp(video.hlsUrl) ? [toSource('hls', hlsVideoUrl(video, token))] : []),
    ...(isRtmp(video.rtmpUrl) ? [toSource('rtmp', rtmpVideoUrl(video, token))] : []),
  ];
  if (sources.length === 0) {
    if (video.rtmpUrl.startsWith('rtmpe://')) throw encrypted();
    throw new CallError('vendor-protocol', 'onenet: a recording without an address', { vendor: 'onenet' });
  }
  const isBegun = at !== undefined && at >= video.from + SECOND_MS;
  const reaching = sources.filter(({ protocol }) => protocol === 'hls' || !isBegun);
  if (reaching.length === 0) {
    throw new CallError('unsupported', 'onenet: a recording that plays from its beginning only', { vendor: 'onenet' });
  }
  const playable = reaching.filter(({ protocol }) => !avoid.includes(protocol));
  return { sources: playable.length > 0 ? playable : reaching, from: video.from, to: video.to };
}

const isPlayable = ({ from, to }: Span): boolean => from < to;

const invalid = (why: string): CallError => new CallError('invalid-argument', `onenet: ${why}`, { vendor: 'onenet' });

/** WeChat's player speaks no encrypted RTMP. */
function assertPlayable({ type }: PlayAddress): void {
  if (type === 'rtmpe') throw encrypted();
}

const isRtmp = (url: string): boolean => url.startsWith('rtmp://');
const isHttp = (url: string): boolean => /^https?:\/\//.test(url);

const encrypted = (): CallError =>
  new CallError('device-encrypted', 'onenet: rtmpe is not playable', { vendor: 'onenet' });

const toSource = (protocol: Protocol, url: string): LiveSource => ({
  protocol,
  url,
  codec: 'unknown',
  expiresAt: null,
});
