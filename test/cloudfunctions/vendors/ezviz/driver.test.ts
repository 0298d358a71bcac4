import * as v from 'valibot';
import type { Quality } from '../../../../typings/contract/domain';
import { createEzvizDriver } from '../../../../cloudfunctions/vendors/ezviz/driver';
import { cheapestWay } from '../../../../cloudfunctions/vendors/ezviz/status';
import { expiryOf, ezvizCredentials } from '../../../../cloudfunctions/vendors/ezviz/wire';
import { formOf } from '../../../../cloudfunctions/vendors/ezviz/requests';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { START } from '../../../support/fake-clock';

const ACCOUNT = v.parse(ezvizCredentials, {
  baseUrl: 'https://open.ys7.com',
  appKey: 'test-app-key',
  appSecret: 'test-app-secret',
});
const ADDRESS = { deviceId: '203751922', channelId: '1', groupId: null };
/** The answer printed in the vendor's guide. */
const PRINTED = {
  id: '247116619786670080',
  url: 'rtmp://rtmp01open.ys7.com:1935/v3/openlive/203751922_1_2?expire=1605275593&id=247116619786670080&t=60ac6e4fd97e71e3e2fcceb792b042d8023cb73b6bd39c6ca769605a7d65dd2e&ev=100',
  expireTime: '2020-11-13 21:53:13',
};
const FLV = {
  ...PRINTED,
  url: PRINTED.url.replace('rtmp://rtmp01open.ys7.com:1935', 'https://rtmp01open.ys7.com:9188'),
};
const PROTOCOL_OF = {
  '4': FLV,
  '3': PRINTED,
  '2': { ...FLV, url: 'https://open.ys7.com/v3/openlive/1_1_1.m3u8' },
} as const;

const success = (data: unknown, total?: number) => ({
  code: '200',
  msg: '操作成功',
  data,
  ...(total !== undefined && { page: { total, page: 0, size: 50 } }),
});
const refused = (code: string) => ({ code, msg: 'no' });

/** A vendor that issues tokens t1, t2, … and leaves the rest to `answer`. */
function makeDriver(answer: (asked: AskedOf) => unknown) {
  let tokens = 0;
  const { http, asked } = makeHttp((one) =>
    one.path.endsWith('/token/get')
      ? success({ accessToken: `t${++tokens}`, expireTime: START + 7 * 86_400_000 })
      : answer(one),
  );
  const calls = () => asked.filter(({ path }) => !path.endsWith('/token/get'));
  return { driver: createEzvizDriver(makeDriverDeps(ACCOUNT, http)), asked, calls, tokens: () => tokens };
}

const live = (asked: AskedOf) => success(PROTOCOL_OF[asked.fields.protocol as '2' | '3' | '4']);

test("form bodies are encoded as in the guide's samples", () => {
  expect(formOf({ appKey: 'test-app-key', appSecret: 'test-app-secret' })).toBe(
    'appKey=test-app-key&appSecret=test-app-secret',
  );
  expect(
    formOf({
      accessToken: 'at.test-token',
      deviceSerial: '203751922',
      channelNo: 1,
      protocol: 3,
      type: 2,
      startTime: '2020-11-16 11:01:05',
      stopTime: '2020-11-16 11:02:23',
      expireTime: 86400,
    }),
  ).toBe(
    'accessToken=at.test-token&deviceSerial=203751922&channelNo=1&protocol=3&type=2&startTime=2020-11-16+11%3A01%3A05&stopTime=2020-11-16+11%3A02%3A23&expireTime=86400',
  );
});

test('a live address comes out as the guide prints it, ending when it says itself', async () => {
  const { driver, calls } = makeDriver(live);
  expect(await driver.openLive(ADDRESS, 'main', ['flv'])).toEqual([
    { protocol: 'rtmp', url: PRINTED.url, codec: 'unknown', expiresAt: 1_605_275_593_000 },
  ]);
  expect(calls()[0]).toMatchObject({
    path: '/api/lapp/v2/live/address/get',
    fields: {
      accessToken: 't1',
      deviceSerial: '203751922',
      channelNo: '1',
      protocol: '3',
      quality: '1',
      expireTime: '3600',
    },
  });
});

test.each([
  [undefined, '3600'],
  [7200, '3600'],
  [600.9, '600'],
  [3, '30'],
])('for somebody who may begin to watch for %s s more an address lives %s s', async (seconds, expireTime) => {
  const { driver, calls } = makeDriver(live);
  const until = seconds === undefined ? undefined : START + seconds * 1000;
  await driver.openLive(ADDRESS, 'main', ['flv'], until);
  const recording = { from: START - 60_000, to: START, id: null };
  const wish = { place: 'device', recording, at: recording.from, speed: 1, avoid: ['flv'] } as const;
  await driver.recordings?.open(ADDRESS, { ...wish, ...(until !== undefined && { until }) });
  expect(calls().map(({ fields }) => fields.expireTime)).toEqual([expireTime, expireTime]);
});

test('an address of 400 odd characters comes out byte for byte', async () => {
  const url = `https://host:9188/v3/openlive/1_1_1.flv?t=${'%2f+/=&?'.repeat(60)}`.slice(0, 400);
  const { driver } = makeDriver(() => success({ url }));
  const [source] = await driver.openLive(ADDRESS, 'main');
  expect(source).toEqual({ protocol: 'flv', url, codec: 'unknown', expiresAt: null });
});

test.each([
  [[], 'flv'],
  [['flv'], 'rtmp'],
  [['flv', 'rtmp'], 'hls'],
  [['rtmp'], 'flv'],
  [['flv', 'rtmp', 'hls'], 'flv'],
] as const)('of the protocols but %j it asks for %s, once', async (avoid, expected) => {
  const { driver, calls } = makeDriver(live);
  const sources = await driver.openLive(ADDRESS, 'sub', avoid);
  expect(sources.map(({ protocol }) => protocol)).toEqual([expected]);
  expect(calls()).toHaveLength(1);
  expect(calls()[0]?.fields.quality).toBe('2');
});

test.each(['10001', '20015', '60020'])(
  'a device that refuses FLV (%s) gets RTMP, from then on with one call',
  async (code) => {
    const { driver, calls } = makeDriver((asked) => (asked.fields.protocol === '4' ? refused(code) : live(asked)));
    for (const quality of ['main', 'sub'] satisfies Quality[]) {
      const [source] = await driver.openLive(ADDRESS, quality);
      expect(source?.protocol).toBe('rtmp');
    }
    expect(calls().map(({ fields }) => fields.protocol)).toEqual(['4', '3', '3']);
  },
);

test('an address of another protocol than the one asked for is vendor-protocol', async () => {
  const { driver } = makeDriver(() => success(PRINTED));
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test.each([
  ['60019', 'device-encrypted'],
  ['60026', 'device-masked'],
  ['20007', 'device-offline'],
  ['2003', 'device-offline'],
  ['20018', 'not-found'],
  ['9048', 'vendor-quota'],
  ['77777', 'vendor-protocol'],
])('code %s is %s, costs one call and keeps the vendor’s number', async (vendorCode, code) => {
  const { driver, calls } = makeDriver(() => refused(vendorCode));
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code, vendorCode, vendor: 'ezviz' });
  expect(calls()).toHaveLength(1);
});

test('a limit on one camera does not let the account rest', async () => {
  const { driver, calls } = makeDriver(() => refused('9048'));
  await driver.openLive(ADDRESS, 'main').catch(() => undefined);
  await driver.openLive(ADDRESS, 'main').catch(() => undefined);
  expect(calls()).toHaveLength(2);
});

test('a token called expired is renewed once and the call repeated once', async () => {
  const { driver, calls, tokens } = makeDriver((asked) =>
    asked.fields.accessToken === 't1' ? refused('10002') : live(asked),
  );
  await driver.openLive(ADDRESS, 'main');
  expect(calls().map(({ fields }) => fields.accessToken)).toEqual(['t1', 't2']);
  expect(tokens()).toBe(2);
});

test('a vendor that calls every token expired gets no loop', async () => {
  const { driver, calls, tokens } = makeDriver(() => refused('10002'));
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code: 'vendor-auth', vendorCode: '10002' });
  expect(calls()).toHaveLength(2);
  expect(tokens()).toBe(2);
});

test('an account of another region is refused by name', async () => {
  const { http } = makeHttp(() =>
    success({ accessToken: 't', expireTime: START + 1e9, areaDomain: 'https://ieuopen.ezvizlife.com' }),
  );
  const driver = createEzvizDriver(makeDriverDeps(ACCOUNT, http));
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code: 'unsupported' });
});

test("an address without an end of its own ends at the text beside it, which is China's wall clock", () => {
  expect(expiryOf({ url: 'rtmp://h/x', expireTime: '2020-11-13 21:53:13' })).toBe(1_605_275_593_000);
  expect(expiryOf({ url: 'rtmp://h/x?expired=1605275593', expireTime: null })).toBeNull();
  expect(expiryOf({ url: 'rtmp://h/x?a=1&expire=1605275593', expireTime: '2030-01-01 00:00:00' })).toBe(
    1_605_275_593_000,
  );
});

describe('status', () => {
  const address = (n: number) => ({ deviceId: `K1000000${n}`, channelId: '1', groupId: null });
  const deviceRow = (n: number) => ({
    deviceSerial: `K1000000${n}`,
    deviceName: `机位 ${n}`,
    status: n % 2,
    updateTime: START,
  });
  const cameraRow = (n: number) => ({ deviceSerial: `K1000000${n}`, channelNo: 1, isEncrypt: n === 3 ? 1 : 0 });
  const NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  /** An account with nine cameras, and `total` by its lists. */
  const account = (total: number) => (asked: AskedOf) => {
    const first = asked.fields.pageStart === '0';
    if (asked.path.endsWith('device/list')) return success(first ? NINE.map(deviceRow) : [deviceRow(0)], total);
    if (asked.path.endsWith('camera/list')) return success(first ? NINE.map(cameraRow) : [cameraRow(0)], total);
    if (asked.path.endsWith('status/get')) return success({ privacyStatus: 1 });
    const n = Number(asked.fields.deviceSerial?.slice(-1));
    return success({ ...deviceRow(n), isEncrypt: n === 3 ? 1 : 0 });
  };

  test('few devices are asked one by one, many by the lists, whichever takes fewer calls', () => {
    expect(cheapestWay(2, { devices: null, cameras: null })).toBe('each');
    expect(cheapestWay(3, { devices: null, cameras: null })).toBe('lists');
    expect(cheapestWay(3, { devices: 1, cameras: 1 })).toBe('lists');
    expect(cheapestWay(30, { devices: 20, cameras: 20 })).toBe('each');
  });

  test('nine cameras of a small account cost two calls', async () => {
    const { driver, calls } = makeDriver(account(9));
    const states = await driver.readStatus(NINE.map(address));
    expect(states.map(({ reachability }) => reachability)).toEqual(NINE.map((n) => (n % 2 ? 'online' : 'offline')));
    expect(states.map(({ condition }) => condition)).toEqual(NINE.map((n) => (n === 3 ? 'encrypted' : 'clear')));
    expect(states[0]?.since).toBe(START);
    expect(calls()).toHaveLength(2);
  });

  test('in a large account, devices that the first pages do not hold are asked one by one', async () => {
    const { driver, calls } = makeDriver(account(2000));
    const others = [address(0), { ...address(1), deviceId: 'K20000001' }, address(2), address(3)];
    const states = await driver.readStatus(others);
    expect(states).toHaveLength(4);
    expect(calls().map(({ path }) => path.replace('/api/lapp/', ''))).toEqual([
      'device/list',
      'camera/list',
      'device/info',
      'device/info',
    ]);
  });

  test('in an account of a few pages the rest of the lists is read, until all are found', async () => {
    const { driver, calls } = makeDriver(account(60));
    const many = Array.from({ length: 12 }, (_, index) => ({ ...address(1), deviceId: `K2000${1000 + index}` }));
    const states = await driver.readStatus([address(0), address(1), ...many]);
    expect(states.map((state) => state.address.deviceId)).toEqual(['K10000000', 'K10000001']);
    expect(calls()).toHaveLength(4);
  });

  test('a masked lens is found when it is the one camera asked for', async () => {
    const { driver, calls } = makeDriver(account(9));
    expect(await driver.readStatus([address(1)])).toMatchObject([{ condition: 'masked', reachability: 'online' }]);
    expect(calls()).toHaveLength(2);
    expect(calls().find(({ path }) => path.endsWith('status/get'))?.fields).toMatchObject({ channel: '1' });
  });

  test('a device that reports no mask is simply clear', async () => {
    const { driver } = makeDriver((asked) =>
      asked.path.endsWith('status/get') ? refused('60020') : account(9)(asked),
    );
    expect(await driver.readStatus([address(1)])).toMatchObject([{ condition: 'clear' }]);
  });

  test('a device that left the account is left out', async () => {
    const { driver } = makeDriver(() => refused('20018'));
    expect(await driver.readStatus([address(1), address(2)])).toEqual([]);
  });
});
