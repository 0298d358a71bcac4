import * as v from 'valibot';
import { createOvoparkApi } from '../../../../cloudfunctions/vendors/ovopark/api';
import { refusals } from '../../../../cloudfunctions/vendors/ovopark/codes';
import { createOvoparkDriver } from '../../../../cloudfunctions/vendors/ovopark/driver';
import { ovoparkCredentials } from '../../../../cloudfunctions/vendors/ovopark/wire';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { makeHastyClock, START } from '../../../support/fake-clock';

const ACCOUNT = {
  liveUrl: 'http://cloudapi.example/cloud.api',
  gatewayUrl: 'http://openapi.example/m.api',
  accessKey: 'S107-00000001',
  accessSecret: 'secret',
};
const ADDRESS = { deviceId: '12345', channelId: '1', groupId: '77' };
const CLIP_URL = 'http://114.215.78.225:8500/FLV_0014100a5349_0014101b6008_20200526230051.flv';
const MINUTE = 60_000;

const success = (data: unknown) => ({ stat: { code: '0', codename: 'SUCCESS' }, result: 'ok', data });

function makeRig(answer: (asked: AskedOf) => unknown, account: object = {}) {
  const { http, asked } = makeHttp(answer);
  const clock = makeHastyClock();
  const deps = makeDriverDeps(v.parse(ovoparkCredentials, { ...ACCOUNT, ...account }), http, clock);
  return { clock, api: createOvoparkApi(deps), driver: createOvoparkDriver(deps), asked };
}

const clip = (data: unknown, ms = 5 * MINUTE) =>
  makeRig(() => success(data)).driver.clips!.start(ADDRESS, { place: 'device', from: START, to: START + ms });

test('startNewMediaPlay keeps a channel open until a time in unix seconds, when one is given', async () => {
  const { api, asked } = makeRig(() => success({ flv: 'http://h/live.flv' }));
  await api.media.startNewMediaPlay({ deviceId: '12345', quality: 'sub' });
  await api.media.startNewMediaPlay({ deviceId: '12345', quality: 'main', keepUntil: START + 3600_000 });
  expect(asked[0]?.fields).not.toHaveProperty('permanent');
  expect(asked[0]?.fields).not.toHaveProperty('timeout');
  expect(asked[1]?.fields).toMatchObject({
    _mt: 'open.shopweb.device.startNewMediaPlay',
    deviceId: '12345',
    isSlave: '0',
    permanent: 'true',
    timeout: String(START / 1000 + 3600),
  });
});

test('startNewMediaPlay: a time that has passed is refused without a call', async () => {
  const { api, asked } = makeRig(() => success({}));
  const call = api.media.startNewMediaPlay({ deviceId: '12345', quality: 'main', keepUntil: START });
  await expect(call).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test('startRecReqDown names the device `id`, the times in China, and goes out once to the other gateway', async () => {
  const { driver, asked } = makeRig(() => success({ result: '0', url: CLIP_URL }));
  const outcome = await driver.clips?.start(ADDRESS, { place: 'device', from: START, to: START + 5 * MINUTE });
  expect(outcome).toEqual({ kind: 'ready', url: CLIP_URL, expiresAt: null });
  expect(asked[0]?.request).toMatchObject({ url: 'http://openapi.example/m.api', method: 'POST', kind: 'command' });
  expect(asked[0]?.fields).toMatchObject({
    _mt: 'open.shopweb.device.startRecReqDown',
    _version: 'v1',
    id: '12345',
    startTime: '2024-01-01 08:00:00',
    endTime: '2024-01-01 08:05:00',
  });
  expect(asked[0]?.fields).not.toHaveProperty('deviceId');
});

test.each([
  ['1', { kind: 'refused', why: 'recorder-offline' }],
  ['2', { kind: 'busy', why: 'play-failed' }],
  ['-1', { kind: 'refused', why: 'request-failed' }],
  ['-2', { kind: 'refused', why: 'no-recorder' }],
  ['-3', { kind: 'busy', why: 'same-camera' }],
  ['-4', { kind: 'busy', why: 'no-channel' }],
  ['-5', { kind: 'busy', why: 'recorder-load' }],
  ['-6', { kind: 'busy', why: 'playback-in-use' }],
])('startRecReqDown: result %s, as text or number', async (result, outcome) => {
  expect(await clip({ result })).toEqual(outcome);
  expect(await clip({ result: Number(result), url: null })).toEqual(outcome);
});

test.each([
  ['no data', null],
  ['no result', { url: CLIP_URL }],
  ['a result that is not printed', { result: '3' }],
  ['success without an address', { result: '0' }],
  ['success with an address that is none', { result: '0', url: 'javascript:alert(1)' }],
])('startRecReqDown: %s is vendor-protocol', async (_, data) => {
  await expect(clip(data)).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('a clip of ten minutes is asked for; a longer one, and none at all, cost no call', async () => {
  const { driver, asked } = makeRig(() => success({ result: '0', url: CLIP_URL }));
  expect(driver.clips).toMatchObject({ places: ['device'], format: 'flv', longestMs: 10 * MINUTE });
  const request = (ms: number) => driver.clips!.start(ADDRESS, { place: 'device', from: START, to: START + ms });
  await request(10 * MINUTE);
  expect(asked).toHaveLength(1);
  await expect(request(10 * MINUTE + 1)).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(request(0)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(1);
});

const CALLS = {
  startNewMediaPlay: ({ api }: ReturnType<typeof makeRig>) =>
    api.media.startNewMediaPlay({ deviceId: '1', quality: 'main' }),
  startRecReqDown: ({ api }: ReturnType<typeof makeRig>) =>
    api.clips.startRecReqDown('1', { from: START, to: START + MINUTE }),
};
const CODES = Object.entries(refusals).map(([code, refusal]) => ({
  code,
  error: refusal === 'pause' ? 'vendor-quota' : refusal,
}));

describe.each(Object.entries(CALLS))('%s', (_, ask) => {
  test.each(CODES)('code $code is $error', async ({ code, error }) => {
    const rig = makeRig(() => ({ stat: { code: Number(code) }, result: 'no', data: null }));
    await expect(ask(rig)).rejects.toMatchObject({ code: error, vendorCode: code });
  });

  test('no error holds a key, a token or the device', async () => {
    const rig = makeRig(() => ({ stat: { code: 7 }, result: 'bad key S107-00000001', data: null }), {
      userToken: 'user-token',
    });
    const error: unknown = await ask(rig).catch((reason: unknown) => reason);
    expect(String(error) + JSON.stringify(error)).not.toMatch(/S107|secret|user-token|example/);
  });
});

describe('the token of a user whom the account names', () => {
  const isToken = ({ fields }: AskedOf) => fields._mt === 'open.shopweb.privilege.getToken';
  const stores = success({ records: [], total: 0 });

  test('is fetched once by the login name and sent with every call', async () => {
    const rig = makeRig((asked) => (isToken(asked) ? success({ token: 'fetched', enterpriseId: 1 }) : stores), {
      userName: 'li.lei',
    });
    await Promise.all([rig.api.stores.getDeptListByPage(1, 100), rig.api.stores.getDeptListByPage(2, 100)]);
    const [token, ...others] = [...rig.asked].sort((a, b) => Number(isToken(b)) - Number(isToken(a)));
    expect(token?.fields).toMatchObject({ loginName: 'li.lei', _version: 'v1' });
    expect(others.map(({ request }) => request.headers?.authenticator)).toEqual(['fetched', 'fetched']);
  });

  test('is fetched anew when the vendor no longer knows it, and the call repeated once', async () => {
    let issued = 0;
    const rig = makeRig(
      (asked) => {
        if (isToken(asked)) return success({ token: `t${++issued}` });
        return asked.request.headers?.authenticator === 't2' ? stores : { stat: { code: 9_990_001 }, data: null };
      },
      { userName: 'li.lei' },
    );
    expect(await rig.api.stores.getDeptListByPage(1, 100)).toEqual({ stores: [], last: true });
    expect(issued).toBe(2);
  });

  test('that the vendor refuses for good is vendor-auth, after one repeat', async () => {
    const rig = makeRig(
      (asked) => (isToken(asked) ? success({ token: 't' }) : { stat: { code: 9_990_001 }, data: null }),
      { userName: 'li.lei' },
    );
    await expect(rig.api.stores.getDeptListByPage(1, 100)).rejects.toMatchObject({ code: 'vendor-auth' });
    expect(rig.asked.filter((asked) => !isToken(asked))).toHaveLength(2);
  });

  test('comes from a login where there is a password, which travels as md5, and ends when the vendor says', async () => {
    const isLogin = ({ fields }: AskedOf) => fields._mt === 'open.shopweb.security.ssoLogin';
    let issued = 0;
    const rig = makeRig(
      (asked) =>
        isLogin(asked) ? success({ token: `t${++issued}`, tokenExpirationTimestamp: START + 3600_000 }) : stores,
      { userName: 'li.lei', userPassword: 'password' },
    );
    await rig.api.stores.getDeptListByPage(1, 100);
    await rig.clock.sleep(3600_000);
    await rig.api.stores.getDeptListByPage(1, 100);
    const logins = rig.asked.filter(isLogin);
    expect(logins.map(({ fields }) => fields.password)).toEqual(Array(2).fill('5f4dcc3b5aa765d61d8327deb882cf99'));
    expect(rig.asked.at(-1)?.request.headers?.authenticator).toBe('t2');
  });

  test('is not asked for where the account holds one', async () => {
    const rig = makeRig(() => stores, { userName: 'li.lei', userToken: 'given' });
    await rig.api.stores.getDeptListByPage(1, 100);
    expect(rig.asked.map(({ request }) => request.headers?.authenticator)).toEqual(['given']);
  });
});
