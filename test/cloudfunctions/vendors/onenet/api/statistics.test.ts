import { ADDRESS, makeFixed, makeRig, succ, type Asked } from '../rig';

const VIEWER = {
  productid: 7312,
  deviceid: 2479989,
  channelid: 1,
  protocoltype: 'RTMP',
  clientip: '172.19.3.99',
  videocodec: 'H264',
  resolution: '1280 720',
  fps: 25,
  audiocodec: '',
  bandwidth: 91392,
  onlinetime: '00:04:43',
};
const { clientip: _clientip, onlinetime: _onlinetime, ...STREAM } = VIEWER;
const PUSHER = { ...STREAM, puship: '172.19.3.98', pushtime: '25:06:37', audiocodec: 'AAC' };
const pages = (page_total: number, page_key?: string) => ({
  page_info: { total_num: 3, page_total, page_size: 2, current_page: 1, ...(page_key && { page_key }) },
});

test('§13.1 who watches is asked for by names without underscores', async () => {
  const { api, only } = makeFixed(succ({ result: [VIEWER], ...pages(1) }));
  const [viewer] = await api.statistics.listViewers({ deviceId: '2479989', channelId: '1', protocol: 'rtmp' });
  expect(viewer).toEqual({
    deviceId: '2479989',
    channelId: '1',
    protocol: 'RTMP',
    ip: '172.19.3.99',
    videoCodec: 'H264',
    audioCodec: '',
    resolution: { width: 1280, height: 720 },
    framesPerSecond: 25,
    bandwidth: 91392,
    lastsMs: 283_000,
  });
  expect(only()).toMatchObject({ method: 'GET', path: '/ipc/video/stat/getonlinelist' });
  expect(only().query).toEqual({
    productid: '7355',
    deviceid: '2479989',
    channelid: '1',
    protocoltype: 'rtmp',
    page: '1',
    page_size: '100',
  });
});

test('§13.2 what cameras send is told with the address it comes from', async () => {
  const { api, only } = makeFixed(succ({ result: [PUSHER], ...pages(1) }));
  const [pusher] = await api.statistics.listPushers();
  expect(pusher).toMatchObject({ ip: '172.19.3.98', audioCodec: 'AAC', lastsMs: (25 * 3600 + 6 * 60 + 37) * 1000 });
  expect(only().path).toBe('/ipc/video/stat/getpushlist');
  expect(only().query).toEqual({ productid: '7355', page: '1', page_size: '100' });
});

test.each(['listViewers', 'listPushers'] as const)(
  '§13 %s asks for later pages with the key of the first',
  async (name) => {
    const { api, asked } = makeRig(({ query }: Asked) =>
      succ({
        result: [{ ...VIEWER, ...PUSHER, channelid: Number(query.page) }],
        ...pages(3, query.page === '1' ? 'fc94c7c4-0760' : undefined),
      }),
    );
    const found = await api.statistics[name]();
    expect(found.map(({ channelId }) => channelId)).toEqual(['1', '2', '3']);
    expect(asked.map(({ query }) => [query.page, query.page_key])).toEqual([
      ['1', undefined],
      ['2', 'fc94c7c4-0760'],
      ['3', 'fc94c7c4-0760'],
    ]);
  },
);

test.each([
  ['1280 720', { width: 1280, height: 720 }],
  ['1280\n720', { width: 1280, height: 720 }],
  ['1280 * 720', { width: 1280, height: 720 }],
  ['', null],
])('§13 a resolution written as %j', async (resolution, size) => {
  const { api } = makeFixed(succ({ result: [{ ...VIEWER, resolution }], ...pages(1) }));
  expect((await api.statistics.listViewers())[0]?.resolution).toEqual(size);
});

test('the driver tells the viewers of one camera, without their addresses', async () => {
  const rows = ['RTMP', 'HLS', 'WEBRTC'].map((protocoltype) => ({ ...VIEWER, protocoltype }));
  const { driver } = makeFixed(succ({ result: rows, ...pages(1) }));
  const viewers = await driver.listViewers?.(ADDRESS);
  expect(viewers?.map(({ protocol }) => protocol)).toEqual(['rtmp', 'hls', 'unknown']);
  expect(viewers?.[0]).toEqual({ address: ADDRESS, protocol: 'rtmp', onlineMs: 283_000 });
});

test('§13 a time that is none is vendor-protocol', async () => {
  const { api } = makeFixed(succ({ result: [{ ...VIEWER, onlinetime: 'long' }], ...pages(1) }));
  await expect(api.statistics.listViewers()).rejects.toMatchObject({ code: 'vendor-protocol' });
});
