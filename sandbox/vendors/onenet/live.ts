import { createHmac, randomBytes } from 'node:crypto';
import {
  watch,
  type DemoCamera,
  type Origin,
  type SimContext,
  type StreamAnswer,
  type StreamRequest,
} from '../simulator';
import { refusals, type Success } from './codes';
import { integer, type Devices } from './devices';
import type { Encryption } from './encryption';

/** The guide's default is not stated; its later edition has `timeout` in ms, -1 for never. */
const DEFAULT_LIFE_MS = 24 * 3_600_000;
const NEVER = 0;
const RTMP_PATH = /^\/live\/(\d+)-(\d+)$/;
const HLS_PATH = /^\/live\/live_(\d+)_(\d+)\/index\.m3u8$/;

/**
 * Section 4.1: the reply names host and token, and the caller puts the address together. An accessToken carries its
 * own proof: `<expiry in base 36><seal>`, bound to one channel and to the generation of tokens that is still good.
 */
export function createLive(context: SimContext, devices: Devices, encryption: Encryption) {
  const secret = randomBytes(32);
  let generation = 0;
  const seal = (camera: DemoCamera, expiry: string): string =>
    createHmac('sha256', secret)
      .update([camera.serial, camera.channel, expiry, generation].join('|'))
      .digest('hex')
      .slice(0, 32);

  const isGood = (camera: DemoCamera, token: string): boolean => {
    const expiry = token.slice(0, -32);
    if (token !== expiry + seal(camera, expiry)) return false;
    const at = Number.parseInt(expiry, 36);
    return at === NEVER || context.now() < at;
  };

  return {
    playAddress: (query: URLSearchParams): Success => {
      const protocol = integer(query, 'protocol_type', { least: 0, most: 2, fallback: 0 });
      const life = integer(query, 'timeout', { least: -1, most: Number.MAX_SAFE_INTEGER, fallback: DEFAULT_LIFE_MS });
      const camera = devices.findCamera(query);
      if (context.isOffline(camera)) throw refusals.deviceOffline();
      const expiry = (life === -1 ? NEVER : context.now() + life).toString(36);
      const { base, type } = offer(protocol, context.origin, encryption.isOn());
      return { data: { addr: new URL(base).host, accessToken: expiry + seal(camera, expiry), type } };
    },

    answerStream: ({ path, query }: StreamRequest): StreamAnswer => {
      const [, deviceId = '', channel = ''] = RTMP_PATH.exec(path) ?? HLS_PATH.exec(path) ?? [];
      const camera = devices.lookUp(deviceId, channel);
      if (!camera) return { kind: 'refused', reason: 'not-found' };
      if (!isGood(camera, query)) return { kind: 'refused', reason: 'forbidden' };
      // What a OneNET camera sends is a setting of the device, not of the viewer; HD unless changed.
      return watch({ camera, quality: 'main' }, context);
    },

    expireTokens: (): void => {
      generation++;
    },
  };
}

/** Where to pull and what the guide calls it; a product with encryption on has rtmpe in place of rtmp. */
function offer(protocol: number, origin: Origin, encrypted: boolean): { base: string; type: string } {
  if (protocol === 1) return { base: origin.http, type: 'hls' };
  if (protocol === 2) return { base: origin.https ?? origin.http, type: 'https-hls' };
  return { base: origin.rtmp, type: encrypted ? 'rtmpe' : 'rtmp' };
}
