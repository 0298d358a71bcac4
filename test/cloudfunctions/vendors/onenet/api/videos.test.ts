import type { PastWish } from '../../../../../cloudfunctions/core/capabilities';
import { chinaTime, parseChinaTime } from '../../../../../cloudfunctions/core/china-time';
import { START } from '../../../../support/fake-clock';
import { ADDRESS, makeFixed, makeRig, succ, type Asked } from '../rig';

const ROW = {
  videoid: 'dafdafd',
  name: 'dad',
  start: '2017-01-12 12:01:12',
  end: '2017-01-12 15:01:12',
  size: 1234,
  hls_url: 'http://vod.example/dad.m3u8',
  rtmp_url: 'rtmp://vod.example/vod/dad',
};
const PAGES = { total_num: 50, page_total: 25, page_size: 2, current_page: 1 };
const IDS = { device_id: '2162826', channel_id: '2' };
const SPAN = { from: START, to: START + 86_400_000 };

test('§6.1 a recording with the vendor’s spellings, its size in text', async () => {
  const { api, only } = makeFixed(succ({ data: { ...ROW, size: '1234', durtion: '12' } }));
  const video = await api.videos.view(ADDRESS, '1112341234');
  expect(video).toMatchObject({ id: 'dafdafd', name: 'dad', bytes: 1234 * 1024, durationMs: 12_000 });
  expect([video.from, video.to].map(chinaTime)).toEqual([ROW.start, ROW.end]);
  expect(only().path).toBe('/ipc/video/vod/get_video_info');
  expect(only().query).toEqual({ ...IDS, video_id: '1112341234', security: '0' });
});

test('§6.1 without a duration the ends tell it', async () => {
  const { api } = makeFixed(succ({ data: ROW }));
  expect((await api.videos.view(ADDRESS, 'dafdafd')).durationMs).toBe(3 * 3600_000);
});

test('§6.1 secure addresses are asked for by 1', async () => {
  const { api, only } = makeFixed(succ({ data: ROW }));
  await api.videos.view(ADDRESS, 'dafdafd', 'secure');
  expect(only().query.security).toBe('1');
});

test('§6.2 recordings are listed by time and name, a page at a time', async () => {
  const { driver, only } = makeFixed(succ({ data: { videos: [ROW] }, page_info: PAGES }));
  const found = await driver.videos?.list(ADDRESS, { ...SPAN, name: '111', page: 2 });
  expect(found).toMatchObject({ videos: [{ id: 'dafdafd', name: 'dad', bytes: 1234 * 1024 }], pages: 25 });
  expect(only().path).toBe('/ipc/video/vod/get_video_list');
  expect(only().query).toEqual({
    ...IDS,
    start_time: '2024-01-01 08:00:00',
    end_time: '2024-01-02 08:00:00',
    name: '111',
    page_start: '2',
    page_size: '30',
    security: '0',
  });
});

test('§6.2 either end may be left out', async () => {
  const { api, only } = makeFixed(succ({ data: { videos: [] }, page_info: PAGES }));
  await api.videos.list(ADDRESS, { from: START, page: 1, perPage: 2 });
  expect(only().query).toHaveProperty('start_time');
  expect(only().query).not.toHaveProperty('end_time');
});

test('recordings in the cloud are joined from all pages, in order of time', async () => {
  const rows = ['2017-01-12 03:00:00', '2017-01-12 02:00:00', '2017-01-12 01:00:00'].map((start, index) => ({
    ...ROW,
    videoid: index,
    start,
  }));
  const { driver } = makeRig(({ query }: Asked) =>
    succ({
      data: { videos: [rows[Number(query.page_start) - 1]] },
      page_info: { total_num: 3, page_total: 3, page_size: 1, current_page: 1 },
    }),
  );
  const found = await driver.recordings?.list(ADDRESS, { ...SPAN, place: 'cloud' });
  expect(found?.map(({ id, place }) => [id, place])).toEqual([
    ['2', 'cloud'],
    ['1', 'cloud'],
    ['0', 'cloud'],
  ]);
});

test('§6.3 a deletion names its query as the vendor does and its ids as texts, and tells of each', async () => {
  const { api, only } = makeFixed(succ({ data: [{ code: 0 }, { code: 1, message: 'not exist' }] }));
  expect(await api.videos.remove(ADDRESS, ['1', '2'])).toEqual(['removed', 'not-found']);
  expect(only()).toMatchObject({
    method: 'POST',
    path: '/ipc/video/vod/delete_video',
    kind: 'command',
    headers: { 'content-type': 'application/json' },
  });
  expect(only().query).toEqual({ deviceid: '2162826', channeled: '2' });
  expect(only().json).toEqual({ video: [{ videoId: '1' }, { videoId: '2' }] });
});

test('the driver tells the ids that were there', async () => {
  const { driver } = makeFixed(succ({ data: [{ code: 1, message: 'not exist' }, { code: 0 }] }));
  expect(await driver.videos?.remove(ADDRESS, ['a', 'b'])).toEqual(['b']);
});

test.each([
  ['a result too few', [{ code: 0 }]],
  ['a result that is not printed', [{ code: 0 }, { code: 2 }]],
])('§6.3 %s is vendor-protocol', async (_, data) => {
  const { api } = makeFixed(succ({ data }));
  await expect(api.videos.remove(ADDRESS, ['1', '2'])).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('§6.4 a recording is renamed', async () => {
  const { driver, only } = makeFixed(succ());
  await driver.videos?.rename(ADDRESS, 'dafdafd', '收银台');
  expect(only()).toMatchObject({ method: 'PUT', path: '/ipc/video/vod/rename_video', json: { name: '收银台' } });
  expect(only().query).toEqual({ ...IDS, video_id: 'dafdafd' });
});

test('§6.5 both addresses carry the token, each in its way', async () => {
  const { driver, asked } = makeRig(({ path }) =>
    succ({ data: path.endsWith('get_play_token') ? { token: 'sd+af/sa=' } : ROW }),
  );
  const { sources, ...played } = await driver.videos!.open(ADDRESS, 'dafdafd');
  expect([played.from, played.to].map(chinaTime)).toEqual([ROW.start, ROW.end]);
  expect(sources.map(({ protocol, url }) => [protocol, url])).toEqual([
    ['hls', 'http://vod.example/dad.m3u8?token=sd+af/sa='],
    ['rtmp', 'rtmp://vod.example/vod/dad?sd+af/sa='],
  ]);
  expect(asked.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(['get_play_token', 'get_video_info']);
  expect(asked.every(({ query }) => query.video_id === 'dafdafd')).toBe(true);
});

test.each([
  [{ rtmp_url: 'rtmpe://vod.example/x' }, ['hls']],
  [{ hls_url: '' }, ['rtmp']],
  [{ hls_url: 'javascript:alert(1)' }, ['rtmp']],
])('with %j what is left to play is %j', async (row, protocols) => {
  const { driver } = makeRig(({ path }) =>
    succ({ data: path.endsWith('get_play_token') ? { token: 't' } : { ...ROW, ...row } }),
  );
  const playback = await driver.videos?.open(ADDRESS, 'dafdafd');
  expect(playback?.sources.map(({ protocol }) => protocol)).toEqual(protocols);
});

test.each([
  [{ rtmp_url: 'rtmpe://vod.example/x', hls_url: '' }, 'device-encrypted'],
  [{ rtmp_url: '', hls_url: '' }, 'vendor-protocol'],
  [{ rtmp_url: 'http://vod.example/x', hls_url: 'vod.example/x' }, 'vendor-protocol'],
])('with %j there is nothing to play: %s', async (row, code) => {
  const { driver } = makeRig(({ path }) =>
    succ({ data: path.endsWith('get_play_token') ? { token: 't' } : { ...ROW, ...row } }),
  );
  await expect(driver.videos?.open(ADDRESS, 'dafdafd')).rejects.toMatchObject({ code });
});

const past = (place: 'device' | 'cloud', more: Partial<PastWish> = {}): PastWish => ({
  place,
  recording: { ...SPAN, id: place === 'cloud' ? 'dafdafd' : null },
  at: SPAN.from,
  speed: 1,
  avoid: [],
  ...more,
});

test('a recording on the card plays by RTMP, from the second asked for to its end, whatever is to be avoided', async () => {
  const { driver, only } = makeFixed(succ({ data: { addr: 'h:1935', accessToken: 'T', type: 'rtmp' } }));
  const recording = { from: START, to: START + 61_000, id: null };
  const wish = past('device', { recording, at: START + 1234, avoid: ['rtmp'] });
  expect(await driver.recordings?.open(ADDRESS, wish)).toMatchObject({
    sources: [{ url: 'rtmp://h:1935/rvod/2162826-2-20240101080001-20240101080101?T' }],
    from: START + 1000,
    to: START + 61_000,
  });
  expect(only().query.protocol_type).toBe('0');
});

const whole = { from: parseChinaTime(ROW.start) ?? NaN, to: parseChinaTime(ROW.end) ?? NaN, id: 'dafdafd' };
const kept = (row: object = {}) =>
  makeRig(({ path }) => succ({ data: path.endsWith('get_play_token') ? { token: 't' } : { ...ROW, ...row } }));

test.each([
  ['at its beginning', 0, [], ['hls', 'rtmp']],
  ['in its first second', 999, [], ['hls', 'rtmp']],
  ['later, where only HLS can seek', 1000, [], ['hls']],
  ['outside the protocols to be avoided', 0, ['hls'], ['rtmp']],
  ['with HLS to be avoided and nothing else left', 60_000, ['hls'], ['hls']],
] as const)('a recording in the cloud is opened whole, by its id, %s', async (_, after, avoid, protocols) => {
  const { driver, asked } = kept();
  const wish = past('cloud', { recording: whole, at: whole.from + after, avoid });
  const footage = await driver.recordings?.open(ADDRESS, wish);
  expect(footage?.sources.map(({ protocol }) => protocol)).toEqual(protocols);
  expect(footage).toMatchObject({ from: whole.from, to: whole.to });
  expect(asked).toHaveLength(2);
});

test('a recording in the cloud without HLS cannot be begun in its midst', async () => {
  const { driver } = kept({ hls_url: '' });
  const open = (at: number) => driver.recordings?.open(ADDRESS, past('cloud', { recording: whole, at }));
  expect(await open(whole.from)).toMatchObject({ sources: [{ protocol: 'rtmp' }] });
  await expect(open(whole.from + 60_000)).rejects.toMatchObject({ code: 'unsupported' });
});

test('a recording that is still being made ends now', async () => {
  const { driver, clock } = kept({ end: '' });
  expect(await driver.videos?.open(ADDRESS, 'dafdafd')).toMatchObject({ from: whole.from, to: clock.now() });
});

test.each([
  ['a recording in the cloud without an id', { recording: { ...SPAN, id: null } }],
  ['an instant before it', { at: SPAN.from - 1 }],
  ['an instant after it', { at: SPAN.to }],
  ['another speed than 1', { speed: 2 }],
] as const)('%s is refused without a call', async (_, more) => {
  const { driver, asked } = kept();
  const call = driver.recordings?.open(ADDRESS, past('cloud', more));
  await expect(call).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
  expect(driver.recordings?.speeds).toEqual([]);
});
