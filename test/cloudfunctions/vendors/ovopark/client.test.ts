import * as v from 'valibot';
import { createOvoparkClient } from '../../../../cloudfunctions/vendors/ovopark/client';
import { sign } from '../../../../cloudfunctions/vendors/ovopark/sign';
import { METHODS, ovoparkCredentials } from '../../../../cloudfunctions/vendors/ovopark/wire';
import { createHttp } from '../../../../cloudfunctions/core/http';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { makeHastyClock, START } from '../../../support/fake-clock';

const SECRET = 'ovopark-test-secret';
const ACCOUNT = {
  liveUrl: 'http://cloudapi.example/cloud.api',
  gatewayUrl: 'http://openapi.example/m.api/',
  accessKey: 'S107-00000001',
  accessSecret: SECRET,
};
const anything = v.unknown();
const good = { stat: { code: 0, systime: START }, data: { ok: true } };
const refused = (code: number, systime: number = START) => ({ stat: { code, systime }, result: 'no', data: null });

function makeClient(answers: readonly object[], account: object = ACCOUNT) {
  const { http, asked } = makeHttp(() => answers[Math.min(asked.length, answers.length) - 1]);
  const read = createOvoparkClient(makeDriverDeps(v.parse(ovoparkCredentials, account), http));
  return { asked, play: () => read(METHODS.startNewMediaPlay, { deviceId: '12345', isSlave: 1 }, anything), read };
}

const signatureHolds = ({ fields: { _sig, ...signed } }: AskedOf, method: 'md5' | 'sha1' = 'md5'): boolean =>
  _sig === sign(signed, SECRET, method);

test('a call carries the public parameters, its own, and a signature over all of them', async () => {
  const { play, asked } = makeClient([good]);
  await play();
  const [{ fields, request }] = asked as [AskedOf];
  expect(fields).toMatchObject({
    _aid: 'S107',
    _akey: 'S107-00000001',
    _mt: 'open.shopweb.device.startNewMediaPlay',
    _sm: 'md5',
    _requestMode: 'POST',
    _version: 'v1',
    _timestamp: '20240101080000',
    _format: 'json',
    deviceId: '12345',
    isSlave: '1',
  });
  expect(signatureHolds(asked[0]!)).toBe(true);
  expect(request.headers).not.toHaveProperty('authenticator');
});

test('sha1 and another application id are a matter of configuration, and a user token goes in a header', async () => {
  const { play, asked } = makeClient([good], {
    ...ACCOUNT,
    signMethod: 'sha1',
    applicationId: 'DC-000123',
    userToken: 'user-token',
  });
  await play();
  expect(asked[0]!.fields).toMatchObject({ _sm: 'sha1', _aid: 'DC-000123' });
  expect(signatureHolds(asked[0]!, 'sha1')).toBe(true);
  expect(asked[0]!.request.headers).toMatchObject({ authenticator: 'user-token' });
});

test('each method goes to the gateway that takes it', async () => {
  const { read, asked } = makeClient([good]);
  await read(METHODS.startNewMediaPlay, {}, anything);
  await read(METHODS.getVideoDeviceList, {}, anything);
  expect(asked.map(({ request }) => request.url)).toEqual([
    'http://cloudapi.example/cloud.api',
    'http://openapi.example/m.api',
  ]);
});

test("a gateway's clock that no timestamp can tell is a malformed reply, after which calls still go out", async () => {
  const { play } = makeClient([refused(16, Number.MAX_SAFE_INTEGER), good]);
  await expect(play()).rejects.toMatchObject({
    code: 'vendor-protocol',
    message: 'ovopark open.shopweb.device.startNewMediaPlay: unexpected stat.systime',
  });
  expect(await play()).toEqual({ ok: true });
});

test("where the gateway's clock differs, the call is signed again by that clock, and so are later calls", async () => {
  const ahead = START + 20 * 60_000;
  const { play, asked } = makeClient([refused(16, ahead), good]);
  await play();
  await play();
  expect(asked.map(({ fields }) => fields._timestamp)).toEqual(['20240101080000', '20240101082000', '20240101082000']);
  expect(asked.every((one) => signatureHolds(one))).toBe(true);
});

test('a timestamp that stays stale is tried twice, not for ever', async () => {
  const { play, asked } = makeClient([refused(16)]);
  await expect(play()).rejects.toMatchObject({ code: 'vendor-protocol', vendorCode: '16' });
  expect(asked).toHaveLength(2);
});

test('a call that the gateway has seen is repeated once under another signature, then the account rests', async () => {
  const { play, asked } = makeClient([refused(-100)]);
  await expect(play()).rejects.toMatchObject({ code: 'vendor-quota', vendorCode: '-100', retryAt: START + 60_000 });
  const signatures = asked.map(({ fields }) => fields._sig);
  expect(new Set(signatures).size).toBe(2);
  await expect(play()).rejects.toMatchObject({ code: 'vendor-quota' });
  expect(asked).toHaveLength(2);
});

test('no signature is sent twice, even when the network fails within one second', async () => {
  const bodies: string[] = [];
  const clock = makeHastyClock();
  const http = createHttp({
    clock,
    random: () => 0,
    fetch: (_, init) => {
      bodies.push(typeof init?.body === 'string' ? init.body : 'no text');
      return bodies.length < 3 ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(Response.json(good));
    },
  });
  const read = createOvoparkClient(makeDriverDeps(v.parse(ovoparkCredentials, ACCOUNT), http, clock));
  await read(METHODS.startNewMediaPlay, { deviceId: '1', isSlave: 0 }, anything);
  const signatures = bodies.map((body) => new URLSearchParams(body).get('_sig'));
  expect(new Set(signatures).size).toBe(3);
});
