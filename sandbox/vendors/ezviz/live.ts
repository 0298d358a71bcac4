import { createHmac, randomBytes } from 'node:crypto';
import { watch, type DemoCamera, type SimContext, type StreamAnswer, type StreamRequest } from '../simulator';
import { Refusal, type Success } from './codes';
import type { Devices } from './devices';
import type { Fields } from './fields';

const SHORTEST_S = 30;
const LONGEST_S = 720 * 86_400;
/** The guide gives no default for an address's life; one day is its sample's value. */
const DEFAULT_S = 86_400;
const BEIJING_MS = 8 * 3_600_000;
const FIRST_ID = 247_116_619_786_670n;

/** Ends of the path and bases, by the guide's `protocol`. */
const PROTOCOLS = {
  2: { base: 'http', ending: '.m3u8' },
  3: { base: 'rtmp', ending: '' },
  4: { base: 'http', ending: '.flv' },
} as const;
const ADDRESS = /^\/v3\/openlive\/([A-Z0-9]{9})_(\d{1,3})_2(?:\.m3u8|\.flv)?$/;

interface Ticket {
  readonly serial: string;
  readonly channel: string;
  readonly expire: number;
  readonly id: string;
}

/**
 * Live addresses. Each carries its own proof, so none is kept: `t` seals camera, expiry and id, and the
 * id's last digit tells the quality (the path's third number is 2 whatever the quality, as in the guide's sample).
 */
export function createLive(context: SimContext, devices: Devices) {
  const secret = randomBytes(32);
  let issued = 0n;
  const seal = (ticket: Ticket): string =>
    createHmac('sha256', secret).update(Object.values(ticket).join('|')).digest('hex');

  const refusalOf = (camera: DemoCamera): Refusal | null => {
    if (context.isOffline(camera)) return new Refusal('20007');
    return camera.trait === 'encrypted' ? new Refusal('60019') : null;
  };

  return {
    getAddress: (fields: Fields): Success => {
      const camera = devices.findCamera(fields);
      const { base, ending } = protocolOf(fields);
      const quality = fields.integer('quality', { least: 1, most: 2, fallback: 1 });
      const life = fields.integer('expireTime', { least: SHORTEST_S, most: LONGEST_S, fallback: DEFAULT_S });
      if (fields.integer('type', { least: 1, most: 3, fallback: 1 }) !== 1) {
        throw new Refusal('60020', '此模拟器不提供回放地址');
      }
      const refused = refusalOf(camera);
      if (refused) throw refused;
      const id = `${String(FIRST_ID + issued++)}00${String(quality)}`;
      const expire = Math.floor(context.now() / 1000) + life;
      const t = seal({ serial: camera.serial, channel: camera.channel, expire, id });
      const path = `/v3/openlive/${camera.serial}_${camera.channel}_2${ending}`;
      const url = `${context.origin[base]}${path}?expire=${String(expire)}&id=${id}&t=${t}&ev=100`;
      return { data: { id, url, expireTime: beijingTime(expire) } };
    },

    answerStream: ({ path, query }: StreamRequest): StreamAnswer => {
      const [, serial, channel] = ADDRESS.exec(path) ?? [];
      if (serial === undefined || channel === undefined) return { kind: 'refused', reason: 'not-found' };
      const params = new URLSearchParams(query);
      const expire = Number(params.get('expire'));
      const id = params.get('id') ?? '';
      const genuine = params.get('t') === seal({ serial, channel, expire, id });
      if (!genuine || context.now() >= expire * 1000) return { kind: 'refused', reason: 'forbidden' };
      const camera = devices.lookUp(serial, channel);
      if (!camera) return { kind: 'refused', reason: 'not-found' };
      return watch({ camera, quality: id.endsWith('1') ? 'main' : 'sub' }, context);
    },
  };
}

function protocolOf(fields: Fields): { base: 'http' | 'rtmp'; ending: string } {
  const protocol = fields.integer('protocol', { least: 1, most: 5, fallback: 1 });
  switch (protocol) {
    case 2:
    case 3:
    case 4:
      return PROTOCOLS[protocol];
    default:
      throw new Refusal('60020', protocol === 1 ? '此模拟器不提供ezopen地址' : '此模拟器不提供llhls地址');
  }
}

/** `yyyy-MM-dd HH:mm:ss`; in China the guide's samples are UTC+8. */
const beijingTime = (seconds: number): string =>
  new Date(seconds * 1000 + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
