import type { SimContext } from '../simulator';
import { isLarge, type Camera, type Level } from './cameras';
import { cardOf } from './cards';
import { parseJson, type Fields } from './fields';
import { listLocal } from './local-recordings';
import { steer } from './ptz';
import type { Channel, Device } from './registry';

/** What the device SDK calls its results. */
const RESP = { ok: 0, channelMissing: 1, unsupported: 4, malformed: 5 } as const;

export interface DeviceAnswer {
  readonly code: number;
  /** Text, or bytes as they are. */
  readonly data: string | Buffer;
}

export interface DeviceParts {
  readonly context: SimContext;
  readonly camera: (channel: Channel) => Camera;
  /** Ends the live viewings of a channel. */
  readonly endLive: (channel: Channel) => void;
  /** Keeps a still of now and returns its name. */
  readonly takePicture: (channel: Channel) => string;
}

interface Order {
  readonly id: number;
  readonly channel: Channel;
  readonly cmd: Fields;
}

const answer = (code: number, data: object | null = null): DeviceAnswer => ({
  code,
  data: data === null ? '' : JSON.stringify(data),
});

/** Commands of the guide's later edition begin here; an old camera knows none of them. */
const FIRST_LATER = 11;

/** A device gets a platform-defined command (section 3.2). */
export function execute(device: Device, payload: Buffer, parts: DeviceParts): DeviceAnswer {
  const order = parseOrder(device, parseJson(payload.toString('utf8')) ?? {});
  if ('code' in order) return order;
  const isOld = order.channel.camera.trait === 'main-only';
  if (order.id >= FIRST_LATER) return isOld ? answer(RESP.unsupported) : executeLater(order, parts);
  switch (order.id) {
    case 5:
      return answer(RESP.ok);
    case 6:
      return isOld ? answer(RESP.unsupported) : setLevel(order, parts);
    case 7:
      return ptz(order, parts);
    case 10: {
      const list = listLocal(order.channel, order.cmd, parts.context.now());
      return list ? answer(RESP.ok, list) : answer(RESP.malformed);
    }
    default:
      return answer(RESP.unsupported);
  }
}

/** The guide's commands need `type: "video"` and the channel inside `cmd`; later ones have no type, and it outside. */
function parseOrder({ channels }: Device, { type, cmdId, cmd, channel_id }: Fields): Order | DeviceAnswer {
  const isLater = typeof cmdId === 'number' && cmdId >= FIRST_LATER;
  if (typeof cmdId !== 'number' || (!isLater && type !== 'video')) return answer(RESP.malformed);
  const fields = typeof cmd === 'object' && cmd !== null ? { ...cmd } : {};
  const inner: unknown = 'channel_id' in fields ? fields.channel_id : undefined;
  const id = isLater ? (channel_id ?? inner) : inner;
  if (typeof id !== 'number') return answer(RESP.malformed);
  const channel = channels.get(String(id));
  return channel ? { id: cmdId, channel, cmd: fields } : answer(RESP.channelMissing);
}

const LEVELS: readonly Level[] = [1, 2, 3, 4];

function setLevel({ channel, cmd }: Order, { camera, endLive }: DeviceParts): DeviceAnswer {
  const level = LEVELS.find((known) => known === cmd.level);
  if (level === undefined) return answer(RESP.malformed);
  const { settings, set } = camera(channel);
  const isResized = isLarge(level) !== isLarge(settings().level);
  set({ level });
  // The camera sends a stream of another size: the one that plays is over.
  if (isResized) endLive(channel);
  return answer(RESP.ok);
}

function ptz({ channel, cmd }: Order, { camera }: DeviceParts): DeviceAnswer {
  const { lens } = camera(channel);
  switch (steer(lens, cmd, channel.camera.trait === 'main-only' ? 'old' : 'new')) {
    case 'done':
      return answer(RESP.ok);
    case 'unsupported':
      return answer(RESP.unsupported);
    case 'malformed':
      return answer(RESP.malformed);
  }
}

/** `result` in answers of the later edition: 1 done, 0 failed. */
const later = ({ id, channel }: Order, cmd: object): DeviceAnswer =>
  answer(RESP.ok, { cmdId: id, channel_id: Number(channel.camera.channel), cmd: { result: 1, ...cmd } });

function executeLater(order: Order, { camera, takePicture }: DeviceParts): DeviceAnswer {
  const { id, channel, cmd } = order;
  const { settings, set } = camera(channel);
  switch (id) {
    case 30:
      return later(order, { ...cardOf(channel.camera) });
    case 32:
      return later(order, { name: takePicture(channel) });
    case 33:
      return later(order, { display_flip: settings().flip });
    case 34: {
      const flip = ([0, 1, 2, 3] as const).find((known) => known === cmd.display_flip);
      if (flip === undefined) return answer(RESP.malformed);
      set({ flip });
      return later(order, {});
    }
    case 39:
      return later(order, { status: settings().open ? 'on' : 'off' });
    case 40:
      if (cmd.status !== 'on' && cmd.status !== 'off') return answer(RESP.malformed);
      set({ open: cmd.status === 'on' });
      return later(order, {});
    default:
      return answer(RESP.unsupported);
  }
}
