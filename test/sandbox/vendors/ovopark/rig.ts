import type { DemoCamera, DemoStore } from '../../../../sandbox/fleet';
import { sign } from '../../../../sandbox/vendors/ovopark/gateway';
import { startOvopark } from '../../../../sandbox/vendors/ovopark/index';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import { at, makeCamera, makeClock, makeOrigins, send, withTrait, type FakeClock, type FakeOrigin } from '../support';

export const USER_TOKEN = 'sandbox-ovopark-user-token';
const SECRET = 'sandbox-ovopark-access-secret';

export const STORES: readonly DemoStore[] = ['南京路店', '人民广场店', '徐家汇店'].map((name) => ({
  name,
  zone: 'Asia/Shanghai',
}));
export const CAMERAS = [
  makeCamera('ovopark'),
  withTrait('ovopark', 'h265', '130002'),
  withTrait('ovopark', 'offline', '130003'),
  makeCamera('ovopark', { serial: '130004', name: '大堂', store: 1, device: 4 }),
];

export type Params = Readonly<Record<string, string>>;

export interface Rig {
  readonly simulator: Simulator;
  readonly origin: FakeOrigin;
  readonly clock: FakeClock;
  /** Public parameters as the vendor's page has them, at the simulator's time. */
  publicParams(mt: string): Record<string, string>;
  post(form: Params, options?: { route?: string; headers?: Params }): Promise<unknown>;
  /** A signed call without a user. */
  call(mt: string, business?: Params, headers?: Params): Promise<unknown>;
  /** A signed call with the user's token. */
  asUser(mt: string, business?: Params, version?: string): Promise<unknown>;
}

/** yyyyMMddHHmmss in Beijing. */
export const timestamp = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().replace(/[-T:]/g, '').slice(0, 14);

export const signed = (params: Params): Record<string, string> => ({
  ...params,
  _sig: sign(params, SECRET, params._sm ?? ''),
});

/** Code and name of the gateway's answer. */
export const stat = (reply: unknown): unknown[] => [at(reply, 'stat', 'code'), at(reply, 'stat', 'codename')];

export async function startRig(cameras: readonly DemoCamera[] = CAMERAS, stores = STORES): Promise<Rig> {
  const clock = makeClock();
  const { startOrigin, origins } = makeOrigins();
  const simulator = await startOvopark({ cameras, stores, startOrigin, clock });
  const [origin] = origins as [FakeOrigin];
  let nonce = 0;
  const publicParams: Rig['publicParams'] = (mt) => ({
    _aid: 'S107',
    _akey: 'S107-SANDBOX',
    _mt: mt,
    _sm: 'md5',
    _requestMode: 'POST',
    _version: 'v1',
    _timestamp: timestamp(clock.now()),
    _format: 'json',
    _nonce: String(nonce++),
  });
  const post: Rig['post'] = async (form, { route = 'cloud.api', headers = {} } = {}) => {
    const { status, body } = await send(`${simulator.baseUrl}/${route}`, { form, headers });
    expect(status).toBe(200);
    return body;
  };
  return {
    simulator,
    origin,
    clock,
    publicParams,
    post,
    call: (mt, business = {}, headers = {}) => post(signed({ ...publicParams(mt), ...business }), { headers }),
    asUser: (mt, business = {}, version = 'v1') =>
      post(signed({ ...publicParams(mt), _version: version, ...business }), { headers: { authenticator: USER_TOKEN } }),
  };
}
