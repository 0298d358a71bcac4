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

describe('one more channel', () => {
  const NEW = { ...ADDRESS, channelId: '7' };
  const namesOf = async ({ driver }: ReturnType<typeof makeRig>) => {
    for await (const { channels } of driver.listChannels()) return channels.map(({ name }) => name);
    return [];
  };

  /** A product with one device, which remembers its channels. */
  function makeDevice(title: string, ...rows: { channel_id: number; title: string; desc: string }[]) {
    return makeRig(({ path, query }: Asked) => {
      const row = { channel_id: Number(query.channel_id), title: query.title ?? '', desc: query.desc ?? '' };
      const index = rows.findIndex(({ channel_id: id }) => id === row.channel_id);
      const device = { id: 2162826, title, online: true, channel_count: rows.length };
      if (path.endsWith('AddChannel') && index !== -1) return { errno: 16, error: 'The channel already exists' };
      if (path.endsWith('AddChannel')) rows.push(row);
      if (path.endsWith('ModifyChannel')) rows[index] = row;
      if (path.endsWith('QryChannel')) return succ({ result: rows });
      if (path.endsWith('trans_encrypt')) return succ({ trans_enc: 0 });
      return succ({ data: path === '/devices' ? { total_count: 1, devices: [device] } : device });
    });
  }

  test.each([
    ['has no name of its own', { channel_id: 2, title: 'test_qwer', desc: '' }],
    ['was named long ago', { channel_id: 2, title: 'Gate1', desc: '旧名字' }],
    ['is named like it already', { channel_id: 2, title: 'Gate1', desc: '收银台' }],
  ])('has its name, and an only one that %s is still called as it was', async (_, first) => {
    const device = makeDevice('收银台', first);
    expect(await namesOf(device)).toEqual(['收银台']);
    await device.driver.devices?.extend?.(NEW, '后门');
    expect(await namesOf(device)).toEqual(['收银台', '后门']);
    expect(device.asked.find(({ path }) => path.endsWith('AddChannel'))?.query).toEqual({
      ...{ device_id: '2162826', channel_id: '7', title: 'channel7', desc: '后门' },
    });
  });

  test('of a device that has several costs two calls', async () => {
    const several = [1, 2].map((id) => ({ channel_id: id, title: 'abc', desc: `门 ${id}` }));
    const device = makeDevice('收银台', ...several);
    await device.driver.devices?.extend?.(NEW, '后门');
    expect(device.asked.map(({ path }) => path.split('/').at(-1))).toEqual(['QryChannel', 'AddChannel']);
    expect(await namesOf(device)).toEqual(['门 1', '门 2', '后门']);
  });

  test('that is there already is a conflict', async () => {
    const device = makeDevice('收银台', { channel_id: 7, title: 'abc', desc: '' });
    await expect(device.driver.devices?.extend?.(NEW, '后门')).rejects.toMatchObject({ code: 'conflict' });
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
