import type { SimContext, StreamAnswer, StreamRequest } from '../simulator';
import type { Permission } from './account';
import type { Camera } from './camera';
import type { CloudStorage } from './cloud-storage';
import { Refusal, type Success } from './codes';
import type { Devices } from './devices';
import type { Endpoints } from './endpoint';
import { malformed, toLocalTime, type Fields } from './fields';
import { readPlayback, type Playback } from './playback';
import { createSeals } from './seals';
import { validateCodeOf } from './stock';
import { createStreams } from './streams';

const SHORTEST_S = 30;
const LONGEST_S = 720 * 86_400;
/** The guide gives no default for an address's life; one day is its sample's value. */
const DEFAULT_S = 86_400;
const FIRST_ID = 247_116_619_786_670n;
const KINDS = { least: 1, most: 3, fallback: 1 };
const SPEEDS = ['0.5', '1', '2', '4', '8', '16'] as const;
/** The guide: as fast as the camera can. */
const FASTEST = { asked: '-1', speed: 16 } as const;

/** The guide's `protocol`: what an address begins with and how its path ends. */
const PROTOCOLS = {
  2: { base: 'http', ending: '.m3u8' },
  3: { base: 'rtmp', ending: '' },
  4: { base: 'http', ending: '.flv' },
  5: { base: 'http', ending: '.m3u8' },
} as const;
const EZOPEN = 1;
const HLS = 2;
const FLV = 4;

type Wanted = { readonly kind: 'live'; readonly quality: 1 | 2 } | (Playback & { readonly speed: number });

/** Addresses of live pictures and of recordings, how they are revoked, and whom they let in. */
export interface Addresses {
  readonly endpoints: Endpoints;
  readonly answerStream: (request: StreamRequest) => StreamAnswer;
  readonly expireAll: () => void;
}

export function createAddresses(context: SimContext, devices: Devices, storage: CloudStorage): Addresses {
  const seals = createSeals(context.now);
  /** `serial_channel_id` of each address that was revoked. */
  const revoked = new Set<string>();
  let issued = 0n;

  const get = (fields: Fields): Success => {
    const camera = devices.findCamera(fields);
    const protocol = readProtocol(fields);
    const life = fields.integer('expireTime', { least: SHORTEST_S, most: LONGEST_S, fallback: DEFAULT_S });
    const wanted = readWanted(fields, { protocol, now: context.now() });
    checkReachable(context, camera, wanted);
    if (camera.encrypted && !opensEncrypted(fields, protocol)) throw new Refusal('60019');
    const id = `${String(FIRST_ID + issued++)}00${wanted.kind === 'live' ? String(wanted.quality) : '0'}`;
    const expire = Math.floor(context.now() / 1000) + life;
    const url =
      protocol === EZOPEN ? proprietary(camera, wanted, fields) : address(camera, { wanted, protocol, id, expire });
    return { data: { id, url, expireTime: toLocalTime(expire * 1000) } };
  };

  const address = (
    { demo }: Camera,
    { wanted, protocol, id, expire }: { wanted: Wanted; protocol: 2 | 3 | 4 | 5; id: string; expire: number },
  ): string => {
    const { base, ending } = PROTOCOLS[protocol];
    const subject = `${demo.serial}_${demo.channel}`;
    // The path's third number tells nothing of the quality, as in the guide's sample; the id's last digit does.
    const path = wanted.kind === 'live' ? `openlive/${subject}_2` : `openpb/${subject}_1`;
    const query = seals.seal(subject, {
      ...(wanted.kind !== 'live' && { begin: digits(wanted.from), end: digits(wanted.to) }),
      expire: String(expire),
      id,
      ...(wanted.kind !== 'live' && { rec: wanted.kind, ...(wanted.speed !== 1 && { speed: String(wanted.speed) }) }),
    });
    return `${context.origin[base]}/v3/${path}${ending}?${query}&ev=100`;
  };

  const disable = (fields: Fields): Success => {
    const { demo } = devices.findCamera(fields);
    revoked.add(`${demo.serial}_${demo.channel}_${fields.text('urlId')}`);
    return {};
  };

  const endpoints: Endpoints = {
    '/api/lapp/v2/live/address/get': { access: readPermission, run: get },
    '/api/lapp/live/address/disable': { access: 'REAL', run: disable },
  };
  return {
    endpoints,
    answerStream: createStreams({ context, devices, storage, seals, revoked }),
    expireAll: seals.expireAll,
  };
}

const readPermission = (fields: Fields): Permission => (fields.integer('type', KINDS) === 1 ? 'REAL' : 'REPLAY');

function readProtocol(fields: Fields): 1 | 2 | 3 | 4 | 5 {
  const number = fields.integer('protocol', { least: 1, most: 5, fallback: EZOPEN });
  return ([1, 2, 3, 4, 5] as const).find((protocol) => protocol === number) ?? malformed('protocol');
}

function readWanted(fields: Fields, { protocol, now }: { protocol: 1 | 2 | 3 | 4 | 5; now: number }): Wanted {
  const quality = fields.integer('quality', { least: 1, most: 2, fallback: 1 }) === 1 ? 1 : 2;
  const type = fields.integer('type', KINDS);
  if (type === 1) return { kind: 'live', quality };
  if (protocol === HLS) malformed('protocol');
  const speed = readSpeed(fields, protocol);
  return { ...readPlayback(fields, { place: type === 2 ? 'local' : 'cloud', now }), speed };
}

/** How many times faster than it happened; the guide has this for FLV alone. */
function readSpeed(fields: Fields, protocol: number): number {
  const asked = fields.optional('playbackSpeed');
  if (asked === null) return 1;
  if (protocol !== FLV) malformed('playbackSpeed');
  if (asked === FASTEST.asked) return FASTEST.speed;
  return Number(SPEEDS.find((one) => one === asked) ?? malformed('playbackSpeed'));
}

/** Recordings in the vendor's cloud are there while the camera is not. */
function checkReachable(context: SimContext, { demo, model }: Camera, { kind }: Wanted): void {
  if (kind !== 'cloud' && context.isOffline(demo)) throw new Refusal('20007');
  if (kind === 'cloud' && model.capacity['support_cloud'] !== '1') throw new Refusal('20019');
}

/** Only the vendor's own protocol takes the password of an encrypted camera. */
const opensEncrypted = (fields: Fields, protocol: number): boolean =>
  protocol === EZOPEN && fields.optional('code') === validateCodeOf(fields.serial());

/** An address for the vendor's own player. Nothing here speaks that protocol. */
function proprietary({ demo }: Camera, wanted: Wanted, fields: Fields): string {
  const code = fields.optional('code');
  const host = `${code === null ? '' : `${code}@`}open.ys7.com`;
  const place = `ezopen://${host}/${demo.serial}/${demo.channel}`;
  if (wanted.kind === 'live') return `${place}${wanted.quality === 1 ? '.hd' : ''}.live`;
  return `${place}.${wanted.kind}.rec?begin=${digits(wanted.from)}&end=${digits(wanted.to)}`;
}

/** `yyyyMMddHHmmss` in UTC+8. */
const digits = (instant: number): string => toLocalTime(instant).replace(/\D/g, '');
