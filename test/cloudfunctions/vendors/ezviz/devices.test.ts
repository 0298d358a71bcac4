import { START } from '../../../support/fake-clock';
import { ADDRESS, makeApi, refused, success } from './rig';

const NAME_16 = '一二三四五六七八九十甲乙丙丁戊己';

describe('adding', () => {
  test('a device is added and then named', async () => {
    const { api, calls } = makeApi(() => success());
    await api.devices.add({ deviceId: 'k1000', code: 'ABCDEF', name: '收银台' });
    expect(calls().map(({ path, fields }) => [path.replace('/api/lapp/', ''), fields.deviceSerial])).toEqual([
      ['device/add', 'K1000'],
      ['device/name/update', 'K1000'],
    ]);
  });

  test('a name that the vendor refuses leaves the device added', async () => {
    const { api } = makeApi(({ path }) => (path.endsWith('name/update') ? refused('10001') : success()));
    await expect(api.devices.add({ deviceId: 'K1', code: 'ABCDEF', name: 'a' })).resolves.toBe('K1');
  });

  test('a name that is too long for the vendor leaves the device added', async () => {
    const { api, calls } = makeApi(() => success());
    await api.devices.add({ deviceId: 'K1', code: 'ABCDEF', name: `${NAME_16}店` });
    expect(calls().map(({ path }) => path)).toEqual(['/api/lapp/device/add']);
  });

  test.each([
    ['20002', 'unknown-device'],
    ['20007', 'offline'],
    ['20010', 'wrong-code'],
    ['20011', 'try-again'],
    ['20013', 'other-account'],
    ['20017', 'already'],
    ['10026', 'too-many'],
  ])('%s says %s of a device that is not added', async (code, fate) => {
    const { api } = makeApi(() => refused(code));
    const adding = api.devices.add({ deviceId: 'K1', code: 'ABCDEF', name: '' });
    await expect(adding).rejects.toMatchObject({ fate, vendorCode: code });
  });

  test('what says nothing of the device is an error like any other', async () => {
    const { api } = makeApi(() => refused('10005'));
    const adding = api.devices.add({ deviceId: 'K1', code: 'ABCDEF', name: '' });
    await expect(adding).rejects.not.toHaveProperty('fate');
  });

  test('a device is found with its cameras, by whatever spelling of its serial number', async () => {
    const rows = [{ channelNo: 1, channelName: '', deviceName: '收银台', status: 1, isEncrypt: 0 }];
    const { api, calls } = makeApi(() => success(rows));
    expect(await api.devices.find('k1')).toMatchObject({
      deviceId: 'K1',
      channels: [{ address: { deviceId: 'K1', channelId: '1' }, name: '收银台', reachability: 'online' }],
    });
    expect(calls()[0]?.fields.deviceSerial).toBe('K1');
  });

  test('a device that is not the account’s is not found', async () => {
    const { api } = makeApi(() => refused('20018'));
    expect(await api.devices.find('K1')).toBeNull();
  });

  test('a device that is not added is not named', async () => {
    const { api, calls } = makeApi(() => refused('20010'));
    await expect(api.devices.add({ deviceId: 'K1', code: 'WRONGX', name: 'a' })).rejects.toMatchObject({
      code: 'invalid-argument',
      vendorCode: '20010',
    });
    expect(calls()).toHaveLength(1);
  });
});

describe('removing', () => {
  const rows = (...channels: number[]) =>
    success(channels.map((channelNo) => ({ deviceSerial: 'K1', channelNo, channelName: '门', status: 1 })));

  test.each([
    ['whose only camera it is', rows(1)],
    ['that has none any more', rows()],
  ])('a camera is removed with the device %s', async (_, cameras) => {
    const { api, calls } = makeApi(({ path }) => (path.endsWith('camera/list') ? cameras : success()));
    await api.devices.remove({ ...ADDRESS, channelId: '1' });
    expect(calls().at(-1)?.path).toBe('/api/lapp/device/delete');
  });

  test('one of the cameras behind a recorder is not removed: the others would go with it', async () => {
    const { api, calls } = makeApi(() => rows(1, 2));
    const removal = api.devices.remove({ ...ADDRESS, channelId: '1' });
    await expect(removal).rejects.toMatchObject({ code: 'unsupported' });
    expect(calls()).toHaveLength(1);
  });
});

describe('names', () => {
  test.each([NAME_16, 'a'.repeat(50)])('%s fits', async (name) => {
    const { api, calls } = makeApi(() => success());
    await api.devices.rename(ADDRESS, name);
    expect(calls()[0]?.fields.name).toBe(name);
  });

  test.each(['', `${NAME_16}店`, 'a'.repeat(51), 'a\nb'])('%j is refused without a call', async (name) => {
    const { api, calls } = makeApi(() => success());
    for (const make of [() => api.devices.rename(ADDRESS, name), () => api.devices.renameDevice('K1', name)]) {
      await expect(make()).rejects.toMatchObject({ code: 'invalid-argument' });
    }
    expect(calls()).toHaveLength(0);
  });
});

test('the cameras behind a recorder are told with what the vendor says of them', async () => {
  const row = { deviceSerial: 'K1', channelNo: 2, channelName: '后门', status: 1, isEncrypt: 1, ipcSerial: 'C7' };
  const bare = { channelNo: '3', channelName: null, status: -1, ipcSerial: '' };
  const { api } = makeApi(() => success([row, bare]));
  expect(await api.devices.listCameras('K1')).toEqual([
    { channelId: '2', name: '后门', reachability: 'online', isEncrypted: true, cameraSerial: 'C7' },
    { channelId: '3', name: '', reachability: 'unknown', isEncrypted: false, cameraSerial: null },
  ]);
});

test('the devices in one state are found on all pages of the list', async () => {
  const rows = Array.from({ length: 50 }, (_, n) => ({ deviceSerial: `K${n}`, status: n % 2 }));
  const { api, calls } = makeApi(() => success(rows, 100));
  const offline: string[] = [];
  for await (const { deviceSerial } of api.listDevices('offline')) offline.push(deviceSerial);
  expect(offline).toHaveLength(50);
  expect(calls()).toHaveLength(2);
});

test.each([
  [
    { privacyStatus: 1, diskState: '0---------------', signal: '90%' },
    { masked: true, disks: ['ok'], signal: '90%' },
  ],
  [
    { privacyStatus: '0', diskState: '123-' },
    { masked: false, disks: ['wrong-medium', 'unformatted', 'formatting'] },
  ],
  [
    { privacyStatus: -1, diskState: '' },
    { masked: null, disks: null, signal: null },
  ],
  [{ diskState: '-1', nvrDiskState: '-2' }, { disks: null }],
  [{ diskState: '----------------', nvrDiskState: '-1' }, { disks: [] }],
  [{ diskState: '----', nvrDiskState: '02--' }, { disks: ['ok', 'unformatted'] }],
  [{ diskState: '9---' }, { disks: ['unknown'] }],
  [{ privacyStatus: 2 }, { masked: null }],
  [null, { masked: null, disks: null, signal: null }],
])('device/status/get: %j is %j', async (data, state) => {
  const { api } = makeApi(() => success(data));
  expect(await api.readDeviceState(ADDRESS)).toMatchObject(state);
});

test('its cards and disks are told without sizes, and being asked about together costs one call', async () => {
  const { api, calls } = makeApi(() => success({ diskState: '0123', privacyStatus: 1 }));
  const [storage, state] = await Promise.all([api.readStorage(ADDRESS), api.readDeviceState(ADDRESS)]);
  const sizes = { totalBytes: null, freeBytes: null };
  expect(storage).toEqual([
    { state: 'ok', ...sizes },
    { state: 'broken', ...sizes },
    { state: 'unformatted', ...sizes },
    { state: 'formatting', ...sizes },
  ]);
  expect(state.masked).toBe(true);
  expect(calls()).toHaveLength(1);
});

test('a device that reports nothing of disks does not say that it has none', async () => {
  const { api } = makeApi(() => success({ diskState: '-2', nvrDiskState: '-1' }));
  await expect(api.readStorage(ADDRESS)).rejects.toMatchObject({ code: 'unsupported' });
});

test('a live address is ended by the id that it carries itself', async () => {
  const { api, calls } = makeApi(() => success());
  await api.disableAddress(ADDRESS, { url: 'rtmp://h/v3/openlive/1_1_2?expire=1&id=2471&t=x' });
  expect(calls()[0]?.fields.urlId).toBe('2471');
  await expect(api.disableAddress(ADDRESS, { url: 'rtmp://h/x?uid=1' })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
  expect(calls()).toHaveLength(1);
});

describe('pictures', () => {
  const other = { ...ADDRESS, channelId: '2' };
  const reply = () => success({ picUrl: 'https://p.example/pics/9f.jpg?OSSAccessKeyId=k' });

  test('a picture has the name and the end that the vendor gives it', async () => {
    const { api } = makeApi(reply);
    expect(await api.snapshots.take(ADDRESS)).toEqual({
      name: '9f.jpg',
      takenAt: START,
      bytes: null,
      url: 'https://p.example/pics/9f.jpg?OSSAccessKeyId=k',
      expiresAt: START + 2 * 3600_000,
    });
  });

  test('another of the same camera within four seconds is rate-limited until then, without a call', async () => {
    const { api, calls, clock } = makeApi(reply);
    await api.snapshots.take(ADDRESS);
    await clock.sleep(3999);
    await expect(api.snapshots.take(ADDRESS)).rejects.toMatchObject({ code: 'rate-limited', retryAt: START + 4000 });
    await api.snapshots.take(other);
    expect(calls()).toHaveLength(2);
    await clock.sleep(1);
    await api.snapshots.take(ADDRESS);
    expect(calls()).toHaveLength(3);
  });

  test('two at the same moment cost one call', async () => {
    const { api, calls } = makeApi(reply);
    const outcomes = await Promise.allSettled([api.snapshots.take(ADDRESS), api.snapshots.take(ADDRESS)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(calls()).toHaveLength(1);
  });

  test('one that failed counts, for the vendor counts it, too', async () => {
    const { api } = makeApi(() => refused('60017'));
    await expect(api.snapshots.take(ADDRESS)).rejects.toMatchObject({ code: 'device-busy' });
    await expect(api.snapshots.take(ADDRESS)).rejects.toMatchObject({ code: 'rate-limited' });
  });
});
