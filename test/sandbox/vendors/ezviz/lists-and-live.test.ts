import { makeFleet, type DemoCamera } from '../../../../sandbox/fleet';
import { startEzviz } from '../../../../sandbox/vendors/ezviz/index';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import {
  at,
  lookOf,
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

const KEYS = { appKey: 'sandbox-ezviz-app-key', appSecret: 'sandbox-ezviz-app-secret' };
const DAY_MS = 86_400_000;
const LIVE = '/api/lapp/v2/live/address/get';
const CAMERAS = [
  makeCamera('ezviz'),
  withTrait('ezviz', 'offline', 'K10000002'),
  withTrait('ezviz', 'encrypted', 'K10000003'),
  withTrait('ezviz', 'masked', 'K10000004'),
  withTrait('ezviz', 'flaky', 'K10000005'),
  makeCamera('ezviz', { serial: 'K10000006', name: '大堂', device: 6 }),
  makeCamera('ezviz', { serial: 'K10000006', name: '后门', device: 7, channel: '2' }),
];

let clock: FakeClock;
let origin: FakeOrigin;
let simulator: Simulator;
let accessToken: string;

async function start(cameras: readonly DemoCamera[] = CAMERAS): Promise<void> {
  clock = makeClock();
  const { startOrigin, origins } = makeOrigins();
  simulator = await startEzviz({ cameras, startOrigin, clock });
  [origin] = origins as [FakeOrigin];
  accessToken = textAt(await call('/api/lapp/token/get', KEYS), 'data', 'accessToken');
}

async function call(path: string, form: Readonly<Record<string, string>>): Promise<unknown> {
  const { status, body } = await send(simulator.baseUrl + path, { form });
  expect(status).toBe(200);
  return body;
}

const ask = (path: string, form: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  call(path, { accessToken, ...form });
const codeOf = async (path: string, form: Readonly<Record<string, string>>): Promise<unknown> =>
  at(await ask(path, form), 'code');
const live = (form: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  ask(LIVE, { deviceSerial: 'K10000001', channelNo: '1', protocol: '3', quality: '1', expireTime: '86400', ...form });

beforeEach(() => start());
afterEach(() => simulator.close());

describe('tokens', () => {
  test('token/get gives a 64-character token and the instant seven days on, in ms', async () => {
    expect(accessToken).toMatch(/^at\..{61}$/);
    const reply = await call('/api/lapp/token/get', KEYS);
    expect(reply).toMatchObject({ code: '200', data: { expireTime: NOW + 7 * DAY_MS } });
  });

  test('an unknown appKey is 10017, a pair that does not match 10030, a missing field 10001', async () => {
    expect(at(await call('/api/lapp/token/get', { ...KEYS, appKey: 'other' }), 'code')).toBe('10017');
    expect(at(await call('/api/lapp/token/get', { ...KEYS, appSecret: 'other' }), 'code')).toBe('10030');
    expect(at(await call('/api/lapp/token/get', { appKey: KEYS.appKey }), 'code')).toBe('10001');
  });

  test('a new token leaves the older one good', async () => {
    await call('/api/lapp/token/get', KEYS);
    expect(await codeOf('/api/lapp/device/list', {})).toBe('200');
  });

  test('a wrong token is 10002, and so is ours once its seven days are over', async () => {
    expect(await codeOf('/api/lapp/device/list', { accessToken: 'at.wrong' })).toBe('10002');
    clock.advance(7 * DAY_MS - 1);
    expect(await codeOf('/api/lapp/device/list', {})).toBe('200');
    clock.advance(1);
    expect(await codeOf('/api/lapp/device/list', {})).toBe('10002');
  });

  test('a call without a token is 10001', async () => {
    expect(at(await call('/api/lapp/device/list', {}), 'code')).toBe('10001');
  });

  test('expired on request, a token stays 10002 until another is issued', async () => {
    simulator.setFaults({ expireTokens: true });
    expect(await codeOf('/api/lapp/device/list', {})).toBe('10002');
    accessToken = textAt(await call('/api/lapp/token/get', KEYS), 'data', 'accessToken');
    expect(await codeOf('/api/lapp/device/list', {})).toBe('200');
  });
});

describe('requests', () => {
  test('only POST is served, and only what the guide names', async () => {
    expect((await send(`${simulator.baseUrl}/api/lapp/device/list`, { method: 'GET' })).status).toBe(405);
    expect((await send(`${simulator.baseUrl}/api/lapp/device/nothing`)).status).toBe(404);
    expect((await send(`${simulator.baseUrl}/toString`)).status).toBe(404);
  });

  test('fields count only in a form body: JSON and the query are not read', async () => {
    const url = `${simulator.baseUrl}/api/lapp/device/list`;
    expect(at((await send(url, { json: { accessToken } })).body, 'code')).toBe('10001');
    expect(at((await send(url, { query: { accessToken } })).body, 'code')).toBe('10001');
  });

  test('over its quota the account gets 10029 for everything', async () => {
    simulator.setFaults({ quota: true });
    expect(await codeOf('/api/lapp/device/list', {})).toBe('10029');
    expect(at(await call('/api/lapp/token/get', KEYS), 'code')).toBe('10029');
  });
});

describe('lists', () => {
  test('device/list pages from 0 and tells the total', async () => {
    const reply = await ask('/api/lapp/device/list', { pageStart: '1', pageSize: '4' });
    expect(reply).toMatchObject({ code: '200', page: { total: 6, page: 1, size: 4 } });
    expect(at(reply, 'data', 0)).toMatchObject({ deviceSerial: 'K10000005', deviceName: 'flaky', status: 1 });
    expect(at(reply, 'data', 1)).toMatchObject({ deviceSerial: 'K10000006', deviceName: '1号店录像机' });
  });

  test.each([
    ['pageSize', '51'],
    ['pageSize', '0'],
    ['pageSize', 'ten'],
    ['pageStart', '400'],
    ['pageStart', '-1'],
  ])('%s %s is 10001', async (name, value) => {
    expect(await codeOf('/api/lapp/device/list', { [name]: value })).toBe('10001');
    expect(await codeOf('/api/lapp/camera/list', { [name]: value })).toBe('10001');
  });

  test('camera/list has one row for each lens, with its encryption', async () => {
    const reply = await ask('/api/lapp/camera/list', { pageSize: '50' });
    expect(at(reply, 'page')).toEqual({ total: 7, page: 0, size: 50 });
    expect(at(reply, 'data', 2)).toMatchObject({
      deviceSerial: 'K10000003',
      channelNo: 1,
      isEncrypt: 1,
      isShared: '0',
    });
    expect(at(reply, 'data', 6)).toMatchObject({
      deviceSerial: 'K10000006',
      channelNo: 2,
      channelName: '后门',
      isEncrypt: 0,
    });
  });

  test('device/camera/list has the lenses of one device', async () => {
    const reply = await ask('/api/lapp/device/camera/list', { deviceSerial: 'K10000006' });
    expect(at(reply, 'data')).toMatchObject([{ channelNo: 1 }, { channelNo: 2 }]);
  });

  test('the first page of 10,000 cameras and the last are both there', async () => {
    await simulator.close();
    await start(makeFleet(10_000).cameras);
    const total = at(await ask('/api/lapp/camera/list', { pageSize: '50' }), 'page', 'total');
    expect(total).toBe(makeFleet(10_000).cameras.filter(({ vendor }) => vendor === 'ezviz').length);
    const lastPage = String(Math.ceil(Number(total) / 50) - 1);
    expect(at(await ask('/api/lapp/camera/list', { pageSize: '50', pageStart: lastPage }), 'data', 0)).toBeDefined();
  });
});

describe('one device', () => {
  test('info tells line and encryption', async () => {
    expect(await ask('/api/lapp/device/info', { deviceSerial: 'K10000001' })).toMatchObject({
      data: { deviceName: '收银台', status: 1, isEncrypt: 0 },
    });
    expect(await ask('/api/lapp/device/info', { deviceSerial: 'K10000002' })).toMatchObject({ data: { status: 0 } });
    expect(await ask('/api/lapp/device/info', { deviceSerial: 'K10000003' })).toMatchObject({ data: { isEncrypt: 1 } });
  });

  test('status/get reads `channel`, not `channelNo`, and tells the privacy mask', async () => {
    const path = '/api/lapp/device/status/get';
    expect(await ask(path, { deviceSerial: 'K10000004' })).toMatchObject({ data: { privacyStatus: 1 } });
    expect(await ask(path, { deviceSerial: 'K10000001', channelNo: '9' })).toMatchObject({
      data: { privacyStatus: 0 },
    });
    expect(await codeOf(path, { deviceSerial: 'K10000001', channel: '9' })).toBe('20001');
  });

  test('the scene switch is on while the camera is masked, and unsupported on a recorder', async () => {
    const path = '/api/lapp/device/scene/switch/status';
    expect(at(await ask(path, { deviceSerial: 'K10000004' }), 'data')).toEqual({
      deviceSerial: 'K10000004',
      channelNo: 1,
      enable: 1,
    });
    expect(at(await ask(path, { deviceSerial: 'K10000001' }), 'data', 'enable')).toBe(0);
    expect(await codeOf(path, { deviceSerial: 'K10000006' })).toBe('60020');
  });

  test('capacity speaks in text, and leaves out what is not supported', async () => {
    const path = '/api/lapp/device/capacity';
    expect(at(await ask(path, { deviceSerial: 'K10000001' }), 'data')).toMatchObject({
      support_privacy: '1',
      support_ptz: '1',
    });
    expect(at(await ask(path, { deviceSerial: 'K10000006' }), 'data', 'support_privacy')).toBeUndefined();
  });

  test.each([
    ['k10000001', '20014'],
    ['K1', '20014'],
    ['', '10001'],
    ['K10000099', '20002'],
    ['K99999999', '20018'],
  ])('serial number %p is %s', async (deviceSerial, code) => {
    expect(await codeOf('/api/lapp/device/info', { deviceSerial })).toBe(code);
    expect(at(await live({ deviceSerial }), 'code')).toBe(code);
  });
});

describe('live addresses', () => {
  test('the address has the shape of the guide and says when it ends, in Beijing time', async () => {
    const reply = await live();
    const expire = NOW / 1000 + 86_400;
    const id = textAt(reply, 'data', 'id');
    expect(at(reply, 'data', 'expireTime')).toBe('2024-01-03 03:04:05');
    expect(textAt(reply, 'data', 'url')).toMatch(
      new RegExp(
        `^${origin.rtmp}/v3/openlive/K10000001_1_2\\?expire=${String(expire)}&id=${id}&t=[0-9a-f]{64}&ev=100$`,
      ),
    );
  });

  test.each([
    ['2', 'http', '.m3u8'],
    ['3', 'rtmp', ''],
    ['4', 'http', '.flv'],
  ] as const)('protocol %s is served from %s', async (protocol, base, ending) => {
    const url = textAt(await live({ protocol }), 'data', 'url');
    expect(url.startsWith(`${origin[base]}/v3/openlive/K10000001_1_2${ending}?`)).toBe(true);
    expect(origin.pull(url)).toMatchObject({ kind: 'live', camera: { cloud: 1, device: 1, label: 'CASHIER 01' } });
  });

  test('quality 1 plays the main stream and 2 the small one, though the path is the same', async () => {
    expect(origin.pull(textAt(await live({ quality: '1' }), 'data', 'url'))).toMatchObject({ quality: 'main' });
    expect(origin.pull(textAt(await live({ quality: '2' }), 'data', 'url'))).toMatchObject({ quality: 'sub' });
  });

  test('an address plays until its end and not after', async () => {
    const url = textAt(await live({ expireTime: '30' }), 'data', 'url');
    clock.advance(29_999 - (NOW % 1000));
    expect(origin.pull(url).kind).toBe('live');
    clock.advance(1);
    expect(origin.pull(url)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  test.each(['expire', 'id', 't'])('an address whose %s was changed is refused', async (name) => {
    const url = new URL(textAt(await live(), 'data', 'url'));
    const last = url.searchParams.get(name) ?? '';
    url.searchParams.set(name, last.slice(0, -1) + (last.endsWith('1') ? '2' : '1'));
    expect(origin.pull(url.href)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  test('an address of one camera does not open another', async () => {
    const url = textAt(await live(), 'data', 'url');
    expect(origin.pull(url.replace('K10000001', 'K10000004'))).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  test('a path that the guide does not know is not there', () => {
    expect(origin.pull(`${origin.http}/v3/elsewhere`)).toEqual({ kind: 'refused', reason: 'not-found' });
  });

  test.each([
    [{ expireTime: '29' }, '10001'],
    [{ expireTime: String(720 * 86_400 + 1) }, '10001'],
    [{ quality: '3' }, '10001'],
    [{ protocol: '6' }, '10001'],
    [{ channelNo: 'one' }, '10001'],
    [{ channelNo: '2' }, '20001'],
    [{ deviceSerial: 'K10000002' }, '20007'],
    [{ deviceSerial: 'K10000003' }, '60019'],
    [{ type: '4' }, '10001'],
  ])('%j is refused with %s', async (form: Readonly<Record<string, string>>, code) => {
    const reply = await live(form);
    expect(reply).toMatchObject({ code, msg: expect.any(String) as string });
    expect(at(reply, 'data')).toBeUndefined();
  });

  test.each(['30', String(720 * 86_400)])('expireTime %s is within the bounds', async (expireTime) => {
    expect(at(await live({ expireTime }), 'code')).toBe('200');
  });

  test('with every line down, cameras are 20007, their streams end and their addresses lead nowhere', async () => {
    const url = textAt(await live(), 'data', 'url');
    origin.view(url);
    simulator.setFaults({ offline: true });
    expect(at(await live(), 'code')).toBe('20007');
    expect(origin.cuts).toEqual([1]);
    expect(origin.pull(url)).toEqual({ kind: 'refused', reason: 'not-found' });
    simulator.setFaults({});
    expect(at(await live(), 'code')).toBe('200');
  });

  test('each viewing of a flaky camera ends after a few seconds, of another camera never', async () => {
    const flaky = textAt(await live({ deviceSerial: 'K10000005' }), 'data', 'url');
    expect(origin.pull(flaky)).toMatchObject({ kind: 'live', cutAfterMs: 5_000 });
    expect(origin.pull(textAt(await live(), 'data', 'url'))).not.toHaveProperty('cutAfterMs');
  });

  test('a masked camera shows its mask', async () => {
    const url = textAt(await live({ deviceSerial: 'K10000004' }), 'data', 'url');
    expect(lookOf(origin, url, clock.now()).masked).toBe(true);
  });
});
