import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import type { Playback, Recording, Recordings, RecordingQuery, Span } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import { allOf, pagesOf } from '../../core/pages';
import type { ChannelAddress } from '../../core/ports';
import { overlapOf } from '../../core/spans';
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
    list: (address, query) =>
      query.place === 'device' ? listLocal(api, address, query) : listCloud(api, address, query),
    async open(address, { recording, ...span }, avoid = []) {
      const { place, id } = recording;
      const held = overlapOf(recording, span);
      if (held === null) {
        throw new CallError('invalid-argument', 'onenet: the span is not part of the recording', { vendor: 'onenet' });
      }
      if (place === 'device') return openLocal(api, address, held);
      if (id !== null) return openVideo(api, address, id, avoid);
      throw new CallError('invalid-argument', 'onenet: a recording in the cloud has an id', { vendor: 'onenet' });
    },
  };
}

async function listLocal(
  { camera }: OnenetApi,
  address: ChannelAddress,
  query: RecordingQuery,
): Promise<readonly Recording[]> {
  const found = await camera.listRecordings(address, query);
  return found.map(({ from, to, bytes }) => ({ from, to, bytes, place: 'device', id: null, trigger: 'unknown' }));
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
  const rows = (await allOf(pages)).sort((a, b) => a.from - b.from);
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
async function openLocal({ play }: OnenetApi, address: ChannelAddress, { from, to }: Span): Promise<Playback> {
  const span = { from: Math.floor(from / SECOND_MS) * SECOND_MS, to };
  const found = await play.readAddress(address, 'rtmp');
  assertPlayable(found);
  return { sources: [toSource('rtmp', historyUrl(address, span, found))], ...span };
}

/** The whole of a recording in the cloud: its addresses name no times. */
export async function openVideo(
  { videos }: OnenetApi,
  address: ChannelAddress,
  id: string,
  avoid: readonly Protocol[] = [],
): Promise<Playback> {
  const [video, token] = await Promise.all([videos.view(address, id), videos.readToken(address, id)]);
  const sources = [
    ...(isRtmp(video.rtmpUrl) ? [toSource('rtmp', rtmpVideoUrl(video, token))] : []),
    ...(isHttp(video.hlsUrl) ? [toSource('hls', hlsVideoUrl(video, token))] : []),
  ];
  if (sources.length > 0) {
    const playable = sources.filter(({ protocol }) => !avoid.includes(protocol));
    return { sources: playable.length > 0 ? playable : sources, from: video.from, to: video.to };
  }
  if (video.rtmpUrl.startsWith('rtmpe://')) throw encrypted();
  throw new CallError('vendor-protocol', 'onenet: a recording without an address', { vendor: 'onenet' });
}

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
