import { accessToken, at, CHANNEL, MASTER, startRig, textAt, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

type Query = Readonly<Record<string, string>>;
const VIEWERS = 'GET /ipc/video/stat/getonlinelist';
const PUSHERS = 'GET /ipc/video/stat/getpushlist';
const ask = (endpoint: string, query: Query = {}): Promise<unknown> =>
  rig.ask(endpoint, { productid: '7355', ...query });
const result = async (endpoint: string, query: Query = {}): Promise<unknown[]> =>
  at(await ask(endpoint, query), 'result') as unknown[];

async function watch(channel = CHANNEL, kind: 'rtmp' | 'hls' = 'rtmp'): Promise<() => void> {
  const token = await accessToken(rig, channel);
  const { device_id: id, channel_id: number } = channel;
  const rtmp = `${rig.origin.rtmp}/live/${id}-${number}?${token}`;
  return rig.origin.view(kind === 'rtmp' ? rtmp : `${rig.origin.http}/live/live_${id}_${number}/index.m3u8?${token}`);
}

describe('getonlinelist', () => {
  test('tells who watches, for how long, and forgets who left', async () => {
    const leave = await watch();
    rig.clock.advance(283_000);
    expect(await result(VIEWERS)).toEqual([
      {
        ...{ productid: 7355, deviceid: 2160001, channelid: 1, protocoltype: 'RTMP', clientip: '127.0.0.1' },
        ...{ videocodec: 'H264', resolution: '1280 720', fps: 15, audiocodec: 'AAC', bandwidth: 91392 },
        onlinetime: '00:04:43',
      },
    ]);
    leave();
    expect(await result(VIEWERS)).toEqual([]);
  });

  test('is narrowed by device, channel and protocol, spelt without underscores', async () => {
    await watch();
    await watch({ device_id: '2160005', channel_id: '2' }, 'hls');
    expect(await result(VIEWERS, { deviceid: '2160005' })).toMatchObject([{ channelid: 2, protocoltype: 'HLS' }]);
    expect(await result(VIEWERS, { deviceid: '2160005', channelid: '1' })).toEqual([]);
    expect(await result(VIEWERS, { protocoltype: 'rtmp' })).toMatchObject([{ deviceid: 2160001 }]);
    expect(await result(VIEWERS, { protocoltype: 'hls' })).toMatchObject([{ deviceid: 2160005 }]);
    expect(await result(VIEWERS, { device_id: '2160005' })).toHaveLength(2);
  });
});

describe('getpushlist', () => {
  test('tells which cameras send, with the resolution over a line break as in the sample', async () => {
    rig.clock.advance(3_600_000 + 62_000);
    const rows = await result(PUSHERS);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({
      deviceid: 2160001,
      puship: '127.0.0.1',
      pushtime: '01:01:02',
      resolution: '1280 720',
    });
    expect(rows.at(-1)).toMatchObject({ channelid: 2, resolution: '1280\n720' });
    expect(await result(PUSHERS, { deviceid: '2160002' })).toEqual([]);
    expect(await result(PUSHERS, { deviceid: '2160005', channelid: '2' })).toHaveLength(1);
  });
});

describe.each([VIEWERS, PUSHERS])('%s', (endpoint) => {
  beforeEach(async () => {
    for (const device of ['2160001', '2160003', '2160004']) await watch({ device_id: device, channel_id: '1' });
  });

  test('pages of one question come from one moment, by its page_key', async () => {
    const first = await ask(endpoint, { page_size: '2' });
    const pageKey = textAt(first, 'page_info', 'page_key');
    expect(at(first, 'page_info')).toMatchObject({ page_size: 2, current_page: 1 });
    await watch();
    rig.simulator.setFaults({ offline: true });
    const second = await ask(endpoint, { page_size: '2', page: '2', page_key: pageKey });
    expect(at(second, 'page_info')).toMatchObject({
      total_num: at(first, 'page_info', 'total_num'),
      current_page: 2,
      page_key: pageKey,
    });
    expect((at(second, 'result') as unknown[]).length).toBeGreaterThan(0);
  });

  test('from the second page on the page_key is due, and after five minutes it is worth nothing', async () => {
    const pageKey = textAt(await ask(endpoint, { page_size: '2' }), 'page_info', 'page_key');
    const second = (query: Query): Promise<unknown> => ask(endpoint, { page_size: '2', page: '2', ...query });
    expect(at(await second({}), 'errno')).toBe(1);
    expect(at(await second({ page_key: 'other' }), 'errno')).toBe(1);
    rig.clock.advance(5 * 60_000 - 1);
    expect(at(await second({ page_key: pageKey }), 'errno')).toBe(0);
    rig.clock.advance(1);
    expect(at(await second({ page_key: pageKey }), 'errno')).toBe(1);
  });

  test('wants the product, spelt `productid`', async () => {
    expect(await rig.errno(endpoint, { product_id: '7355' })).toBe(1);
    expect(await rig.errno(endpoint, { productid: '1' })).toBe(1);
  });

  test("is for the master key only: a device's key and a token are refused", async () => {
    const view = await rig.ask('GET /devices/2160001');
    const own = { 'api-key': textAt(view, 'data', 'keys', 0, 'key') };
    const query = { productid: '7355', deviceid: '2160001' };
    expect(await rig.errno(endpoint, query, { headers: own })).toBe(3);
    expect(await rig.errno(endpoint, query, { headers: {} })).toBe(3);
    expect(await rig.errno(endpoint, query, { headers: MASTER })).toBe(0);
  });
});
