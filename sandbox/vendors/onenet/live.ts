import {
  watch,
  watchRecorded,
  type Origin,
  type SimContext,
  type StreamAnswer,
  type StreamRequest,
} from '../simulator';
import type { Call, Endpoints } from './call';
import { isLarge, type Camera } from './cameras';
import { refusals, type Success } from './codes';
import { integer, parseDigits } from './fields';
import type { Encryption } from './product';
import type { Channel, Registry } from './registry';
import type { Statistics } from './statistics';
import type { Tokens } from './tokens';

/** The guide's default is not stated; its later edition has `timeout` in ms, -1 for never. */
const DEFAULT_LIFE_MS = 24 * 3_600_000;
const RTMP_PATH = /^\/live\/(\d+)-(\d+)$/;
const HISTORY_PATH = /^\/rvod\/(\d+)-(\d+)-(\d{12}|\d{14})-(\d{12}|\d{14})$/;
const HLS_PATH = /^\/live\/live_(\d+)_(\d+)\/index\.m3u8$/;

export interface LiveParts {
  readonly context: SimContext;
  readonly registry: Registry;
  readonly camera: (channel: Channel) => Camera;
  readonly encryption: Encryption;
  readonly statistics: Statistics;
  readonly tokens: Tokens;
}

/** What an accessToken of section 4.1 opens. */
export const channelSubject = ({ device, camera }: Channel): string => ['live', device.id, camera.channel].join('/');

/** Section 4.1: the reply names host and token, and the caller puts the address together. */
export function createLive(parts: LiveParts) {
  const { context, registry, camera, statistics, tokens } = parts;
  const endpoints: Endpoints = {
    'GET /ipc/video/play_address': { access: 'key', run: (call) => playAddress(call, parts) },
  };
  return {
    endpoints,
    answerHistory: ({ path, query }: StreamRequest): StreamAnswer | null => {
      const [, deviceId = '', number = '', begin = '', end = ''] = HISTORY_PATH.exec(path) ?? [];
      if (deviceId === '') return null;
      const channel = registry.lookUp(deviceId, number);
      const from = parseDigits(begin);
      const to = parseDigits(end);
      if (!channel || from === null || to === null || to <= from) return { kind: 'refused', reason: 'not-found' };
      if (!tokens.isGood(channelSubject(channel), query)) return { kind: 'refused', reason: 'forbidden' };
      return watchRecorded(channel.camera, { from, to }, context);
    },

    answerStream: ({ path, query, protocol }: StreamRequest): StreamAnswer => {
      const [, deviceId = '', number = ''] = RTMP_PATH.exec(path) ?? HLS_PATH.exec(path) ?? [];
      const channel = registry.lookUp(deviceId, number);
      if (!channel) return { kind: 'refused', reason: 'not-found' };
      const { look, settings } = camera(channel);
      const { closed, level } = settings();
      if (closed || !tokens.isGood(channelSubject(channel), query)) return { kind: 'refused', reason: 'forbidden' };
      let leave = (): void => undefined;
      const onJoin = (): void => {
        leave = statistics.enter(channel, protocol === 'hls' ? 'HLS' : 'RTMP');
      };
      // What a OneNET camera sends is a setting of the device, not of the viewer.
      const quality = isLarge(level) ? 'main' : 'sub';
      return watch({ camera: channel.camera, look, quality, onJoin, onLeave: () => leave() }, context);
    },
  };
}

function playAddress({ query }: Call, { context, registry, camera, encryption, tokens }: LiveParts): Success {
  const protocol = integer(query, 'protocol_type', { least: 0, most: 2, fallback: 0 });
  const life = integer(query, 'timeout', { least: -1, most: Number.MAX_SAFE_INTEGER, fallback: DEFAULT_LIFE_MS });
  const channel = registry.channel(query);
  if (!registry.isChannelOnline(channel)) throw refusals.deviceOffline();
  if (camera(channel).settings().closed) throw refusals.cameraClosed();
  const { base, type } = offer(protocol, context.origin, encryption.isOn());
  const accessToken = tokens.issue(channelSubject(channel), life);
  // The later edition names the host of the still pictures; the earlier one says it is that of the stream.
  const coveraddr = new URL(context.origin.http).host;
  return { data: { addr: new URL(base).host, accessToken, type, coveraddr } };
}

/** Where to pull and what the guide calls it; a product with encryption on has rtmpe in place of rtmp. */
function offer(protocol: number, origin: Origin, encrypted: boolean): { base: string; type: string } {
  if (protocol === 1) return { base: origin.http, type: 'hls' };
  if (protocol === 2) return { base: origin.https ?? origin.http, type: 'https-hls' };
  return { base: origin.rtmp, type: encrypted ? 'rtmpe' : 'rtmp' };
}
