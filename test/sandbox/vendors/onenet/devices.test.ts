import { at, MASTER, startRig, textAt, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const PLAIN = { title: 'gate', protocol: 'RTMP' };
const CREATE = 'POST /devices';
const REGISTER = 'POST /register_de';
const REGISTER_CODE = { register_code: 'sandbox-onenet-register-code' };

const create = async (json: object = PLAIN): Promise<string> =>
  textAt(await rig.ask(CREATE, {}, { json }), 'data', 'device_id');
const view = (id: string, headers = MASTER): Promise<unknown> => rig.ask(`GET /devices/${id}`, {}, { headers });
const found = async (query: Readonly<Record<string, string>>): Promise<string[]> => {
  const devices = at(await rig.ask('GET /devices', query), 'data', 'devices') as { id: string }[];
  return devices.map(({ id }) => id);
};
const keyOf = async (id: string): Promise<string> => textAt(await view(id), 'data', 'keys', 0, 'key');

describe('POST /devices', () => {
  test('gives the new device an id, under which it is listed, seen, online and searched', async () => {
    const location = { ele: 3.5, lat: 17.6, lon: 177 };
    const id = await create({
      ...PLAIN,
      desc: 'by the road',
      location,
      private: false,
      area: '100',
      other: { floor: 1 },
    });
    expect(await view(id)).toMatchObject({
      errno: 0,
      data: {
        ...{ id, title: 'gate', desc: 'by the road', location, private: false, area: '100', other: { floor: 1 } },
        ...{ online: true, protocol: 'rtmp', create_time: '2024-01-02 03:04:05', channel_count: 0 },
      },
    });
    expect(await found({ title: 'GATE' })).toEqual([id]);
    expect(await found({ private: 'false' })).toEqual([id]);
    expect(await found({ begin: '2024-01-02', end: '2024-01-02' })).toEqual([id]);
    const status = await rig.ask('GET /ipc/video/device/QryDevStatus', { devIds: id });
    expect(at(status, 'result', 'devices')).toEqual([{ id, online: true }]);
  });

  test('a device created, given a channel, plays', async () => {
    const id = await create();
    const channel = { device_id: id, channel_id: '3' };
    await rig.ask('POST /ipc/video/device/AddChannel', { ...channel, title: 'Yard' });
    const address = await rig.ask('GET /ipc/video/play_address', channel);
    const url = `${rig.origin.rtmp}/live/${id}-3?${textAt(address, 'data', 'accessToken')}`;
    expect(rig.origin.pull(url)).toMatchObject({ kind: 'live', camera: { cloud: 2, device: 20_001, label: 'YARD' } });
  });

  test('auth_info is generated when left out, and unique in the product, as text and as object', async () => {
    expect(at(await view(await create()), 'data', 'auth_info')).toEqual(expect.any(String));
    const id = await create({ ...PLAIN, auth_info: { mark: 1 } });
    expect(await found({ auth_info: '{"mark": 1}' })).toEqual([id]);
    expect(await rig.ask(CREATE, {}, { json: { ...PLAIN, auth_info: { mark: 1 } } })).toEqual({
      errno: 1,
      error: 'auth_info already exists',
    });
  });

  test.each([
    ['a title', { protocol: 'RTMP' }],
    ['a title of at most 64 characters', { ...PLAIN, title: 'x'.repeat(65) }],
    ['the protocol RTMP', { title: 'gate', protocol: 'EDP' }],
    ['a protocol', { title: 'gate' }],
    ['numbers for its place', { ...PLAIN, location: { lat: '1', lon: 2 } }],
    ['true or false for `private`', { ...PLAIN, private: 'yes' }],
    ['an object', []],
  ])('wants %s', async (_what, json) => {
    expect(await rig.errno(CREATE, {}, { json })).toBe(1);
  });

  test('a title of 64 characters is taken', async () => {
    expect(await rig.errno(CREATE, {}, { json: { ...PLAIN, title: '门'.repeat(64) } })).toBe(0);
  });

  test("is for the master key only: a device's key is refused, even with a device named", async () => {
    const own = { 'api-key': await keyOf('2160001') };
    expect(await rig.errno(CREATE, {}, { json: PLAIN, headers: own })).toBe(3);
    expect(await rig.errno(CREATE, { device_id: '2160001' }, { json: PLAIN, headers: own })).toBe(3);
  });
});

describe('POST /register_de', () => {
  const register = (json: object, query: Readonly<Record<string, string>> = REGISTER_CODE): Promise<unknown> =>
    rig.ask(REGISTER, query, { json, headers: {} });

  test('needs no key but the register code; the key it gives opens that device only', async () => {
    const reply = await register({ sn: 'SN1', title: 'box', area: 100 });
    expect(reply).toMatchObject({ errno: 0, data: { device_id: expect.any(Number) as number } });
    const id = String(at(reply, 'data', 'device_id'));
    const own = { 'api-key': textAt(reply, 'data', 'key') };
    expect(await view(id, own)).toMatchObject({ data: { title: 'box', area: '100' } });
    expect(at(await view('2160001', own), 'errno')).toBe(3);
  });

  test('the same mark again is the same device; another kind of mark is another', async () => {
    const first = await register({ sn: 'A' });
    expect(await register({ sn: 'A' })).toEqual(first);
    expect(at(await register({ mac: 'A' }), 'data', 'device_id')).not.toBe(at(first, 'data', 'device_id'));
  });

  test.each([
    [{}],
    [{ sn: 'A', mac: 'B' }],
    [{ sn: '' }],
    [{ sn: 'x'.repeat(513) }],
    [{ mac: 12 }],
    [{ sn: 'A', title: 'x'.repeat(33) }],
    [{ sn: 'A', area: '100' }],
  ])('%j is errno 1', async (json) => {
    expect(at(await register(json), 'errno')).toBe(1);
  });

  test('marks of 512 and titles of 32 characters are taken', async () => {
    expect(at(await register({ mac: 'x'.repeat(512), title: 'x'.repeat(32) }), 'errno')).toBe(0);
  });

  test('another register code is refused, a missing one is errno 1', async () => {
    expect(at(await register({ sn: 'A' }, { register_code: 'other' }), 'errno')).toBe(3);
    expect(at(await register({ sn: 'A' }, {}), 'errno')).toBe(1);
  });
});

describe('PUT /devices/{device_id}', () => {
  const update = (json: object, id = '2160001'): Promise<unknown> => rig.errno(`PUT /devices/${id}`, {}, { json });

  test('changes the fields it names and leaves the others', async () => {
    expect(await update({ title: 'till', tags: ['Tag1', 'Tag2'] })).toBe(0);
    expect(await update({ desc: 'left of the door' })).toBe(0);
    expect(await view('2160001')).toMatchObject({
      data: { title: 'till', desc: 'left of the door', tags: ['Tag1', 'Tag2'], auth_info: 'auth-2160001' },
    });
    expect(await found({ tag: 'Tag2' })).toEqual(['2160001']);
    expect(await found({ key_words: 'til' })).toEqual(['2160001']);
  });

  test('reserved fields are taken and change nothing', async () => {
    const before = await view('2160001');
    expect(await update({ interval: 60, auth: '123', route_to: 'x', idsn: 'test', activate_code: 'y' })).toBe(0);
    expect(await view('2160001')).toEqual(before);
  });

  test('its own auth_info may be repeated, not that of another device', async () => {
    expect(await update({ auth_info: 'auth-2160001' })).toBe(0);
    expect(await update({ auth_info: 'auth-2160002' })).toBe(1);
  });

  test.each([[{ title: '' }], [{ title: 'x'.repeat(65) }], [{ tags: [1] }], [{ other: 'x' }]])(
    '%j is errno 1',
    async (json) => {
      expect(await update(json)).toBe(1);
    },
  );

  test("works with the device's own key, not with another's", async () => {
    const headers = { 'api-key': await keyOf('2160001') };
    expect(await rig.errno('PUT /devices/2160001', {}, { json: { title: 'mine' }, headers })).toBe(0);
    expect(await rig.errno('PUT /devices/2160002', {}, { json: { title: 'mine' }, headers })).toBe(3);
  });

  test('of a device that is not there is errno 1', async () => {
    expect(await update({ title: 'x' }, '9')).toBe(1);
  });
});

describe('GET /devices/{device_id}', () => {
  test('tells one device with its keys', async () => {
    expect(await view('2160005')).toMatchObject({
      errno: 0,
      error: 'succ',
      data: {
        ...{ id: '2160005', title: '1号店网关', online: true, protocol: 'rtmp', channel_count: 2 },
        keys: [{ title: 'device-auto-key', key: expect.any(String) as string }],
      },
    });
  });

  test('a device that is not there is errno 1', async () => {
    expect(at(await view('9'), 'errno')).toBe(1);
  });
});

describe('DELETE /devices/{device_id}', () => {
  const remove = (id: string): Promise<unknown> => rig.errno(`DELETE /devices/${id}`);

  test('takes the device out of every list, and its viewers off the picture', async () => {
    expect(await remove('2160001')).toBe(0);
    expect(await found({ key_words: '2160001' })).toEqual([]);
    expect(at(await view('2160001'), 'errno')).toBe(1);
    expect(await rig.errno('GET /ipc/video/play_address', { device_id: '2160001', channel_id: '1' })).toBe(3);
    expect(await remove('2160001')).toBe(1);
  });

  test('cuts the streams of its channels, and no others', async () => {
    const watch = async (device: string): Promise<void> => {
      const address = await rig.ask('GET /ipc/video/play_address', { device_id: device, channel_id: '1' });
      rig.origin.view(`${rig.origin.rtmp}/live/${device}-1?${textAt(address, 'data', 'accessToken')}`);
    };
    await watch('2160001');
    await watch('2160005');
    await remove('2160001');
    expect(rig.origin.cuts).toEqual([1]);
  });
});
