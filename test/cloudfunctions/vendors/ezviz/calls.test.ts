import type { AskedOf } from '../../../support/driver-deps';
import { START } from '../../../support/fake-clock';
import { ADDRESS, CAMERA, makeApi, refused, sentBy, success, type Api } from './rig';

/** One row for each call: how it is made, the path and fields it sends, whether it may be repeated, the reply. */
type Row = readonly [
  name: string,
  make: (api: Api) => Promise<unknown>,
  path: string,
  fields: object,
  kind: 'read' | 'command' | 'repeatable-command',
  reply: unknown,
];

const RECORDING = {
  place: 'device',
  from: START,
  to: START + 3600_000,
  id: null,
  trigger: 'unknown',
  bytes: 1,
} as const;
const PAST = { place: 'device', at: START, speed: 1, avoid: [] } as const;
const PHRASE = { name: '欢迎光临', url: 'http://voice.example/1.mp3', durationMs: 2000 };
const DEVICE = { deviceSerial: CAMERA.deviceSerial };
const LIVE = { url: 'http://h/1.flv?expire=1605275593&id=247116619786670080' };
const NAMED = { ...CAMERA, name: '收银台' };

const ROWS: readonly Row[] = [
  ['device/capacity', (api) => api.readAbilities(ADDRESS), 'lapp/device/capacity', CAMERA, 'read', {}],
  [
    'device/status/get',
    (api) => api.readDeviceState(ADDRESS),
    'lapp/device/status/get',
    { ...DEVICE, channel: '1' },
    'read',
    {},
  ],
  ['device/camera/list', (api) => api.devices.listCameras('203751922'), 'lapp/device/camera/list', DEVICE, 'read', []],
  [
    'device/ptz/start',
    (api) => api.ptz.start(ADDRESS, 'up', 1),
    'lapp/device/ptz/start',
    { ...CAMERA, direction: '0', speed: '2' },
    'command',
    undefined,
  ],
  [
    'device/ptz/stop',
    (api) => api.ptz.stop(ADDRESS, 'up-right'),
    'lapp/device/ptz/stop',
    { ...CAMERA, direction: '6' },
    'repeatable-command',
    undefined,
  ],
  [
    'device/ptz/mirror',
    (api) => api.switches.mirror(ADDRESS, 'both'),
    'lapp/device/ptz/mirror',
    { ...CAMERA, command: '2' },
    'command',
    undefined,
  ],
  [
    'device/preset/list',
    (api) => api.presets.list(ADDRESS),
    'service/device/preset/list',
    CAMERA,
    'read',
    { meta: { code: 200, message: 'ok' }, data: [] },
  ],
  ['device/preset/add', (api) => api.presets.add(ADDRESS), 'lapp/device/preset/add', CAMERA, 'command', { index: 3 }],
  [
    'device/preset/move',
    (api) => api.presets.move(ADDRESS, '3'),
    'lapp/device/preset/move',
    { ...CAMERA, index: '3' },
    'command',
    undefined,
  ],
  [
    'device/preset/clear',
    (api) => api.presets.clear(ADDRESS, '3'),
    'lapp/device/preset/clear',
    { ...CAMERA, index: '3' },
    'command',
    undefined,
  ],
  [
    'device/scene/switch/status',
    (api) => api.switches.readMask(ADDRESS),
    'lapp/device/scene/switch/status',
    DEVICE,
    'read',
    { ...DEVICE, enable: 0 },
  ],
  [
    'device/scene/switch/set',
    (api) => api.switches.setMask(ADDRESS, true),
    'lapp/device/scene/switch/set',
    { ...CAMERA, enable: '1' },
    'command',
    undefined,
  ],
  [
    'device/encrypt/on',
    (api) => api.encryption.on('203751922'),
    'lapp/device/encrypt/on',
    DEVICE,
    'command',
    undefined,
  ],
  [
    'device/encrypt/off',
    (api) => api.encryption.off('203751922', 'ABCDEF'),
    'lapp/device/encrypt/off',
    { ...DEVICE, validateCode: 'ABCDEF' },
    'command',
    undefined,
  ],
  [
    'device/capture',
    (api) => api.snapshots.take(ADDRESS),
    'lapp/device/capture',
    CAMERA,
    'command',
    { picUrl: 'https://p.example/a/b.jpg?k=1' },
  ],
  [
    'video/by/time',
    (api) => api.recordings.list(ADDRESS, { place: 'cloud', from: START, to: START + 1000 }),
    'lapp/video/by/time',
    {
      ...CAMERA,
      startTime: String(START),
      endTime: String(START + 1000),
      recType: '1',
      version: '2.0',
      pageSize: '1000',
    },
    'read',
    null,
  ],
  [
    'cloud/storage/open',
    (api) => api.cloudStorage.open(ADDRESS, '4326717075050976'),
    'lapp/cloud/storage/open',
    { ...CAMERA, cardPassword: '4326717075050976' },
    'command',
    undefined,
  ],
  [
    'cloud/storage/device/info',
    (api) => api.cloudStorage.read(ADDRESS),
    'lapp/cloud/storage/device/info',
    CAMERA,
    'read',
    { ...CAMERA, status: -1 },
  ],
  [
    'v2/live/address/get, recordings',
    (api) => api.recordings.open(ADDRESS, { ...PAST, recording: { ...RECORDING, to: START + 60_000 } }),
    'lapp/v2/live/address/get',
    {
      ...CAMERA,
      protocol: '4',
      type: '2',
      startTime: '2024-01-01 08:00:00',
      stopTime: '2024-01-01 08:01:00',
      expireTime: '3600',
    },
    'read',
    LIVE,
  ],
  [
    'v2/live/address/get, live',
    (api) => api.openLive(ADDRESS, 'sub', []),
    'lapp/v2/live/address/get',
    { ...CAMERA, protocol: '4', quality: '2', expireTime: '3600' },
    'read',
    LIVE,
  ],
  [
    'live/address/disable',
    (api) => api.disableAddress(ADDRESS, LIVE),
    'lapp/live/address/disable',
    { ...CAMERA, urlId: '247116619786670080' },
    'command',
    undefined,
  ],
  [
    'voice/query',
    (api) => api.talk.listPhrases('vendor'),
    'lapp/voice/query',
    { default: 'true', pageStart: '0', pageSize: '50' },
    'read',
    [],
  ],
  [
    'voice/send',
    (api) => api.talk.playPhrase(ADDRESS, PHRASE),
    'lapp/voice/send',
    { ...CAMERA, fileUrl: PHRASE.url },
    'command',
    undefined,
  ],
  [
    'device/add',
    (api) => api.devices.add({ deviceId: 'k1000', code: 'ABCDEF', name: '' }),
    'lapp/device/add',
    { deviceSerial: 'K1000', validateCode: 'ABCDEF' },
    'command',
    undefined,
  ],
  ['device/delete', (api) => api.devices.removeDevice('203751922'), 'lapp/device/delete', DEVICE, 'command', undefined],
  [
    'device/name/update',
    (api) => api.devices.renameDevice('203751922', '收银台'),
    'lapp/device/name/update',
    { ...DEVICE, deviceName: '收银台' },
    'command',
    undefined,
  ],
  [
    'camera/name/update',
    (api) => api.devices.rename(ADDRESS, '收银台'),
    'lapp/camera/name/update',
    NAMED,
    'command',
    undefined,
  ],
];

const CASES = ROWS.map(([call, make, path, fields, kind, reply]) => ({ call, make, path, fields, kind, reply }));
const isNewer = (path: string): boolean => path.startsWith('service/');

const replyOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'meta' in data ? data : success(data);

test.each(CASES)('$call: sends what the guide asks for, once', async ({ make, path, fields, kind, reply }) => {
  const { api, calls } = makeApi(() => replyOf(reply));
  await make(api);
  expect(calls().map(sentBy)).toEqual([[path, fields, kind]]);
});

test.each(CASES)('$call: a token called expired is renewed and the call repeated, once', async (row) => {
  const tokenOf = ({ fields, request }: AskedOf): unknown =>
    isNewer(row.path) ? request.headers?.accessToken : fields.accessToken;
  const expired = isNewer(row.path) ? { meta: { code: 10002, message: 'expired' } } : refused('10002');
  const { api, calls } = makeApi((asked) => (tokenOf(asked) === 't1' ? expired : replyOf(row.reply)));
  await row.make(api);
  expect(calls().map(tokenOf)).toEqual(['t1', 't2']);
});

/** Calls whose reply holds something. */
const READERS = CASES.filter(({ reply }) => reply !== undefined);

test.each(READERS)('$call: data of another shape are vendor-protocol', async ({ make, path }) => {
  for (const data of [42, 'text', { files: 1, url: 2, picUrl: 3, index: {}, enable: 'x', diskState: 1 }]) {
    if (path === 'lapp/device/capacity' && typeof data === 'object') continue; // any keys are good there
    const { api } = makeApi(() => (isNewer(path) ? { meta: { code: 200 }, data } : success(data)));
    await expect(make(api)).rejects.toMatchObject({ code: 'vendor-protocol', vendor: 'ezviz' });
  }
});

test('a reply that does not fit is told by the path that failed, without its value', async () => {
  const files = [
    { startTime: START, endTime: START + 1 },
    { startTime: 'secret-text', endTime: 1 },
  ];
  const { api } = makeApi(() => success({ files, isAll: true }));
  const list = api.recordings.list(ADDRESS, { place: 'device', from: START, to: START + 1 });
  const error: unknown = await list.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: 'ezviz video/by/time: unexpected files.1.startTime' });
  expect(JSON.stringify(error)).not.toContain('secret-text');
});

test('the newer calls carry the token in a header, never in the address', async () => {
  const { api, calls } = makeApi(() => ({ meta: { code: 200 }, data: null }));
  expect(await api.presets.list(ADDRESS)).toEqual([]);
  expect(calls()[0]?.request).toMatchObject({ method: 'GET', headers: { accessToken: 't1' } });
  expect(calls()[0]?.request.url).not.toContain('t1');
});

test("the newer calls' codes are the same ones, in another envelope", async () => {
  const { api } = makeApi(() => ({ meta: { code: 20007, message: 'offline' } }));
  await expect(api.presets.list(ADDRESS)).rejects.toMatchObject({ code: 'device-offline', vendorCode: '20007' });
});
