import { ADDRESS, makeFixed, makeRig, succ, type Asked } from './rig';

const code = 'code-1';

test('a device with a code is registered under its serial number', async () => {
  const { driver, only } = makeFixed(succ({ data: { key: 'k', device_id: 1 } }));
  await driver.devices?.add({ deviceId: 'SN-1', code, name: '收银台' });
  expect(only()).toMatchObject({ path: '/register_de', json: { sn: 'SN-1', title: '收银台' } });
});

test('a device without a code is created, and will prove itself by its serial number', async () => {
  const { driver, only } = makeFixed(succ({ data: { device_id: '1' } }));
  await driver.devices?.add({ deviceId: 'SN-1', code: '', name: '收银台' });
  expect(only()).toMatchObject({
    path: '/devices',
    json: { title: '收银台', protocol: 'RTMP', auth_info: 'SN-1' },
  });
});

test('an only channel is removed with its device', async () => {
  const { driver, asked } = makeRig(({ method }: Asked) =>
    succ(method === 'GET' ? { result: [{ channel_id: 2, title: 'abc', desc: '' }] } : {}),
  );
  await driver.devices?.remove(ADDRESS);
  expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/devices/2162826' });
});

test('one of several channels is removed alone', async () => {
  const channels = [1, 2].map((id) => ({ channel_id: id, title: 'abc', desc: '' }));
  const { driver, asked } = makeRig(({ method }: Asked) => succ(method === 'GET' ? { result: channels } : {}));
  await driver.devices?.remove(ADDRESS);
  expect(asked.at(-1)).toMatchObject({
    ...{ method: 'DELETE', path: '/ipc/video/device/DelChannel' },
    query: { device_id: '2162826', channel_id: '2' },
  });
});

test('an only channel is renamed by its device', async () => {
  const { driver, asked } = makeRig(({ method }: Asked) =>
    succ(method === 'GET' ? { result: [{ channel_id: 2, title: 'abc', desc: '' }] } : {}),
  );
  await driver.devices?.rename(ADDRESS, '后门');
  expect(asked.at(-1)).toMatchObject({ method: 'PUT', path: '/devices/2162826', json: { title: '后门' } });
});

test.each([
  ['Gate1', 'Gate1'],
  ['test_qwer', 'testqwer'],
  ['后门', 'channel2'],
])('one of several channels, titled %s, keeps the title %s and gets a description', async (had, title) => {
  const channels = [
    { channel_id: 1, title: 'abc', desc: '' },
    { channel_id: 2, title: had, desc: '' },
  ];
  const { driver, asked } = makeRig(({ method }: Asked) => succ(method === 'GET' ? { result: channels } : {}));
  await driver.devices?.rename(ADDRESS, '收银台');
  expect(asked.at(-1)).toMatchObject({
    path: '/ipc/video/device/ModifyChannel',
    query: { device_id: '2162826', channel_id: '2', title, desc: '收银台' },
  });
});

test.each([
  [1, 'vendor-auth'],
  [3, 'vendor-auth'],
  [7, 'vendor-unavailable'],
  [10, 'device-offline'],
  [2001, 'device-offline'],
  [5006, 'vendor-quota'],
  [5106, 'vendor-unavailable'],
  [5108, 'invalid-argument'],
  [5117, 'vendor-unavailable'],
  [4711, 'vendor-protocol'],
] as const)('code %i of any call is %s', async (errno, meaning) => {
  const { api } = makeFixed({ errno, error: 'no' });
  await expect(api.devices.view('1')).rejects.toMatchObject({ code: meaning, vendorCode: String(errno) });
});

describe('adding', () => {
  const add = (driver: ReturnType<typeof makeFixed>['driver'], more: object = {}) =>
    driver.devices?.add({ deviceId: 'SN-1', code, name: '收银台', ...more });

  test('tells the vendor’s id of the new device', async () => {
    expect(await add(makeFixed(succ({ data: { key: 'k', device_id: 7 } })).driver)).toBe('7');
    expect(await add(makeFixed(succ({ data: { device_id: '8' } })).driver, { code: '' })).toBe('8');
  });

  test('a name that is too long to be registered is cut', async () => {
    const { driver, only } = makeFixed(succ({ data: { device_id: 1 } }));
    await add(driver, { name: '长'.repeat(40) });
    expect(only()).toMatchObject({ json: { title: '长'.repeat(32) } });
  });

  test('a registration that is refused for want of rights says that the code is wrong', async () => {
    const { driver } = makeFixed({ errno: 3, error: 'token鉴权失败' });
    await expect(add(driver)).rejects.toMatchObject({ fate: 'wrong-code', vendorCode: '3' });
  });

  test('the same of a device without a code speaks of the account', async () => {
    const { driver } = makeFixed({ errno: 3, error: 'token鉴权失败' });
    await expect(add(driver, { code: '' })).rejects.not.toHaveProperty('fate');
  });

  test('a device whose serial number is taken is the account’s already', async () => {
    const { driver } = makeFixed({ errno: 1, error: 'auth_info already exists' });
    await expect(add(driver, { code: '' })).rejects.toMatchObject({ fate: 'already' });
  });
});

test.each([
  ['by its id', '5', { device_id: '5' }],
  ['by its serial number', undefined, { auth_info: 'SN-1' }],
])('a device is found %s, with its channels', async (_, id, query) => {
  const { driver, asked } = makeRig(({ path }: Asked) => {
    if (path.endsWith('QryChannel')) return succ({ result: [{ channel_id: 1, title: 'abc', desc: '' }] });
    if (path !== '/devices') return succ();
    return succ({ data: { total_count: 1, devices: [{ id: 5, title: '收银台', online: true, channel_count: 1 }] } });
  });
  expect(await driver.devices?.find('SN-1', id)).toMatchObject({
    deviceId: '5',
    channels: [{ address: { deviceId: '5', channelId: '1' }, name: '收银台', reachability: 'online' }],
  });
  expect(asked.find(({ path }) => path === '/devices')).toMatchObject({ query });
});
