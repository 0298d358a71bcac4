import { historyUrl, liveUrl } from '../../../../../cloudfunctions/vendors/onenet/api/play';
import { parseChinaTime } from '../../../../../cloudfunctions/core/china-time';
import { ADDRESS, file, JPEG, makeFixed, makeRig, succ } from '../rig';

const RTMP = { addr: '183.230.40.39:1935', accessToken: 'a+b/=%2F', type: 'rtmp' };
const HLS = { addr: '183.230.40.39:8080', accessToken: 'a+b/=%2F', type: 'hls' };

test.each([
  ['rtmp', '0', RTMP, 'rtmp://183.230.40.39:1935/live/2162826-2?a+b/=%2F'],
  ['hls', '1', HLS, 'http://183.230.40.39:8080/live/live_2162826_2/index.m3u8?a+b/=%2F'],
  ['https-hls', '2', HLS, 'https://183.230.40.39:8080/live/live_2162826_2/index.m3u8?a+b/=%2F'],
] as const)('§4.1 %s is protocol_type %s, and its address is put together as printed', async (...row) => {
  const [protocol, protocol_type, data, url] = row;
  const { api, only } = makeFixed(succ({ data }));
  const play = await api.play.readAddress(ADDRESS, protocol);
  expect(only()).toMatchObject({
    method: 'GET',
    path: '/ipc/video/play_address',
    query: { device_id: '2162826', channel_id: '2', protocol_type },
  });
  expect(liveUrl(protocol, ADDRESS, play)).toBe(url);
});

test.each([
  [1, 'invalid-argument'],
  [2, 'vendor-unavailable'],
  [3, 'not-found'],
  [4, 'device-offline'],
  [5, 'device-busy'],
] as const)('§4.1 errno %i is %s', async (errno, code) => {
  const { api } = makeFixed({ errno, error: 'no' });
  await expect(api.play.readAddress(ADDRESS, 'rtmp')).rejects.toMatchObject({ code, vendorCode: String(errno) });
});

test('§4.1 the address of the past names both its ends to the second', () => {
  const [from, to] = ['2017-11-13 15:30:00', '2017-11-13 15:40:59'].map((text) => parseChinaTime(text) ?? 0);
  const url = historyUrl(ADDRESS, { from: from!, to: to! }, RTMP);
  expect(url).toBe('rtmp://183.230.40.39:1935/rvod/2162826-2-20171113153000-20171113154059?a+b/=%2F');
});

test('§4.2 preloading asks the stream’s own host, with our key and the stream’s token, once', async () => {
  const { api, only } = makeFixed(succ());
  await api.play.preload(ADDRESS, HLS, 120);
  expect(only().url).toBe('http://183.230.40.39:8080/live/live_2162826_2/preload?token=a+b/=%2F&idle_time=120');
  expect(only()).toMatchObject({ method: 'GET', kind: 'command', headers: { 'api-key': 'master-key=' } });
});

test.each([0, 121])('§4.2 preloading for %i s is refused without a call', async (seconds) => {
  const { api, asked } = makeFixed(succ());
  await expect(api.play.preload(ADDRESS, HLS, seconds)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test('§4.3 a thumbnail comes from the host told for it, or from the stream’s, without our key', async () => {
  const { api, asked } = makeFixed(file(JPEG));
  expect(await api.play.fetchThumbnail(ADDRESS, { ...RTMP, coveraddr: '10.0.0.9:8081' })).toEqual(JPEG);
  await api.play.fetchThumbnail(ADDRESS, RTMP);
  expect(asked.map(({ url }) => url)).toEqual([
    'http://10.0.0.9:8081/live_preview/2162826-2?token=a+b/=%2F',
    'http://183.230.40.39:1935/live_preview/2162826-2?token=a+b/=%2F',
  ]);
  for (const { headers } of asked) expect(headers).toEqual({});
});

test('§4.3 where the first spelling of a thumbnail’s address is not found, the second is tried', async () => {
  const { api, asked } = makeRig(({ path }) =>
    path.endsWith('_2') ? file(JPEG) : { status: 404, headers: {}, body: Buffer.from('<html>') },
  );
  expect(await api.play.fetchThumbnail(ADDRESS, RTMP)).toEqual(JPEG);
  expect(asked.map(({ path }) => path)).toEqual(['/live_preview/2162826-2', '/live_preview/2162826_2']);
});

test('§4.3 a page of HTML is no thumbnail', async () => {
  const { api } = makeFixed(file(Buffer.from('<html>busy</html>'), 'text/html'));
  await expect(api.play.fetchThumbnail(ADDRESS, RTMP)).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('no error holds the token of a stream or the host it is on', async () => {
  const { api } = makeFixed({ status: 403, headers: {}, body: Buffer.from('no') });
  const calls = [api.play.fetchThumbnail(ADDRESS, RTMP), api.play.preload(ADDRESS, HLS, 1)];
  for (const call of calls) {
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'vendor-auth' });
    expect(String(error) + JSON.stringify(error)).not.toMatch(/183\.230|a\+b|2162826/);
  }
});
