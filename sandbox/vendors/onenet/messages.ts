import type { SimContext } from '../simulator';
import type { Call, Endpoints } from './call';
import { refusals, type Success } from './codes';
import { formatTime, paged, required, time } from './fields';
import type { Device, Registry } from './registry';

const PAGE_SIZE = 50;
const MOST_ACTIVE_BYTES = 128;
const KEPT = 1000;
/** The largest msg_id of the guide's sample: what a device's own message carries. */
const OWN_MESSAGE = 4_398_046_511_104;

interface Message {
  readonly at: number;
  readonly content: Buffer;
}

export type Messages = ReturnType<typeof createMessages>;

/** Sections 9 and 11: what devices sent through the platform, and a string sent to them, which the demo device repeats. */
export function createMessages(context: SimContext, registry: Registry) {
  const received = new WeakMap<Device, Message[]>();
  const of = (device: Device): Message[] => {
    const known = received.get(device) ?? [{ at: device.createdAt, content: Buffer.from('boot') }];
    received.set(device, known);
    return known;
  };
  const add = (device: Device, content: Buffer): void => {
    const messages = of(device);
    messages.push({ at: context.now(), content });
    if (messages.length > KEPT) messages.shift();
  };
  const activate = ({ query, request: { body } }: Call): Success => {
    const device = registry.device(query);
    if (body.length === 0 || body.length > MOST_ACTIVE_BYTES) throw refusals.parameter('body');
    if (!registry.isOnline(device)) throw refusals.deviceOffline();
    add(device, body);
    return {};
  };
  const endpoints: Endpoints = {
    'GET /ipc/video/device/QryDevMsg': { access: 'key', run: ({ query }) => list(query, of(registry.device(query))) },
    'POST /ipc/video/dev_active': { access: 'key', run: activate },
  };
  return { add, endpoints };
}

/** Oldest first, both ends of the span included. */
function list(query: URLSearchParams, messages: readonly Message[]): Success {
  const [begin, end] = ['begin_time', 'end_time'].map((name) => {
    required(query, name);
    return time(query, name) ?? 0;
  });
  const found = messages.filter(({ at }) => Math.floor(at / 1000) * 1000 >= (begin ?? 0) && at < (end ?? 0) + 1000);
  const { rows, page_info } = paged(found, query, PAGE_SIZE);
  const result = rows.map(({ at, content }) => ({
    create_time: formatTime(at),
    msg_id: OWN_MESSAGE,
    msg: content.toString('base64'),
  }));
  return { page_info, result };
}
