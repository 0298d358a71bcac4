import { makeFleet, type DemoCamera } from '../../../../sandbox/fleet';
import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import { deviceKey, signToken } from '../../../../sandbox/vendors/onenet/keys';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import {
  at,
  makeCamera,
  makeClock,
  makeOrigins,
  NOW,
  send,
  textAt,
  withTrait,
  type FakeClock,
  type FakeOrigin,
} from '../support';

const MASTER = { 'api-key': 'sandbox-onenet-master-key=' };
const CAMERAS = [
  makeCamera('onenet', { name: '收银台' }),
  withTrait('onenet', 'offline', '2160002'),
  withTrait('onenet', 'flaky', '2160003'),
  makeCamera('onenet', { serial: '2160004', name: '大堂', label: 'LOBBY 04', device: 4 }),
  makeCamera('onenet', { serial: '2160004', name: '后门', label: 'BACK DOOR 05', device: 5, channel: '2' }),
];

let clock: FakeClock;
let origin: FakeOrigin;
let simulator: Simulator;

async function start(cameras: readonly DemoCamera[] = CAMERAS): Promise<void> {
  clock = makeClock();
  const { startOrigin, origins } = makeOrigins();
  simulator = await startOnenet({ cameras, startOrigin, clock });
  [origin] = origins as [FakeOrigin];
}

async function get(
  path: string,
  query: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = MASTER,
): Promise<unknown> {
  const { status, body } = await send(simulator.baseUrl + path, { method: 'GET', query, headers });
  expect(status).toBe(200);
  return body;
}

const play = (query: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  get('/ipc/video/play_address', { device_id: '2160001', channel_id: '1', protocol_type: '0', ...query });

beforeEach(() => start());
afterEach(() => simulator.close());

/** The public sample key of the guide's "token" chapter; the sign for sha1 is printed in public code. */
const SAMPLE_KEY = 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=';

describe('keys', () => {
  test.each([
    ['GET', '/devices/2160001', { device_id: '2160004' }],
    ['POST', '/ipc/video/vod/delete_video', { device_id: '2160004', deviceid: '2160001', channeled: '1' }],
    ['GET', '/ipc/video/play_address', { device_id: '2160001', deviceid: '2160004', channel_id: '1' }],
  ])('%s %s is not opened by the key of another device that the query names as well', async (method, path, query) => {
    const headers = { 'api-key': deviceKey('2160004') };
    const json = method === 'POST' ? { json: { video: [] } } : {};
    const { body } = await send(simulator.baseUrl + path, { method, query, headers, ...json });
    expect(at(body, 'errno')).toBe(3);
  });

  test.each([
    ['sha1', 'lsaPSiiGvEFFjXu5WU7a6IkScqE='],
    ['md5', 'M3jB6jcSNUuGcvW3dFcrWA=='],
    ['sha256', 'tuFMd8Cc5krZO+RiNaW4mad5tauSFq2J89Gd70MXQPI='],
  ])('the token of the guide signs with %s to its known value', (method, sign) => {
    expect(signToken({ res: 'products/123123', et: '1537255523', method }, SAMPLE_KEY)).toBe(sign);
  });

  test('without a key, or with a wrong one, the answer is errno 3 "token鉴权失败"', async () => {
    const refused = { errno: 3, error: 'token鉴权失败' };
    expect(await get('/devices', {}, {})).toEqual(refused);
    expect(await get('/devices', {}, { 'api-key': 'other' })).toEqual(refused);
    expect(await get('/ipc/video/play_address', { device_id: '2160001', channel_id: '1' }, {})).toEqual(refused);
  });

  test("a device's own key opens that device only", async () => {
    const own = { 'api-key': deviceKey('2160001') };
    expect(at(await get('/ipc/video/device/QryChannel', { device_id: '2160001' }, own), 'errno')).toBe(0);
    expect(at(await get('/ipc/video/device/QryChannel', { device_id: '2160004' }, own), 'errno')).toBe(3);
    expect(at(await get('/devices', { device_id: '2160001' }, own), 'data', 'total_count')).toBe(1);
    expect(at(await get('/devices', {}, own), 'errno')).toBe(3);
  });
});

describe('the Authorization token', () => {
  const FRESH = { res: 'products/7355', et: String(NOW / 1000 + 60), method: 'sha1' };
  const accessKey = (): string => textAt(simulator.credentials, 'accessKey');
  const write = (token: typeof FRESH, sign: string, version = '2018-10-31'): string =>
    Object.entries({ version, ...token, sign })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
  const errnoWith = async (authorization: string): Promise<unknown> =>
    at(await get('/devices', {}, { authorization }), 'errno');

  test.each(['md5', 'sha1', 'sha256'])('signed by %s it stands in for the api-key', async (method) => {
    const token = { ...FRESH, method };
    expect(await errnoWith(write(token, signToken(token, accessKey())))).toBe(0);
  });

  test('it ends at its `et`', async () => {
    const token = write(FRESH, signToken(FRESH, accessKey()));
    clock.advance(59_999);
    expect(await errnoWith(token)).toBe(0);
    clock.advance(1);
    expect(await errnoWith(token)).toBe(3);
  });

  test('another key, product, method or version is refused, and so is a value that was not percent-encoded', async () => {
    const sign = signToken(FRESH, accessKey());
    expect(await errnoWith(write(FRESH, signToken(FRESH, SAMPLE_KEY)))).toBe(3);
    const other = { ...FRESH, res: 'products/1' };
    expect(await errnoWith(write(other, signToken(other, accessKey())))).toBe(3);
    expect(await errnoWith(write({ ...FRESH, method: 'SHA1' }, sign))).toBe(3);
    expect(await errnoWith(write(FRESH, sign, '2020-05-29'))).toBe(3);
    expect(await errnoWith(decodeURIComponent(write(FRESH, sign)))).toBe(3);
    expect(await errnoWith('version=2018-10-31&res=%zz')).toBe(3);
  });
});

describe('GET /devices', () => {
  test('pages from 1, thirty at a time, inside `data`', async () => {
    const reply = await get('/devices');
    expect(reply).toMatchObject({ errno: 0, error: 'succ', data: { total_count: 4, per_page: 30, page: 1 } });
    expect(at(reply, 'data', 'devices', 0)).toMatchObject({
      id: '2160001',
      title: '收银台',
      online: true,
      channel_count: 1,
    });
    expect(at(reply, 'data', 'devices', 3)).toMatchObject({ id: '2160004', title: '1号店网关', channel_count: 2 });
    const second = await get('/devices', { per_page: '3', page: '2' });
    expect(at(second, 'data', 'devices')).toHaveLength(1);
  });

  test('no key of a device is ever in the list', async () => {
    expect(JSON.stringify(await get('/devices'))).not.toContain('"keys"');
  });

  test.each([
    [{ online: 'true' }, ['2160001', '2160003', '2160004']],
    [{ online: 'false' }, ['2160002']],
    [{ title: '收银' }, ['2160001']],
    [{ title: '银台' }, []],
    [{ title: 'OFF' }, ['2160002']],
    [{ key_words: '216000' }, ['2160001', '2160002', '2160003', '2160004']],
    [{ key_words: '1号' }, ['2160004']],
    [{ device_id: '2160002,2160004,9' }, ['2160002', '2160004']],
    [{ private: 'false' }, []],
    [{ begin: '2024-01-16' }, []],
    [{ begin: '2024-01-15', end: '2024-01-15', online: 'false' }, ['2160002']],
    [{ auth_info: 'auth-2160003' }, ['2160003']],
    [{ tag: 'none' }, []],
  ])('%j finds %j', async (query: Readonly<Record<string, string>>, ids) => {
    const devices = at(await get('/devices', query), 'data', 'devices');
    expect((devices as { id: string }[]).map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    [{ page: '0' }],
    [{ page: '10001' }],
    [{ per_page: '101' }],
    [{ online: 'yes' }],
    [{ begin: 'June' }],
    [{ device_id: Array.from({ length: 101 }, (_, id) => id).join(',') }],
  ])('%j is errno 1', async (query: Readonly<Record<string, string>>) => {
    expect(at(await get('/devices', query), 'errno')).toBe(1);
  });

  test('the share of 10,000 cameras is listed to the end', async () => {
    await simulator.close();
    await start(makeFleet(10_000).cameras);
    const total = Number(at(await get('/devices', { per_page: '100' }), 'data', 'total_count'));
    const page = String(Math.ceil(total / 100));
    expect(total).toBeGreaterThan(800);
    expect(at(await get('/devices', { per_page: '100', page }), 'data', 'devices', 0)).toBeDefined();
  });
});

describe('channels and states', () => {
  test('QryChannel answers in `result`: a title of letters and digits, the name as description', async () => {
    const reply = await get('/ipc/video/device/QryChannel', { device_id: '2160004' });
    expect(at(reply, 'result')).toEqual([
      { channel_id: 1, title: 'LOBBY04', desc: '大堂' },
      { channel_id: 2, title: 'BACKDOOR05', desc: '后门' },
    ]);
  });

  test('QryChannel without a device, or of one that is not there, is errno 1', async () => {
    expect(at(await get('/ipc/video/device/QryChannel'), 'errno')).toBe(1);
    expect(at(await get('/ipc/video/device/QryChannel', { device_id: '9' }), 'errno')).toBe(1);
  });

  test('QryDevStatus answers in `result` and leaves out devices it does not know', async () => {
    const reply = await get('/ipc/video/device/QryDevStatus', { devIds: '2160001,2160002,9' });
    expect(reply).toEqual({
      errno: 0,
      error: 'succ',
      result: {
        total_count: 2,
        devices: [
          { id: '2160001', online: true },
          { id: '2160002', online: false },
        ],
      },
    });
  });

  test('QryDevStatus takes thirty ids and 500 characters, and no more', async () => {
    const ids = (count: number, width: number): string =>
      Array.from({ length: count }, (_, id) => String(id).padStart(width, '1')).join(',');
    const errno = async (devIds: string): Promise<unknown> =>
      at(await get('/ipc/video/device/QryDevStatus', { devIds }), 'errno');
    expect(await errno(ids(30, 7))).toBe(0);
    expect(await errno(ids(31, 7))).toBe(1);
    expect(await errno(ids(30, 16))).toBe(1);
    expect(await errno('')).toBe(1);
    expect(await errno('abc')).toBe(1);
  });
});

describe('play_address', () => {
  const address = (reply: unknown, path: string): string =>
    `${textAt(reply, 'data', 'type')}://${textAt(reply, 'data', 'addr')}${path}?${textAt(reply, 'data', 'accessToken')}`;
  const http = (reply: unknown, path: string): string => address(reply, path).replace(/^[a-z-]+:/, 'http:');

  test('RTMP: host, raw token and type make up the address of the guide', async () => {
    const reply = await play();
    expect(address(reply, '')).toMatch(new RegExp(`^${origin.rtmp}\\?[0-9a-z]+$`));
    expect(origin.pull(address(reply, '/live/2160001-1'))).toMatchObject({
      kind: 'live',
      camera: { cloud: 2, device: 1 },
    });
  });

  test('HLS: the path joins device and channel by underscores; https-hls is on the TLS host', async () => {
    const reply = await play({ protocol_type: '1' });
    expect(reply).toMatchObject({ data: { type: 'hls', addr: new URL(origin.http).host } });
    expect(origin.pull(http(reply, '/live/live_2160001_1/index.m3u8')).kind).toBe('live');
    expect(origin.pull(http(reply, '/live/live_2160001-1/index.m3u8'))).toEqual({
      kind: 'refused',
      reason: 'not-found',
    });
    expect(await play({ protocol_type: '2' })).toMatchObject({
      data: { type: 'https-hls', addr: new URL(origin.https ?? '').host },
    });
  });

  test('the token goes raw behind the question mark: as `token=` it is refused', async () => {
    const token = textAt(await play(), 'data', 'accessToken');
    const url = `${origin.rtmp}/live/2160001-1?token=${token}`;
    expect(origin.pull(url)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  test('a token opens its own channel only, and an altered one nothing', async () => {
    const reply = await play({ device_id: '2160004' });
    expect(origin.pull(address(reply, '/live/2160004-1')).kind).toBe('live');
    expect(origin.pull(address(reply, '/live/2160004-2'))).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(origin.pull(`${address(reply, '/live/2160004-1')}0`)).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(origin.pull(`${origin.rtmp}/live/2160004-1`)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  test('`timeout` is the life of the token in ms, -1 for ever', async () => {
    const short = address(await play({ timeout: '1000' }), '/live/2160001-1');
    const lasting = address(await play({ timeout: '-1' }), '/live/2160001-1');
    clock.advance(1000);
    expect(origin.pull(short)).toEqual({ kind: 'refused', reason: 'forbidden' });
    clock.advance(365 * 86_400_000);
    expect(origin.pull(lasting).kind).toBe('live');
  });

  test('tokens expired on request open nothing; the next one does', async () => {
    const old = address(await play(), '/live/2160001-1');
    simulator.setFaults({ expireTokens: true });
    expect(origin.pull(old)).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(origin.pull(address(await play(), '/live/2160001-1')).kind).toBe('live');
  });

  test('each viewing of a flaky camera ends after a few seconds', async () => {
    const url = address(await play({ device_id: '2160003' }), '/live/2160003-1');
    expect(origin.pull(url)).toMatchObject({ kind: 'live', cutAfterMs: 5_000 });
  });

  test.each([
    [{ channel_id: '7' }, 3, 'channel does not exist'],
    [{ device_id: '9' }, 3, 'channel does not exist'],
    [{ device_id: '2160002' }, 4, 'device offline'],
    [{ protocol_type: '5' }, 1, 'parameter error: protocol_type'],
    [{ channel_id: '' }, 1, 'parameter error: channel_id'],
  ])('%j is errno %d', async (query: Readonly<Record<string, string>>, errno, error) => {
    expect(await play(query)).toEqual({ errno, error });
  });

  test('a quota fault changes nothing, since the guide documents no limit', async () => {
    simulator.setFaults({ quota: true });
    expect(at(await play(), 'errno')).toBe(0);
  });
});

describe('product encryption', () => {
  const read = (productId = '7355'): Promise<unknown> => get('/ipc/video/trans_encrypt', { product_id: productId });

  test('off: the reply holds the bare field, and RTMP is plain', async () => {
    expect(await read()).toEqual({ errno: 0, trans_enc: 0 });
    expect(await play()).toMatchObject({ data: { type: 'rtmp' } });
  });

  test('on: every camera of the product has rtmpe', async () => {
    await simulator.close();
    await start([...CAMERAS, withTrait('onenet', 'encrypted', '2160009')]);
    expect(await read()).toEqual({ errno: 0, trans_enc: 1 });
    expect(await play()).toMatchObject({ data: { type: 'rtmpe' } });
  });

  test('of another product it is not told', async () => {
    expect(at(await read('1'), 'errno')).toBe(1);
  });
});

test('a path that the guide does not know is HTTP 404', async () => {
  expect((await send(`${simulator.baseUrl}/ipc/video/nothing`, { method: 'GET', headers: MASTER })).status).toBe(404);
  expect((await send(`${simulator.baseUrl}/devices`, { method: 'DELETE', headers: MASTER })).status).toBe(404);
});
