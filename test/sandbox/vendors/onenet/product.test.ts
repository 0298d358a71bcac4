import { accessToken, at, CHANNEL, PRODUCT, startRig, UNKNOWN_CHANNEL, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

type Query = Readonly<Record<string, string>>;

describe('trans_encrypt', () => {
  const set = (type: unknown, query: Query = PRODUCT): Promise<unknown> =>
    rig.errno('PUT /ipc/video/trans_encrypt', query, { json: { type } });
  const read = (): Promise<unknown> => rig.ask('GET /ipc/video/trans_encrypt', PRODUCT);
  const type = async (): Promise<unknown> => at(await rig.ask('GET /ipc/video/play_address', CHANNEL), 'data', 'type');

  test('switched on it is told, and streams are rtmpe; switched off, rtmp again', async () => {
    expect(await set(1)).toBe(0);
    expect(await read()).toEqual({ errno: 0, trans_enc: 1 });
    expect(await type()).toBe('rtmpe');
    expect(await set(0)).toBe(0);
    expect(await read()).toEqual({ errno: 0, trans_enc: 0 });
    expect(await type()).toBe('rtmp');
  });

  test.each([2, '1', true, undefined])('%p is errno 1', async (value) => {
    expect(await set(value)).toBe(1);
  });

  test('of another product, or of none, is errno 1', async () => {
    expect(await set(1, { product_id: '1' })).toBe(1);
    expect(await set(1, {})).toBe(1);
  });
});

describe('closecamera', () => {
  const switchTo = (type: unknown, query: Query = {}): Promise<unknown> =>
    rig.errno(
      'PUT /ipc/video/access_control/closecamera',
      { ...PRODUCT, device_id: '2160001', id: '1', ...query },
      { json: { type } },
    );

  test('1 is off: viewers are cut, no address is given, tokens given before open nothing; 0 is on again', async () => {
    const url = `${rig.origin.rtmp}/live/2160001-1?${await accessToken(rig)}`;
    rig.origin.view(url);
    expect(await switchTo(1)).toBe(0);
    expect(rig.origin.cuts).toEqual([1]);
    expect(await rig.ask('GET /ipc/video/play_address', CHANNEL)).toEqual({ errno: 5, error: 'camera is closed' });
    expect(rig.origin.pull(url)).toEqual({ kind: 'refused', reason: 'forbidden' });
    expect(await switchTo(0)).toBe(0);
    expect(await rig.errno('GET /ipc/video/play_address', CHANNEL)).toBe(0);
    expect(rig.origin.pull(url).kind).toBe('live');
  });

  test('closes the one camera that `id` names', async () => {
    await switchTo(1, { device_id: '2160005', id: '2' });
    const other = { device_id: '2160005', channel_id: '1' };
    expect(await rig.errno('GET /ipc/video/play_address', other)).toBe(0);
    expect(await rig.errno('GET /ipc/video/play_address', { ...other, channel_id: '2' })).toBe(5);
  });

  test.each([
    [2, {}, 1],
    ['1', {}, 1],
    [1, { product_id: '1' }, 1],
    [1, { id: UNKNOWN_CHANNEL.channel_id }, 3],
  ])('type %p with %j is errno %d', async (type, query: Query, errno) => {
    expect(await switchTo(type, query)).toBe(errno);
  });
});

test('boot_address needs no key', async () => {
  expect(await rig.ask('GET /ipc/video/boot_address', {}, { headers: {} })).toEqual({
    errno: 0,
    error: 'succ',
    data: { boot_address: '127.0.0.1', boot_port: 9101 },
  });
});
