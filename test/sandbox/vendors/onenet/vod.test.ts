import { at, CHANNEL, PRODUCT, startRig, textAt, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

interface Video {
  readonly videoid: string;
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly size: number;
}
type Query = Readonly<Record<string, string>>;

const LIST = 'GET /ipc/video/vod/get_video_list';
const INFO = 'GET /ipc/video/vod/get_video_info';
const DELETE = 'POST /ipc/video/vod/delete_video';
const RENAME = 'PUT /ipc/video/vod/rename_video';
const list = async (query: Query = {}): Promise<Video[]> =>
  at(await rig.ask(LIST, { ...CHANNEL, page_size: '1000', ...query }), 'data', 'videos') as Video[];
const info = (id: string, query: Query = {}): Promise<unknown> => rig.ask(INFO, { ...CHANNEL, video_id: id, ...query });
const remove = (ids: unknown): Promise<unknown> =>
  rig.ask(DELETE, { deviceid: '2160001', channeled: '1' }, { json: { video: ids } });
const record = (action: string): Promise<unknown> =>
  rig.errno('GET /ipc/video/record/record_video', { ...PRODUCT, ...CHANNEL, action });

describe('get_video_list', () => {
  test('tells videos with times, a size that is a number, and two addresses; no duration', async () => {
    const [first] = await list();
    expect(first).toEqual({
      videoid: expect.stringMatching(/^\d+$/) as string,
      name: expect.any(String) as string,
      start: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
      end: expect.any(String) as string,
      size: expect.any(Number) as number,
      hls_url: `${rig.origin.http}/vod/vod_2160001_1_${first!.videoid}/index.m3u8`,
      rtmp_url: `${rig.origin.rtmp}/vod/2160001-1-${first!.videoid}`,
    });
  });

  test('security 1 gives https and rtmpe, 0 what is given without it', async () => {
    const [safe] = await list({ security: '1' });
    expect(textAt(safe, 'hls_url')).toMatch(/^https:/);
    expect(textAt(safe, 'rtmp_url')).toMatch(/^rtmpe:/);
    expect(await list({ security: '0' })).toEqual(await list());
    expect(await rig.errno(LIST, { ...CHANNEL, security: '2' })).toBe(1);
  });

  test('pages from 1 on give every video once', async () => {
    const all = await list();
    const page = await rig.ask(LIST, { ...CHANNEL, page_start: '2', page_size: '3' });
    expect(at(page, 'data', 'videos')).toEqual(all.slice(3, 6));
    expect(at(page, 'page_info')).toEqual({
      ...{ total_num: all.length, page_total: Math.ceil(all.length / 3), page_size: 3, current_page: 2 },
    });
  });

  test('either time alone narrows the list, and a name does', async () => {
    const all = await list();
    const third = all[2]!;
    expect((await list({ start_time: third.start }))[0]).toEqual(third);
    expect((await list({ end_time: third.start })).at(-1)).toEqual(third);
    expect(await list({ start_time: third.start, end_time: third.start })).toEqual([third]);
    expect(await list({ name: third.name })).toEqual([third]);
    expect(await rig.errno(LIST, { ...CHANNEL, start_time: '2024-01-01' })).toBe(1);
  });
});

describe('get_video_info', () => {
  test('has size and duration as text, the latter spelt `durtion`', async () => {
    const [first] = await list();
    const { size, ...rest } = first!;
    expect(at(await info(first!.videoid), 'data')).toEqual({
      ...rest,
      size: String(size),
      durtion: String((Date.parse(first!.end) - Date.parse(first!.start)) / 1000),
    });
    expect(textAt(await info(first!.videoid, { security: '1' }), 'data', 'hls_url')).toMatch(/^https:/);
  });

  test('of a video that is not there is errno 1', async () => {
    expect(await info('9')).toEqual({ errno: 1, error: 'video not exist' });
  });
});

describe('delete_video', () => {
  test('answers for each id in the order asked', async () => {
    const [first, second] = await list();
    const reply = await remove([{ videoId: second!.videoid }, { videoId: '9' }, { videoId: second!.videoid }]);
    expect(reply).toEqual({
      errno: 0,
      error: 'succ',
      data: [{ code: 0 }, { code: 1, message: 'not exist' }, { code: 1, message: 'not exist' }],
    });
    expect((await list()).slice(0, 1)).toEqual([first]);
    expect((await list()).some(({ videoid }) => videoid === second!.videoid)).toBe(false);
  });

  test('wants ids as text, and the parameters spelt `deviceid` and `channeled`', async () => {
    const [first] = await list();
    expect(at(await remove([{ videoId: Number(first!.videoid) }]), 'errno')).toBe(1);
    expect(at(await remove([]), 'errno')).toBe(1);
    expect(await rig.errno(DELETE, CHANNEL, { json: { video: [{ videoId: first!.videoid }] } })).toBe(1);
    expect((await list())[0]).toEqual(first);
  });
});

describe('rename_video', () => {
  test('gives a video another name, in the list and alone', async () => {
    const [first] = await list();
    const query = { ...CHANNEL, video_id: first!.videoid };
    expect(await rig.errno(RENAME, query, { json: { name: '交接班' } })).toBe(0);
    expect((await list({ name: '交接' })).map(({ videoid }) => videoid)).toEqual([first!.videoid]);
    expect(textAt(await info(first!.videoid), 'data', 'name')).toBe('交接班');
    expect(await rig.errno(RENAME, query, { json: { name: '' } })).toBe(1);
    expect(await rig.errno(RENAME, { ...query, video_id: '9' }, { json: { name: 'x' } })).toBe(1);
  });
});

describe('get_play_token', () => {
  test('gives a token for a video that is there', async () => {
    const [first] = await list();
    const ask = (id: string): Promise<unknown> =>
      rig.ask('GET /ipc/video/vod/get_play_token', { ...CHANNEL, video_id: id });
    expect(textAt(await ask(first!.videoid), 'data', 'token')).toMatch(/^[0-9a-z]+$/);
    expect(at(await ask('9'), 'errno')).toBe(1);
  });
});

describe('record_video', () => {
  test('a recording started appears in the list, grows, and ends when stopped', async () => {
    const before = await list();
    expect(await record('1')).toBe(0);
    rig.clock.advance(60_000);
    const running = (await list()).at(-1)!;
    expect(running).toMatchObject({ start: '2024-01-02 03:04:05', end: '2024-01-02 03:05:05', size: 60 * 64 });
    rig.clock.advance(60_000);
    expect(await record('0')).toBe(0);
    rig.clock.advance(60_000);
    expect(await list()).toHaveLength(before.length + 1);
    expect((await list()).at(-1)).toMatchObject({ videoid: running.videoid, end: '2024-01-02 03:06:05' });
    expect(rig.simulator.inspect('2160001', '1')).toMatchObject({ recording: false });
  });

  test('what records already is refused, and so is stopping what does not record', async () => {
    expect(await record('0')).toBe(1);
    await record('1');
    const again = { ...PRODUCT, ...CHANNEL, action: '1' };
    expect(await rig.ask('GET /ipc/video/record/record_video', again)).toEqual({
      errno: 1,
      error: 'already recording',
    });
    expect(await list({ name: 'rec-' })).toHaveLength(1);
  });

  test('a running recording that is deleted runs no more', async () => {
    await record('1');
    await remove([{ videoId: (await list()).at(-1)!.videoid }]);
    expect(await record('1')).toBe(0);
    expect(await list({ name: 'rec-' })).toHaveLength(1);
  });

  test.each([
    [{ action: '2' }, 1],
    [{ action: '' }, 1],
    [{ product_id: '1' }, 1],
    [{ product_id: '' }, 1],
    [{ channel_id: '7' }, 3],
    [{ device_id: '2160002' }, 4],
  ])('%j is errno %d', async (change: Query, errno) => {
    const query = { ...PRODUCT, ...CHANNEL, action: '1', ...change };
    expect(await rig.errno('GET /ipc/video/record/record_video', query)).toBe(errno);
  });
});

test('a device deleted takes its videos along', async () => {
  await rig.ask('DELETE /devices/2160001');
  expect(await rig.errno(LIST, CHANNEL)).toBe(3);
});
