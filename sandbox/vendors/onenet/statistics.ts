import type { SimContext } from '../simulator';
import type { Endpoint, Endpoints } from './call';
import { isLarge, type Camera } from './cameras';
import { PRODUCT_ID } from './keys';
import { createPages } from './kept-pages';
import { checkProduct } from './product';
import type { Channel, Registry } from './registry';

const HD = { size: ['1280', '720'], bandwidth: 91_392 } as const;
const SD = { size: ['640', '360'], bandwidth: 63_066 } as const;

interface Viewing {
  readonly channel: Channel;
  readonly protocol: 'RTMP' | 'HLS';
  readonly since: number;
}

interface StatisticsParts {
  readonly context: SimContext;
  readonly registry: Registry;
  readonly camera: (channel: Channel) => Camera;
}

/** Section 13: who watches and who sends. */
export function createStatistics(parts: StatisticsParts) {
  const { context, registry } = parts;
  const viewings = new Set<Viewing>();
  const started = context.now();
  const pages = createPages(context.now);
  const viewers = (query: URLSearchParams): object[] => {
    const isWanted = filter(query);
    return [...viewings]
      .filter(({ channel, protocol }) => isWanted(channel, protocol))
      .map(({ channel, protocol, since }) => ({
        ...describe(channel, parts),
        protocoltype: protocol,
        clientip: '127.0.0.1',
        onlinetime: clockTime(context.now() - since),
      }));
  };
  const pushers = (query: URLSearchParams): object[] => {
    const isWanted = filter(query);
    return [...registry.all()]
      .flatMap((device) => [...device.channels.values()])
      .filter((channel) => registry.isChannelOnline(channel) && isWanted(channel, 'RTMP'))
      .map((channel) => ({
        ...describe(channel, parts),
        protocoltype: 'RTMP',
        puship: '127.0.0.1',
        pushtime: clockTime(
          context.now() - Math.max(started, channel.since, context.powerGivenAt(channel.device.id) ?? 0),
        ),
      }));
  };
  const answer =
    (rows: (query: URLSearchParams) => object[]): Endpoint['run'] =>
    ({ query }) => {
      checkProduct(query, 'productid');
      return pages.answer(query, () => rows(query));
    };
  const endpoints: Endpoints = {
    'GET /ipc/video/stat/getonlinelist': { access: 'master', run: answer(viewers) },
    'GET /ipc/video/stat/getpushlist': { access: 'master', run: answer(pushers) },
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

function describe(channel: Channel, { camera }: StatisticsParts): object {
  const { size, bandwidth } = isLarge(camera(channel).settings().level) ? HD : SD;
  return {
    productid: Number(PRODUCT_ID),
    deviceid: Number(channel.device.id),
    channelid: Number(channel.camera.channel),
    videocodec: 'H264',
    // The sample has a line break in some of them.
    resolution: size.join(channel.camera.channel === '1' ? ' ' : '\n'),
    fps: 15,
    audiocodec: 'AAC',
    bandwidth,
  };
}

/** These parameters have no underscores. */
function filter(query: URLSearchParams): (channel: Channel, protocol: string) => boolean {
  const [device, number, wanted] = ['deviceid', 'channelid', 'protocoltype'].map((name) => query.get(name));
  return (channel, protocol) =>
    (!device || channel.device.id === device) &&
    (!number || channel.camera.channel === number) &&
    (!wanted || protocol.toLowerCase() === wanted.toLowerCase());
}

/** `HH:MM:SS`. */
function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
