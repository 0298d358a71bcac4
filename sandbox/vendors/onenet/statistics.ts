import { randomUUID } from 'node:crypto';
import type { SimContext } from '../simulator';
import type { Endpoints } from './call';
import type { Camera } from './cameras';
import { refusals, type Success } from './codes';
import { cutPage, integer, required } from './fields';
import { PRODUCT_ID } from './keys';
import { checkProduct } from './product';
import type { Channel, Registry } from './registry';

const MOST_PAGE = 10_000;
const PAGE_SIZE = 50;
/** The server keeps the pages of one question so long. */
const SNAPSHOT_MS = 5 * 60_000;
const HD = { size: ['1280', '720'], bandwidth: 91_392 } as const;
const SD = { size: ['640', '360'], bandwidth: 63_066 } as const;

interface Viewing {
  readonly channel: Channel;
  readonly protocol: 'RTMP' | 'HLS';
  readonly since: number;
}

interface Snapshot {
  readonly rows: readonly object[];
  readonly until: number;
}

interface StatisticsParts {
  readonly context: SimContext;
  readonly registry: Registry;
  readonly camera: (channel: Channel) => Camera;
}

/** Section 13: who watches and who sends, a page at a time; from the second page on the first one's `page_key` is due. */
export function createStatistics({ context, registry, camera }: StatisticsParts) {
  const viewings = new Set<Viewing>();
  const started = context.now();
  const snapshots = new Map<string, Snapshot>();

  const picture = (channel: Channel) => (camera(channel).level > 2 ? HD : SD);
  const facts = (channel: Channel): object => ({
    productid: Number(PRODUCT_ID),
    deviceid: Number(channel.device.id),
    channelid: Number(channel.camera.channel),
    videocodec: 'H264',
    // The sample has a line break in some of them.
    resolution: picture(channel).size.join(channel.camera.channel === '1' ? ' ' : '\n'),
    fps: 15,
    audiocodec: 'AAC',
    bandwidth: picture(channel).bandwidth,
  });
  const wanted = (query: URLSearchParams) => {
    const [device, channel, protocol] = ['deviceid', 'channelid', 'protocoltype'].map((name) => query.get(name));
    return (one: Channel, by: string): boolean =>
      (!device || one.device.id === device) &&
      (!channel || one.camera.channel === channel) &&
      (!protocol || by.toLowerCase() === protocol.toLowerCase());
  };
  const viewers = (query: URLSearchParams): object[] => {
    const isWanted = wanted(query);
    return [...viewings]
      .filter(({ channel, protocol }) => isWanted(channel, protocol))
      .map(({ channel, protocol, since }) => ({
        ...facts(channel),
        protocoltype: protocol,
        clientip: '127.0.0.1',
        onlinetime: clockTime(context.now() - since),
      }));
  };
  const pushers = (query: URLSearchParams): object[] => {
    const isWanted = wanted(query);
    const channels = [...registry.all()].flatMap((device) => [...device.channels.values()]);
    return channels
      .filter((channel) => registry.isChannelOnline(channel) && isWanted(channel, 'RTMP'))
      .map((channel) => ({
        ...facts(channel),
        protocoltype: 'RTMP',
        puship: '127.0.0.1',
        pushtime: clockTime(context.now() - Math.max(started, channel.device.createdAt)),
      }));
  };
  const answer = (query: URLSearchParams, rows: (query: URLSearchParams) => object[]): Success => {
    checkProduct(query, 'productid');
    const pageSize = integer(query, 'page_size', { most: MOST_PAGE, fallback: PAGE_SIZE });
    const page = integer(query, 'page', { most: MOST_PAGE, fallback: 1 });
    const [key, snapshot] = page === 1 ? keep(rows(query)) : recall(required(query, 'page_key'));
    const { rows: result, page_info } = cutPage(snapshot.rows, page, pageSize);
    return { result, page_info: { ...page_info, page_key: key } };
  };
  const keep = (rows: readonly object[]): [string, Snapshot] => {
    const now = context.now();
    for (const [key, { until }] of snapshots) if (until <= now) snapshots.delete(key);
    const entry: [string, Snapshot] = [randomUUID(), { rows, until: now + SNAPSHOT_MS }];
    snapshots.set(...entry);
    return entry;
  };
  const recall = (key: string): [string, Snapshot] => {
    const snapshot = snapshots.get(key);
    if (!snapshot || snapshot.until <= context.now()) throw refusals.parameter('page_key');
    return [key, snapshot];
  };
  const endpoints: Endpoints = {
    'GET /ipc/video/stat/getonlinelist': { access: 'master', run: ({ query }) => answer(query, viewers) },
    'GET /ipc/video/stat/getpushlist': { access: 'master', run: ({ query }) => answer(query, pushers) },
  };
  return {
    endpoints,
    /** Counts a viewer in; the returned function counts it out. */
    enter: (channel: Channel, protocol: Viewing['protocol']): (() => void) => {
      const viewing = { channel, protocol, since: context.now() };
      viewings.add(viewing);
      return () => void viewings.delete(viewing);
    },
  };
}

export type Statistics = ReturnType<typeof createStatistics>;

/** `HH:MM:SS`. */
function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
