import { makeFleet, type DemoCamera } from '../../../../sandbox/fleet';
import { sign } from '../../../../sandbox/vendors/ovopark/gateway';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import { at, NOW, send, textAt, type FakeClock, type FakeOrigin } from '../support';
import { CAMERAS, signed, startRig, stat, STORES, timestamp, type Params, type Rig } from './rig';

const PLAY = 'open.shopweb.device.startNewMediaPlay';

let clock: FakeClock;
let origin: FakeOrigin;
let simulator: Simulator;
let rig: Rig;

async function start(cameras: readonly DemoCamera[] = CAMERAS, stores = STORES): Promise<void> {
  rig = await startRig(cameras, stores);
  ({ clock, origin, simulator } = rig);
}

const publicParams: Rig['publicParams'] = (mt) => rig.publicParams(mt);
const post: Rig['post'] = (...sent) => rig.post(...sent);
const call: Rig['call'] = (...sent) => rig.call(...sent);
const asUser: Rig['asUser'] = (...sent) => rig.asUser(...sent);
const play = (business: Params = {}): Promise<unknown> => call(PLAY, { deviceId: '130001', isSlave: '0', ...business });

beforeEach(() => start());
afterEach(() => simulator.close());

describe('the signature', () => {
  const C1 = {
    ...{ _aid: 'S107', _akey: 'S107-00000001', _format: 'json', _requestMode: 'POST', _sm: 'md5', _version: 'v1' },
    ...{ _timestamp: '20240102030405', _mt: PLAY, deviceId: '12345', isSlave: '1' },
  };

  test("the vendor's own worked example signs to its printed value", () => {
    const params = {
      ...{ _aid: 'S107', _akey: 'test', _mt: 'open.demo.queryOpenAccount', _requestMode: 'post', _sm: 'md5' },
      ...{ _timestamp: '20171221132407', _version: 'v1', orgid: '1' },
    };
    expect(sign(params, 'test', 'md5')).toBe('5489704B80A47394025527D6D51FB582');
  });

  test('md5 and sha1 give their known values, names in code unit order', () => {
    const download = {
      ...{ _aid: 'S107', _akey: 'S107-00000001', _format: 'json', _requestMode: 'POST', _sm: 'sha1', _version: 'v1' },
      ...{ _timestamp: '20240102030405', _mt: 'open.shopweb.device.startRecReqDown', id: '12345' },
      ...{ startTime: '2024-01-01 00:00:00', endTime: '2024-01-01 00:10:00' },
    };
    expect(sign(C1, 'ovopark-test-secret', 'md5')).toBe('DAAB8AB1DEF61B82A19F6762C9C9D798');
    expect(sign(download, 'ovopark-test-secret', 'sha1')).toBe('D0431607852CDB1737311B091673B81D0E35EB89');
  });

  test('`_sig` itself is not signed', () => {
    expect(sign({ ...C1, _sig: 'x' }, 'ovopark-test-secret', 'md5')).toBe('DAAB8AB1DEF61B82A19F6762C9C9D798');
  });
});

describe('the gateway', () => {
  test('a good call is SUCCESS, with the time of the gateway, on both routes and by both digests', async () => {
    const reply = await play();
    expect(reply).toMatchObject({ stat: { code: 0, codename: 'SUCCESS', systime: NOW }, result: '调用成功' });
    for (const route of ['m.api', 'cloud.api']) {
      for (const _sm of ['md5', 'sha1']) {
        const form = signed({ ...publicParams(PLAY), _sm, deviceId: '130001', isSlave: '1' });
        expect(stat(await post(form, { route }))).toEqual([0, 'SUCCESS']);
      }
    }
  });

  test.each([
    ['_akey', 1, 'KEY_NOTNULL'],
    ['_sm', 4, 'SIGN_METHOD_NOTNULL'],
    ['_sig', 6, 'SIGN_NOTNULL'],
    ['_mt', 8, 'METHOD_NOTNULL'],
    ['_requestMode', 10, 'REQUESTMODE_NOTNULL'],
    ['_aid', 11, 'APPLICATIONID_NOTNULL'],
    ['_version', 13, 'VERSION_NOTNULL'],
    ['_timestamp', 14, 'TIMESTAMP_NOTNULL'],
  ])('without %s the answer is %d %s', async (name, code, codename) => {
    const form = signed({ ...publicParams(PLAY), deviceId: '130001', isSlave: '0' });
    const { [name]: _dropped, ...rest } = form;
    expect(stat(await post(rest))).toEqual([code, codename]);
    expect(stat(await post({ ...rest, [name]: '' }))).toEqual([code, codename]);
  });

  test.each([
    [{ _akey: 'S107-OTHER' }, 2, 'KEY_UNLAWFUL'],
    [{ _akey: 'S107-EXPIRED' }, 3, 'KEY_HAS_EXPIRED'],
    [{ _sm: 'sha256' }, 5, 'SIGN_TYPE_NOTEXIST'],
    [{ _mt: 'open.shopweb.device.nothing' }, 9, 'METHOD_NOTEXIST_CODE'],
    [{ _mt: 'toString' }, 9, 'METHOD_NOTEXIST_CODE'],
    [{ _version: 'v9' }, 9, 'METHOD_NOTEXIST_CODE'],
    [{ _requestMode: 'get' }, 9, 'METHOD_NOTEXIST_CODE'],
    [{ _aid: 'S999' }, 12, 'APPLICATIONID_NOTSAME'],
    [{ _timestamp: '2024-01-02 03:04:05' }, 15, 'TIMESTAMP_FORMAT_ERROR'],
    [{ _timestamp: '20240230030405' }, 15, 'TIMESTAMP_FORMAT_ERROR'],
    [{ _format: 'xml' }, 17, 'FORMAT_TYPE_NOTEXIST'],
  ])('%j is %d %s', async (change: Params, code, codename) => {
    const form = signed({ ...publicParams(PLAY), deviceId: '130001', isSlave: '0', ...change });
    expect(stat(await post(form))).toEqual([code, codename]);
  });

  test('a signature over other values, or in lower case, is 7 SIGN_WRONG', async () => {
    const form = signed({ ...publicParams(PLAY), deviceId: '130001', isSlave: '0' });
    expect(stat(await post({ ...form, isSlave: '1' }))).toEqual([7, 'SIGN_WRONG']);
    expect(stat(await post({ ...form, extra: '1' }))).toEqual([7, 'SIGN_WRONG']);
    expect(stat(await post({ ...form, _sig: form._sig?.toLowerCase() ?? '' }))).toEqual([7, 'SIGN_WRONG']);
  });

  test.each([-10 * 60_000 - 1000, 10 * 60_000 + 1000])('a timestamp %d ms from Beijing time is 16', async (skew) => {
    const params = {
      ...publicParams(PLAY),
      _timestamp: timestamp(clock.now() + skew),
      deviceId: '130001',
      isSlave: '0',
    };
    expect(stat(await post(signed(params)))).toEqual([16, 'TIMESTAMP_OVERTIME']);
  });

  test.each([-10 * 60_000, 10 * 60_000])('a timestamp %d ms from Beijing time is still good', async (skew) => {
    const params = {
      ...publicParams(PLAY),
      _timestamp: timestamp(clock.now() + skew),
      deviceId: '130001',
      isSlave: '0',
    };
    expect(stat(await post(signed(params)))).toEqual([0, 'SUCCESS']);
  });

  test('the same signed call sent again is -100; with another nonce it is a call of its own', async () => {
    const params = { ...publicParams(PLAY), deviceId: '130001', isSlave: '0' };
    expect(stat(await post(signed(params)))).toEqual([0, 'SUCCESS']);
    expect(stat(await post(signed(params)))).toEqual([-100, 'API_CALL_REPEAT']);
    expect(stat(await post(signed({ ...params, _nonce: 'another' })))).toEqual([0, 'SUCCESS']);
  });

  test('expired on request, one call has a stale timestamp and the next does not', async () => {
    simulator.setFaults({ expireTokens: true });
    expect(stat(await play())).toEqual([16, 'TIMESTAMP_OVERTIME']);
    expect(stat(await play())).toEqual([0, 'SUCCESS']);
  });

  test('called too often, everything is -100', async () => {
    simulator.setFaults({ quota: true });
    expect(stat(await play())).toEqual([-100, 'API_CALL_REPEAT']);
  });

  test('other paths and verbs are no API', async () => {
    expect((await send(`${simulator.baseUrl}/other.api`)).status).toBe(404);
    expect((await send(`${simulator.baseUrl}/cloud.api`, { method: 'GET' })).status).toBe(405);
  });

  test('a JSON body travels unsigned beside signed public parameters in the query, to cloud.api only', async () => {
    const ask = async (route: string): Promise<unknown> =>
      (
        await send(`${simulator.baseUrl}/${route}`, {
          query: signed(publicParams(PLAY)),
          json: { deviceId: 130001, isSlave: 0 },
        })
      ).body;
    expect(stat(await ask('cloud.api'))).toEqual([0, 'SUCCESS']);
    expect(stat(await ask('m.api'))).toEqual([-500, 'API_SYSTEM_CALL_ERROR']);
  });
});

describe('startNewMediaPlay', () => {
  test('gives an address of each kind on one fresh channel, and the codec', async () => {
    const data = at(await play(), 'data');
    const uuid = /\/rtsp\/([0-9a-f-]{36})\//.exec(textAt(data, 'flv'))?.[1] ?? '';
    expect(data).toEqual({
      flv: `${origin.http}/rtsp/${uuid}/live.flv`,
      rtmp: `${origin.rtmp}/rtsp/${uuid}`,
      hls: `${origin.http}/rtsp/${uuid}/index.m3u8`,
      rtsp: `rtsp://127.0.0.1:5555/rtsp/${uuid}`,
      tlsflv: `${origin.https ?? ''}/rtsp/${uuid}/live.flv`,
      tlshls: `${origin.https ?? ''}/rtsp/${uuid}/index.m3u8`,
      vencodingname: 'H264',
    });
    expect(textAt(await play(), 'data', 'flv')).not.toBe(textAt(data, 'flv'));
  });

  test.each(['flv', 'rtmp', 'hls', 'tlsflv', 'tlshls'])('its %s address shows the camera', async (field) => {
    const url = textAt(await play(), 'data', field);
    expect(origin.pull(url)).toMatchObject({ kind: 'live', camera: { cloud: 3, device: 1 }, quality: 'main' });
  });

  test('isSlave 1 is the small stream', async () => {
    expect(origin.pull(textAt(await play({ isSlave: '1' }), 'data', 'flv'))).toMatchObject({ quality: 'sub' });
  });

  test('an H265 camera has no flv, rtmp or tlsflv', async () => {
    const data = at(await play({ deviceId: '130002' }), 'data') as object;
    expect(Object.keys(data).sort()).toEqual(['hls', 'rtsp', 'tlshls', 'vencodingname']);
    expect(data).toMatchObject({ vencodingname: 'H265' });
  });

  test.each([
    [{ deviceId: '999' }, 103092, 'NO_DEVICE'],
    [{ deviceId: '139999999' }, 103064, 'NO_AUTH_USER'],
    [{ deviceId: '130003' }, -500, 'API_SYSTEM_CALL_ERROR'],
    [{ deviceId: 'x' }, -500, 'API_SYSTEM_CALL_ERROR'],
    [{ isSlave: '2' }, -500, 'API_SYSTEM_CALL_ERROR'],
    [{ permanent: 'true' }, -500, 'API_SYSTEM_CALL_ERROR'],
    [{ permanent: 'perhaps' }, -500, 'API_SYSTEM_CALL_ERROR'],
  ])('%j is %d %s', async (change: Params, code, codename) => {
    const reply = await play(change);
    expect(stat(reply)).toEqual([code, codename]);
    expect(at(reply, 'data')).toBeNull();
  });
});

describe("a channel's life", () => {
  const gone = { kind: 'refused', reason: 'not-found' };
  const openChannels = (): number => simulator.counts().openChannels;

  test('nobody pulls for 10 s: it closes', async () => {
    const url = textAt(await play(), 'data', 'flv');
    clock.advance(9_999);
    expect(origin.pull(url).kind).toBe('live');
    expect(openChannels()).toBe(1);
    clock.advance(1);
    expect(origin.pull(url)).toEqual(gone);
    expect(openChannels()).toBe(0);
  });

  test('while somebody watches it stays, and closes at once when the last viewer leaves', async () => {
    const data = at(await play(), 'data');
    const leave = origin.view(textAt(data, 'flv'));
    const leaveToo = origin.view(textAt(data, 'rtmp'));
    clock.advance(60_000);
    leave();
    expect(openChannels()).toBe(1);
    leaveToo();
    expect(openChannels()).toBe(0);
    expect(origin.pull(textAt(data, 'hls'))).toEqual(gone);
  });

  test('each call opens a channel of its own', async () => {
    const first = origin.view(textAt(await play(), 'data', 'flv'));
    const second = textAt(await play(), 'data', 'flv');
    expect(openChannels()).toBe(2);
    first();
    expect(origin.pull(second).kind).toBe('live');
  });

  test('a resident channel outlives its viewers until its timeout', async () => {
    const timeout = String(NOW / 1000 + 3600);
    const url = textAt(await play({ permanent: 'true', timeout }), 'data', 'flv');
    clock.advance(60_000);
    origin.view(url)();
    clock.advance(3_600_000 - 60_001);
    expect(origin.pull(url).kind).toBe('live');
    clock.advance(1);
    expect(origin.pull(url)).toEqual(gone);
  });

  test('a resident channel that is watched past its timeout closes when the last viewer leaves', async () => {
    const url = textAt(await play({ permanent: 'true', timeout: String(NOW / 1000 + 3600) }), 'data', 'flv');
    const leave = origin.view(url);
    clock.advance(3_700_000);
    expect(origin.pull(url).kind).toBe('live');
    leave();
    expect(origin.pull(url)).toEqual(gone);
  });

  test('a timeout further away than a timer can wait is kept', async () => {
    const year = 365 * 86_400;
    const url = textAt(await play({ permanent: 'true', timeout: String(NOW / 1000 + year) }), 'data', 'flv');
    clock.advance(year * 1000 - 1);
    expect(origin.pull(url).kind).toBe('live');
    clock.advance(1);
    expect(origin.pull(url)).toEqual(gone);
  });
});

describe('stores, devices and the user', () => {
  const LIST = 'open.shopweb.device.getVideoDeviceList';
  const STORES_OF = 'open.shopweb.departments.getDeptListByPage';

  test('the lists want the user token in the authenticator header', async () => {
    expect(stat(await call(STORES_OF))).toEqual([9990001, 'TOKEN_NOT_EXIST']);
    expect(stat(await call(LIST, { id: '52000' }, { authenticator: 'other' }))).toEqual([9990001, 'TOKEN_NOT_EXIST']);
  });

  test('stores come ten a page, can be asked for by id and by part of the name', async () => {
    expect(at(await asUser(STORES_OF), 'data')).toMatchObject({ total: 3, pageNumber: 1, pageSize: 10 });
    const second = await asUser(STORES_OF, { pageNumber: '2', pageSize: '2' });
    expect(at(second, 'data', 'records')).toMatchObject([{ id: 52002, name: '徐家汇店' }]);
    expect(at(await asUser(STORES_OF, { name: '广场' }), 'data', 'records')).toMatchObject([{ id: 52001 }]);
    expect(at(await asUser(STORES_OF, { shopIds: '52000,52002' }), 'data', 'total')).toBe(2);
  });

  test("a store's devices carry the id that startNewMediaPlay takes", async () => {
    const [store] = at(await asUser(LIST, { id: '52000' }), 'data', 'list') as [object];
    expect(store).toMatchObject({ id: 52000, name: '南京路店' });
    expect(at(store, 'devices')).toMatchObject([
      { id: 130001, name: '收银台', online: 1 },
      { id: 130002, online: 1 },
      { id: 130003, online: 0 },
    ]);
    expect(stat(await asUser(LIST, { id: '1' }))[0]).toBe(-500);
  });

  test('getDeviceStates v2 tells one device', async () => {
    const states = 'open.shopweb.device.getDeviceStates';
    expect(at(await asUser(states, { id: '130003' }, 'v2'), 'data')).toEqual({ online: 0, name: 'offline' });
    expect(stat(await asUser(states, { id: '999' }, 'v2'))).toEqual([103092, 'NO_DEVICE']);
  });

  test('with every line down all devices are offline', async () => {
    simulator.setFaults({ offline: true });
    expect(at(await asUser(LIST, { id: '52001' }), 'data', 'list', 0, 'devices', 0, 'online')).toBe(0);
  });

  test('every store of a fleet of 10,000 can be listed', async () => {
    await simulator.close();
    const fleet = makeFleet(10_000);
    await start(fleet.cameras, [...fleet.stores]);
    const last = String(52_000 + fleet.stores.length - 1);
    expect(at(await asUser(STORES_OF, { pageSize: '100' }), 'data', 'total')).toBe(fleet.stores.length);
    expect(at(await asUser(LIST, { id: last }), 'data', 'list', 0, 'devices', 0)).toBeDefined();
  });
});
