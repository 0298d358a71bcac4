import * as v from 'valibot';
import { createOvoparkDriver } from '../../../../cloudfunctions/vendors/ovopark/driver';
import { ovoparkCredentials } from '../../../../cloudfunctions/vendors/ovopark/wire';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';

const ACCOUNT = v.parse(ovoparkCredentials, {
  liveUrl: 'http://cloudapi.example/cloud.api',
  gatewayUrl: 'http://openapi.example/m.api',
  accessKey: 'S107-00000001',
  accessSecret: 'secret',
});
const ADDRESS = { deviceId: '12345', channelId: '1', groupId: '77' };
/** The addresses printed on the vendor's page. */
const PRINTED = {
  flv: 'http://118.31.174.18:5581/rtsp/26a85850-1e1e-4a2a-8a4a-af77c54cf4fa/live.flv',
  rtmp: 'rtmp://118.31.174.18:2935/rtsp/26a85850-1e1e-4a2a-8a4a-af77c54cf4fa',
  hls: 'http://118.31.174.18:6681/rtsp/26a85850-1e1e-4a2a-8a4a-af77c54cf4fa/index.m3u8',
  rtsp: 'rtsp://118.31.174.18:5555/rtsp/26a85850-1e1e-4a2a-8a4a-af77c54cf4fa',
  tlsflv: 'https://dataswitch-test-001.ovopark.com:5582/rtsp/26a85850-1e1e-4a2a-8a4a-af77c54cf4fa/live.flv',
  tlshls: 'https://dataswitch-test-001.ovopark.com:6682/rtsp/26a85850-1e1e-4a2a-8a4a-af77c54cf4fa/index.m3u8',
};

const success = (data: unknown) => ({ stat: { code: '0', codename: 'SUCCESS' }, result: 'ok', data });
const store = (devices: readonly object[], id = 77) => success({ list: [{ id, name: '南京路店', devices }] });

function makeDriver(answer: (asked: AskedOf) => unknown) {
  const { http, asked } = makeHttp(answer);
  return { driver: createOvoparkDriver(makeDriverDeps(ACCOUNT, http)), asked };
}

const openWith = (data: unknown, avoid?: readonly ('flv' | 'rtmp' | 'hls')[]) =>
  makeDriver(() => success(data)).driver.openLive(ADDRESS, 'main', avoid);

test('the addresses on the page come out as printed, encrypted FLV first and RTSP left out', async () => {
  const sources = await openWith({ ...PRINTED, vencodingname: 'H264' });
  const { tlsflv, flv, rtmp, tlshls, hls } = PRINTED;
  expect(sources.map(({ url }) => url)).toEqual([tlsflv, flv, rtmp, tlshls, hls]);
  expect(sources.every(({ codec, expiresAt }) => codec === 'h264' && expiresAt === null)).toBe(true);
});

test('an address of 400 odd characters comes out byte for byte', async () => {
  const url = `http://host:5581/rtsp/%E4%B8%AD+a%2Bb/live.flv?t=${'A%3d&=/?'.repeat(50)}`.slice(0, 400);
  const [source] = await openWith({ flv: url });
  expect(source).toEqual({ protocol: 'flv', url, codec: 'unknown', expiresAt: null });
});

test('an H.265 stream has HLS only, even where the reply holds more', async () => {
  const sources = await openWith({ ...PRINTED, vencodingname: 'H265' });
  expect(sources.map(({ protocol, codec }) => [protocol, codec])).toEqual([
    ['hls', 'h265'],
    ['hls', 'h265'],
  ]);
});

test('protocols to be avoided are left out, at no further call', async () => {
  const { driver, asked } = makeDriver(() => success({ ...PRINTED, vencodingname: 'H264' }));
  const sources = await driver.openLive(ADDRESS, 'main', ['flv']);
  expect(sources.map(({ protocol }) => protocol)).toEqual(['rtmp', 'hls', 'hls']);
  expect(asked).toHaveLength(1);
});

test('the main stream is isSlave 0 and the small one isSlave 1', async () => {
  const { driver, asked } = makeDriver(() => success(PRINTED));
  await driver.openLive(ADDRESS, 'main');
  await driver.openLive(ADDRESS, 'sub');
  expect(asked.map(({ fields }) => fields.isSlave)).toEqual(['0', '1']);
});

test('what is not an address of its protocol is left out', async () => {
  const sources = await openWith({
    tlsflv: 'javascript:alert(1)',
    flv: '/live.flv',
    rtmp: PRINTED.flv,
    hls: PRINTED.hls,
  });
  expect(sources.map(({ url }) => url)).toEqual([PRINTED.hls]);
});

test.each([null, {}, { rtsp: PRINTED.rtsp }, { flv: PRINTED.rtmp, hls: 'data:,' }])(
  'a success without an address we can play is vendor-protocol',
  async (data) => {
    await expect(openWith(data)).rejects.toMatchObject({ code: 'vendor-protocol' });
  },
);

test.each([
  ['no address', success(null)],
  ['a failed backend', { stat: { code: -500 }, data: null }],
  ['a code that no page prints', { stat: { code: 424242 }, data: null }],
])('%s for a device without a line is device-offline', async (_, reply) => {
  const { driver } = makeDriver(({ fields }) =>
    fields._mt === 'open.shopweb.device.startNewMediaPlay' ? reply : store([{ id: 12345, name: '后门', online: 0 }]),
  );
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({ code: 'device-offline' });
});

test('a failed backend for a device that is online stays vendor-unavailable', async () => {
  const { driver } = makeDriver(({ fields }) =>
    fields._mt === 'open.shopweb.device.startNewMediaPlay'
      ? { stat: { code: -500 }, data: null }
      : store([{ id: 12345, name: '后门', online: 1 }]),
  );
  await expect(driver.openLive(ADDRESS, 'main')).rejects.toMatchObject({
    code: 'vendor-unavailable',
    vendorCode: '-500',
  });
});

test('30 states in two stores cost two calls', async () => {
  const devices = Array.from({ length: 15 }, (_, index) => ({ id: index, online: index % 2 }));
  const { driver, asked } = makeDriver(({ fields }) => store(devices, Number(fields.id)));
  const addresses = ['1', '2'].flatMap((groupId) =>
    devices.map(({ id }) => ({ deviceId: String(id), channelId: '1', groupId })),
  );
  const states = await driver.readStatus(addresses);
  expect(states.map(({ reachability }) => reachability === 'online')).toEqual(
    addresses.map(({ deviceId }) => Number(deviceId) % 2 === 1),
  );
  expect(asked).toHaveLength(2);
});

test('a device without a store is asked for by itself', async () => {
  const { driver, asked } = makeDriver(() => success({ online: 1, name: '后门' }));
  const address = { ...ADDRESS, groupId: null };
  expect(await driver.readStatus([address])).toEqual([
    { address, reachability: 'online', since: null, condition: 'clear' },
  ]);
  expect(asked[0]!.fields).toMatchObject({ _mt: 'open.shopweb.device.getDeviceStates', _version: 'v2' });
});

test('a listed device says which store it is in and whether it has a second stream', async () => {
  const { driver } = makeDriver(({ fields }) =>
    fields._mt === 'open.shopweb.departments.getDeptListByPage'
      ? success({ records: [{ id: 77, name: '南京路店' }] })
      : store([
          { id: 1, name: '后门', online: 1, slaveChannel_id: 1001 },
          { id: 2, name: '', online: null, slaveChannel_id: '' },
        ]),
  );
  const pages = [];
  for await (const page of driver.listChannels()) pages.push(...page.channels);
  expect(pages).toEqual([
    {
      address: { deviceId: '1', channelId: '1', groupId: '77' },
      name: '后门',
      groupName: '南京路店',
      reachability: 'online',
      since: null,
      condition: 'clear',
      qualities: ['main', 'sub'],
    },
    expect.objectContaining({ name: '2', reachability: 'unknown', qualities: ['main'] }),
  ]);
});
