import { chinaTime } from '../../../../../cloudfunctions/core/china-time';
import { START } from '../../../../support/fake-clock';
import { makeFixed, succ } from '../rig';

const CREATED = succ({ data: { device_id: '233444' } });
const LISTED = {
  id: 'dev_id',
  title: 'my device1',
  desc: 'device desc',
  private: true,
  protocol: 'RTMP',
  online: true,
  location: { lon: 106.55231191544001, lat: 29.535451246673 },
  create_time: '2013-02-11 12:22:33',
  auth_info: { SYS: 'z=8QY3r7aTQ48UKfqPnB=PybYRo=' },
  channel_count: 2,
  last_login: '2018-11-20 15:34:09',
};

test('§1.1 a device is created with what is said of it, and nothing else', async () => {
  const { api, only } = makeFixed(CREATED);
  const id = await api.devices.create({
    title: 'device1',
    description: 'some description',
    location: { elevation: 370_000, latitude: 17.609997, longitude: 177.03403 },
    isPrivate: true,
    authInfo: 'auth123',
    area: '100',
  });
  expect(id).toBe('233444');
  expect(only()).toMatchObject({
    method: 'POST',
    path: '/devices',
    kind: 'command',
    headers: { 'api-key': 'master-key=', 'content-type': 'application/json' },
  });
  expect(only().json).toEqual({
    protocol: 'RTMP',
    title: 'device1',
    desc: 'some description',
    location: { ele: 370_000, lat: 17.609997, lon: 177.03403 },
    private: true,
    auth_info: 'auth123',
    area: '100',
  });
});

test('§1.2 a device registers by a code, without our key, and the key made for it goes no further', async () => {
  const { api, only } = makeFixed(succ({ data: { key: 'XXAABBCCDD', device_id: 21442 } }));
  const id = await api.devices.registerByCode('the-code', { serial: 'SN-1', title: 'gate', area: 100 });
  expect(id).toBe('21442');
  const { path, query, headers, json } = only();
  expect({ path, query, json }).toEqual({
    path: '/register_de',
    query: { register_code: 'the-code' },
    json: { sn: 'SN-1', title: 'gate', area: 100 },
  });
  expect(headers).not.toHaveProperty('api-key');
});

test('§1.2 a device is registered by its MAC instead of its serial number, never by both', async () => {
  const { api, only } = makeFixed(succ({ data: { key: 'XXAABBCCDD', device_id: 21442 } }));
  await api.devices.registerByCode('the-code', { mac: '00:11:22:33:44:55' });
  expect(only().json).toEqual({ mac: '00:11:22:33:44:55' });
});

test('§1.3 a change names only what is to change', async () => {
  const { api, only } = makeFixed(succ());
  await api.devices.update('233444', { title: 'my device1', tags: ['Tag1', 'Tag2'] });
  expect(only()).toMatchObject({ method: 'PUT', path: '/devices/233444', kind: 'command' });
  expect(only().json).toEqual({ title: 'my device1', tags: ['Tag1', 'Tag2'] });
});

test('§1.4 a device is told without its keys and without what it proves itself by', async () => {
  const keys = [{ title: 'device-auto-key', key: '2JO3B12O1' }];
  const { api, only } = makeFixed(succ({ data: { ...LISTED, key: 'DFWfsfw1wfDF233', keys } }));
  const device = await api.devices.view('dev_id');
  expect(only()).toMatchObject({ method: 'GET', path: '/devices/dev_id', kind: 'read' });
  expect(device).toMatchObject({ id: 'dev_id', online: true, title: 'my device1', channel_count: 2 });
  expect(JSON.stringify(device)).not.toMatch(/2JO3B12O1|DFWfsfw1wfDF233|8QY3r7/);
});

test('§1.5 every filter goes out under its name, and a page comes back with the total', async () => {
  const { api, only } = makeFixed(succ({ data: { total_count: 31, per_page: 30, page: 2, devices: [LISTED] } }));
  const found = await api.devices.search({
    keywords: 'dev',
    title: 'my',
    tag: 'Tag1',
    online: true,
    isPrivate: false,
    ids: ['1', '2'],
    authInfo: 'auth123',
    createdFrom: START,
    createdTo: START + 86_400_000,
    page: 2,
    perPage: 30,
  });
  expect(only().query).toEqual({
    key_words: 'dev',
    title: 'my',
    tag: 'Tag1',
    online: 'true',
    private: 'false',
    device_id: '1,2',
    auth_info: 'auth123',
    begin: '2024-01-01',
    end: '2024-01-02',
    page: '2',
    per_page: '30',
  });
  expect(found.total).toBe(31);
  expect(chinaTime(found.devices[0]?.create_time ?? 0)).toBe('2013-02-11 12:22:33');
  expect(JSON.stringify(found)).not.toContain('8QY3r7');
});

test('§1.6 a device is deleted by its id', async () => {
  const { api, only } = makeFixed(succ());
  await api.devices.remove('233444');
  expect(only()).toMatchObject({ method: 'DELETE', path: '/devices/233444', kind: 'command' });
});

test.each([
  ['an empty title', { title: '' }],
  ['a title of 65 characters', { title: '门'.repeat(65) }],
])('§1.1 %s is refused without a call', async (_, device) => {
  const { api, asked } = makeFixed(CREATED);
  await expect(api.devices.create(device)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test('§1.1 a title of 64 characters goes out', async () => {
  expect(await makeFixed(CREATED).api.devices.create({ title: '门'.repeat(64) })).toBe('233444');
});

test.each([
  ['a title of 33 characters', { serial: 'a', title: 'x'.repeat(33) }],
  ['a serial number of 513 characters', { serial: 'x'.repeat(513) }],
  ['an empty MAC', { mac: '' }],
])('§1.2 %s is refused without a call', async (_, device) => {
  const { api, asked } = makeFixed(CREATED);
  await expect(api.devices.registerByCode('code', device)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test.each([
  ['page 0', { page: 0 }],
  ['page 10,001', { page: 10_001 }],
  ['101 devices a page', { perPage: 101 }],
  ['101 ids', { ids: Array.from({ length: 101 }, (_, index) => String(index)) }],
])('§1.5 %s is refused without a call', async (_, filter) => {
  const { api, asked } = makeFixed(CREATED);
  await expect(api.devices.search(filter)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test('no error about a device names it, its code or a key', async () => {
  const { api } = makeFixed({ errno: 3, error: 'auth failed for dev-4711 with master-key=' });
  const calls = [
    api.devices.view('dev-4711'),
    api.devices.remove('dev-4711'),
    api.devices.update('dev-4711', { title: 'x' }),
    api.devices.registerByCode('the-code', { serial: 'dev-4711' }),
  ];
  for (const call of calls) {
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'vendor-auth', vendorCode: '3' });
    const told = error instanceof Error ? error.message + JSON.stringify(error) : '';
    expect(told).not.toMatch(/4711|the-code|master-key/);
  }
});
