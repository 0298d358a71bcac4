import type { DemoCamera } from '../../../../sandbox/fleet';
import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import { at, makeCamera, makeClock, makeOrigins, textAt, withTrait, type FakeClock, type FakeOrigin } from '../support';

export { at, NOW, textAt, withTrait } from '../support';

export const MASTER = { 'api-key': 'sandbox-onenet-master-key=' };
export const PRODUCT = { product_id: '7355' };
/** The first camera of the rig. */
export const CHANNEL = { device_id: '2160001', channel_id: '1' };
export const OFFLINE = { device_id: '2160002', channel_id: '1' };
export const UNKNOWN_CHANNEL = { device_id: '2160001', channel_id: '7' };

type Texts = Readonly<Record<string, string>>;

export interface Sent {
  readonly query?: Texts;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Texts;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
  /** The JSON reply; null when it is none. */
  readonly body: unknown;
}

export interface Rig {
  readonly simulator: Simulator;
  readonly origin: FakeOrigin;
  readonly clock: FakeClock;
  /** `METHOD /path`, with the master key unless `headers` says otherwise. */
  send(endpoint: string, sent?: Sent): Promise<Answer>;
  /** The JSON reply of a call that HTTP takes. */
  ask(endpoint: string, query?: Texts, sent?: Sent): Promise<unknown>;
  errno(endpoint: string, query?: Texts, sent?: Sent): Promise<unknown>;
}

export const CAMERAS: readonly DemoCamera[] = [
  makeCamera('onenet', { name: '收银台' }),
  withTrait('onenet', 'offline', '2160002'),
  withTrait('onenet', 'flaky', '2160003'),
  withTrait('onenet', 'main-only', '2160004'),
  makeCamera('onenet', { serial: '2160005', name: '大堂', label: 'LOBBY 05', device: 5 }),
  makeCamera('onenet', { serial: '2160005', name: '后门', label: 'BACK DOOR 06', device: 6, channel: '2' }),
];

export async function startRig(cameras: readonly DemoCamera[] = CAMERAS): Promise<Rig> {
  const clock = makeClock();
  const { startOrigin, origins } = makeOrigins();
  const simulator = await startOnenet({ cameras, startOrigin, clock });
  const [origin] = origins as [FakeOrigin];
  const send: Rig['send'] = async (endpoint, { query = {}, json, body, headers = MASTER } = {}) => {
    const [method = '', path = ''] = endpoint.split(' ');
    const sent = json === undefined ? body : JSON.stringify(json);
    const url = /^http/.test(path) ? path : `${simulator.baseUrl}${path}?${new URLSearchParams(query).toString()}`;
    const response = await fetch(url, { method, headers, ...(sent !== undefined && { body: sent }) });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get('content-type') ?? '', bytes, body: parse(bytes) };
  };
  const ask: Rig['ask'] = async (endpoint, query = {}, sent = {}) => {
    const { status, body } = await send(endpoint, { ...sent, query });
    expect(status).toBe(200);
    return body;
  };
  return { simulator, origin, clock, send, ask, errno: async (...call) => at(await ask(...call), 'errno') };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** The accessToken of a channel. */
export async function accessToken({ ask }: Rig, channel = CHANNEL): Promise<string> {
  return textAt(await ask('GET /ipc/video/play_address', channel), 'data', 'accessToken');
}
