import * as v from 'valibot';
import fc from 'fast-check';
import { createOnenetClient } from '../../../../cloudfunctions/vendors/onenet/client';
import { refusalBehind, generalRefusals, liveRefusals } from '../../../../cloudfunctions/vendors/onenet/codes';
import { createOnenetDriver } from '../../../../cloudfunctions/vendors/onenet/driver';
import { onenetCredentials } from '../../../../cloudfunctions/vendors/onenet/wire';
import { statusBatches } from '../../../../cloudfunctions/vendors/onenet/api/status';
import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import { createHttp } from '../../../../cloudfunctions/core/http';
import { makeCamera, makeOrigins } from '../../../sandbox/vendors/support';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { makeHastyClock, START } from '../../../support/fake-clock';

const ACCOUNT = v.parse(onenetCredentials, {
  baseUrl: 'http://api.video.heclouds.com/',
  productId: '7355',
  apiKey: 'master-key=',
  accessKey: Buffer.from('onenet-test-access-key-0123456789').toString('base64'),
});
const ADDRESS = { deviceId: '2162826', channelId: '2', groupId: null };
const success = (payload: object) => ({ errno: 0, error: 'succ', ...payload });
const play = (data: object) =>
  success({ data: { addr: '183.230.40.39:1935', accessToken: 'TOKEN', type: 'rtmp', ...data } });

function makeDriver(answer: (asked: AskedOf) => unknown) {
  const { http, asked } = makeHttp(answer);
  return { driver: createOnenetDriver(makeDriverDeps(ACCOUNT, http)), asked };
}

test('RTMP and HLS addresses are put together as the guide prints them', async () => {
  const { driver, asked } = makeDriver(({ fields }) =>
    play(fields.protocol_type === '0' ? {} : { addr: '183.230.40.39:8080', type: 'hls' }),
  );
  expect(await driver.openLive(ADDRESS, 'main')).toEqual([
    { protocol: 'rtmp', url: 'rtmp://183.230.40.39:1935/live/2162826-2?TOKEN', codec: 'unknown', expiresAt: null },
  ]);
  const [hls] = await driver.openLive(ADDRESS, 'main', ['rtmp']);
  expect(hls?.url).toBe('http://183.230.40.39:8080/live/live_2162826_2/index.m3u8?TOKEN');
  expect(asked[0]).toMatchObject({
    path: '/ipc/video/play_address',
    fields: { device_id: '2162826', channel_id: '2', protocol_type: '0' },
    request: { method: 'GET', headers: { 'api-key': 'master-key=' } },
  });
});

test('an access token of 400 odd characters goes into the address byte for byte', async () => {
  const accessToken = 'aB+/=%2F&?'.repeat(40);
  const { driver } = makeDriver(() => play({ accessToken }));
  const [source] = await driver.openLive(ADDRESS, 'main');
  expect(source?.url).toBe(`rtmp://183.230.40.39:1935/live/2162826-2?${accessToken}`);
});

test('encrypted RTMP, which no phone plays, is device-encrypted', async () => {
  const { driver } = makeDriver(() => play({ type: 'rtmpe' }));
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code: 'device-encrypted' });
});

test('an address that is no host and port is vendor-protocol', async () => {
  const { driver } = makeDriver(() => play({ addr: 'evil/path?x=:80' }));
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('a second stream is refused without a call, for there is none', async () => {
  const { driver, asked } = makeDriver(() => play({}));
  await expect(driver.openLive(ADDRESS, 'sub')).rejects.toMatchObject({ code: 'unsupported' });
  expect(asked).toHaveLength(0);
});

test('the same number means what its call says, and a failed authentication is told by the words', () => {
  expect(refusalBehind(liveRefusals, '3', 'channel does not exist')).toBe('not-found');
  expect(refusalBehind(liveRefusals, '3', 'token鉴权失败')).toBe('vendor-auth');
  expect(refusalBehind(generalRefusals, '3', '')).toBe('vendor-auth');
  expect(refusalBehind(generalRefusals, '98765', 'device not online')).toBe('device-offline');
  expect(refusalBehind(generalRefusals, '1', 'auth_info already exists')).toBe('conflict');
  expect(refusalBehind(generalRefusals, '1', 'parameter error: title')).toBe('invalid-argument');
  expect(refusalBehind(generalRefusals, '98765', 'surprise')).toBe('vendor-protocol');
});

test('status queries keep to 30 ids and 500 characters', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^\d{1,40}$/), { maxLength: 100 }), (ids) => {
      const batches = statusBatches(ids);
      expect(batches.flatMap((batch) => batch.split(','))).toEqual(ids);
      for (const batch of batches) {
        expect(batch.split(',').length).toBeLessThanOrEqual(30);
        expect(batch.length).toBeLessThanOrEqual(500);
      }
    }),
  );
});

test('where the product is encrypted, every camera is; the switch is read once in five minutes', async () => {
  const { driver, asked } = makeDriver(({ path, fields }) =>
    path.endsWith('trans_encrypt')
      ? { errno: 0, trans_enc: 1 }
      : success({ result: { total_count: 1, devices: [{ id: Number(fields.devIds), online: true }] } }),
  );
  const [state] = await driver.readStatus([ADDRESS]);
  await driver.readStatus([ADDRESS]);
  expect(state).toEqual({ address: ADDRESS, reachability: 'online', since: null, condition: 'encrypted' });
  expect(asked.filter(({ path }) => path.endsWith('trans_encrypt'))).toHaveLength(1);
  expect(asked.find(({ path }) => path.endsWith('trans_encrypt'))?.fields).toEqual({ product_id: '7355' });
});

test('channels of one device are told apart by what its owner wrote, and a single one by the device', async () => {
  const { driver } = makeDriver(({ path, fields }) => {
    if (path.endsWith('trans_encrypt')) return { errno: 0, trans_enc: 0 };
    if (path.endsWith('/devices')) {
      const row = { online: true, last_login: '2024-01-01 08:00:00' };
      const devices = [
        { ...row, id: 1, title: '收银台', channel_count: 1 },
        { ...row, id: '2', title: '网关', channel_count: 2, keys: [{ key: 'leak' }] },
        { ...row, id: '3', title: '空', channel_count: 0 },
        { ...row, id: '4', title: '仓库', channel_count: 1, online: false },
      ];
      return success({ data: { total_count: 4, per_page: 100, page: 1, devices } });
    }
    const one = { channel_id: 1, title: 'abc', desc: '' };
    return success({
      result: ['1', '4'].includes(fields.device_id ?? '')
        ? [one]
        : [one, { channel_id: 2, title: 'def', desc: '后门' }],
    });
  });
  const channels = [];
  for await (const page of driver.listChannels()) channels.push(...page.channels);
  expect(channels.map(({ name }) => name)).toEqual(['收银台', '网关 abc', '后门', '仓库']);
  expect(channels[0]).toEqual({
    address: { deviceId: '1', channelId: '1', groupId: null },
    name: '收银台',
    groupName: null,
    reachability: 'online',
    since: START,
    condition: 'clear',
    qualities: ['main'],
  });
  expect(channels[3]).toMatchObject({ reachability: 'offline', since: null }); // told is only when it last came
  expect(JSON.stringify(channels)).not.toContain('leak');
});

test('a signed token opens the API as the product key does', async () => {
  const simulator = await startOnenet({ cameras: [makeCamera('onenet')], startOrigin: makeOrigins().startOrigin });
  try {
    const credentials = v.parse(onenetCredentials, { ...simulator.credentials, apiKey: 'not-this-one' });
    const clock = { ...makeHastyClock(), now: Date.now };
    const { call } = createOnenetClient(makeDriverDeps(credentials, createHttp({ clock, random: () => 0 }), clock));
    const query = { path: 'devices', query: { page: 1 }, schema: v.looseObject({ data: v.looseObject({}) }) };
    expect(await call({ ...query, auth: 'token' })).toMatchObject({ data: { total_count: 1 } });
    await expect(call(query)).rejects.toMatchObject({ code: 'vendor-auth' });
  } finally {
    await simulator.close();
  }
});
