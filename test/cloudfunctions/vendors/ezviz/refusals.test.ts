import type { ErrorCode } from '../../../../typings/contract/errors';
import { START } from '../../../support/fake-clock';
import { ADDRESS, makeApi, refused, type Api } from './rig';

const SPAN = { from: START, to: START + 60_000 };
const PAST = { place: 'device', recording: { ...SPAN, id: null }, at: START, speed: 1, avoid: ['flv'] } as const;
const MESSAGE = { bytes: Buffer.from('ID3'), fileName: 'talk.mp3' };
const PHRASE = { name: '', url: 'http://voice.example/1.mp3', durationMs: null };

type Make = (api: Api) => Promise<unknown>;

const live: Make = (api) => api.openLive(ADDRESS, 'main', ['flv', 'hls']);
const playback: Make = (api) => api.recordings.open(ADDRESS, PAST);
const byTime: Make = (api) => api.recordings.list(ADDRESS, { ...SPAN, place: 'cloud' });
const ptzStart: Make = (api) => api.ptz.start(ADDRESS, 'left', 1);
const ptzStop: Make = (api) => api.ptz.stop(ADDRESS, 'left');
const mirror: Make = (api) => api.switches.mirror(ADDRESS, 'horizontal');
const setMask: Make = (api) => api.switches.setMask(ADDRESS, true);
const readMask: Make = (api) => api.switches.readMask(ADDRESS);
const capture: Make = (api) => api.snapshots.take(ADDRESS);
const sendOnce: Make = (api) => api.talk.send(ADDRESS, MESSAGE);
const send: Make = (api) => api.talk.playPhrase(ADDRESS, PHRASE);
const phrases: Make = (api) => api.talk.listPhrases('own');
const add: Make = (api) => api.devices.add({ deviceId: 'K1', code: 'ABCDEF', name: '' });
const remove: Make = (api) => api.devices.removeDevice('K1');
const renameDevice: Make = (api) => api.devices.renameDevice('K1', 'a');
const renameCamera: Make = (api) => api.devices.rename(ADDRESS, 'a');
const capacity: Make = (api) => api.readAbilities(ADDRESS);
const state: Make = (api) => api.readDeviceState(ADDRESS);
const cameras: Make = (api) => api.devices.listCameras('K1');
const openStorage: Make = (api) => api.cloudStorage.open(ADDRESS, '4326717075050976');
const readStorage: Make = (api) => api.cloudStorage.read(ADDRESS);
const addPreset: Make = (api) => api.presets.add(ADDRESS);
const movePreset: Make = (api) => api.presets.move(ADDRESS, '1');
const clearPreset: Make = (api) => api.presets.clear(ADDRESS, '1');
const encryptOn: Make = (api) => api.encryption.on('K1');
const encryptOff: Make = (api) => api.encryption.off('K1', 'ABCDEF');
const disable: Make = (api) => api.disableAddress(ADDRESS, { url: 'rtmp://h/x?id=1' });

/** What the guide lists for each call; the codes of any call stand at the end. */
const BY_CALL: Readonly<Record<string, readonly [make: Make, codes: Readonly<Record<string, ErrorCode>>]>> = {
  'v2/live/address/get': [
    live,
    {
      '10001': 'invalid-argument',
      '20001': 'not-found',
      '20002': 'not-found',
      '20007': 'device-offline',
      '20018': 'not-found',
      '49999': 'vendor-unavailable',
      '50000': 'vendor-unavailable',
      '60019': 'device-encrypted',
      '9048': 'vendor-quota',
      '9049': 'vendor-quota',
    },
  ],
  'v2/live/address/get of a recording': [
    playback,
    {
      '10001': 'invalid-argument',
      '20001': 'not-found',
      '20002': 'not-found',
      '20007': 'device-offline',
      '20018': 'not-found',
      '49999': 'vendor-unavailable',
      '50000': 'vendor-unavailable',
      '60019': 'device-encrypted',
    },
  ],
  'video/by/time': [
    byTime,
    {
      '10001': 'invalid-argument',
      '10004': 'vendor-auth',
      '10005': 'vendor-auth',
      '10011': 'unsupported',
      '10013': 'vendor-auth',
      '10030': 'vendor-auth',
      '20002': 'not-found',
      '20007': 'device-offline',
      '20014': 'not-found',
      '20019': 'unsupported',
      '20032': 'not-found',
      '60024': 'vendor-unavailable',
      '49999': 'vendor-unavailable',
    },
  ],
  'cloud/storage/open': [
    openStorage,
    {
      '10001': 'invalid-argument',
      '10004': 'vendor-auth',
      '10005': 'vendor-auth',
      '20002': 'not-found',
      '20014': 'not-found',
      '20018': 'not-found',
      '20032': 'not-found',
      '49999': 'vendor-unavailable',
      '60012': 'device-busy',
      '60020': 'unsupported',
      '60030': 'vendor-quota',
      '60031': 'invalid-argument',
      '60032': 'invalid-argument',
      '60033': 'invalid-argument',
      '60034': 'invalid-argument',
      '60035': 'vendor-unavailable',
    },
  ],
  'cloud/storage/device/info': [
    readStorage,
    { '20002': 'not-found', '20014': 'not-found', '20018': 'not-found', '60012': 'device-busy' },
  ],
  'device/ptz/start': [
    ptzStart,
    {
      '10001': 'invalid-argument',
      '10005': 'vendor-auth',
      '20002': 'not-found',
      '20006': 'vendor-unavailable',
      '20007': 'device-offline',
      '20008': 'device-busy',
      '20014': 'not-found',
      '20032': 'not-found',
      '49999': 'vendor-unavailable',
      '60000': 'unsupported',
      '60001': 'vendor-auth',
      '60006': 'device-busy',
      '60009': 'device-busy',
      '60020': 'unsupported',
      '60026': 'device-masked',
      '60028': 'device-busy',
    },
  ],
  'device/ptz/stop': [
    ptzStop,
    {
      '10001': 'invalid-argument',
      '20007': 'device-offline',
      '20008': 'device-busy',
      '60000': 'unsupported',
      '60006': 'device-busy',
      '60020': 'unsupported',
    },
  ],
  'device/ptz/mirror': [
    mirror,
    { '20007': 'device-offline', '20008': 'device-busy', '60020': 'unsupported', '60027': 'device-busy' },
  ],
  'device/scene/switch/set': [
    setMask,
    {
      '20006': 'vendor-unavailable',
      '20007': 'device-offline',
      '20008': 'device-busy',
      '20018': 'not-found',
      '20032': 'not-found',
      '60020': 'unsupported',
      '60083': 'device-busy',
      '60084': 'device-busy',
    },
  ],
  'device/scene/switch/status': [readMask, { '20002': 'not-found', '20018': 'not-found', '60020': 'unsupported' }],
  'device/capture': [
    capture,
    {
      '10028': 'vendor-quota',
      '10031': 'vendor-auth',
      '10051': 'vendor-auth',
      '20007': 'device-offline',
      '20008': 'device-busy',
      '60012': 'device-busy',
      '60017': 'device-busy',
      '60020': 'unsupported',
      '60058': 'vendor-auth',
    },
  ],
  'voice/sendonce': [
    sendOnce,
    {
      '10031': 'vendor-auth',
      '20001': 'not-found',
      '20002': 'not-found',
      '20007': 'device-offline',
      '20008': 'device-busy',
      '20015': 'unsupported',
      '20018': 'not-found',
      '20035': 'not-found',
      '49999': 'vendor-unavailable',
      '60029': 'device-busy',
      '111000': 'vendor-quota',
      '111001': 'invalid-argument',
      '111012': 'device-busy',
    },
  ],
  'voice/send': [
    send,
    { '20007': 'device-offline', '20008': 'device-busy', '20015': 'unsupported', '111000': 'vendor-quota' },
  ],
  'voice/query': [phrases, { '10001': 'invalid-argument', '49999': 'vendor-unavailable' }],
  'device/add': [
    add,
    {
      '20002': 'not-found',
      '20007': 'device-offline',
      '20010': 'invalid-argument',
      '20011': 'vendor-unavailable',
      '20013': 'conflict',
      '20017': 'conflict',
      '20020': 'conflict',
      '20022': 'conflict',
      '20023': 'device-offline',
      '10026': 'vendor-quota',
      '60058': 'vendor-auth',
    },
  ],
  'device/delete': [remove, { '20018': 'not-found', '20031': 'vendor-auth' }],
  'device/name/update': [renameDevice, { '10001': 'invalid-argument', '20018': 'not-found' }],
  'camera/name/update': [renameCamera, { '10001': 'invalid-argument', '20032': 'not-found' }],
  'device/capacity': [capacity, { '20002': 'not-found', '20018': 'not-found', '2030': 'unsupported' }],
  'device/status/get': [state, { '20002': 'not-found', '20007': 'device-offline', '2009': 'device-busy' }],
  'device/camera/list': [cameras, { '20002': 'not-found', '20018': 'not-found' }],
  'device/preset/add': [
    addPreset,
    { '60007': 'invalid-argument', '60008': 'invalid-argument', '60020': 'unsupported', '60000': 'unsupported' },
  ],
  'device/preset/move': [movePreset, { '60009': 'device-busy', '60011': 'not-found' }],
  'device/preset/clear': [clearPreset, { '60011': 'not-found' }],
  'device/encrypt/on': [encryptOn, { '20007': 'device-offline', '60020': 'unsupported' }],
  'device/encrypt/off': [encryptOff, { '20010': 'invalid-argument', '60019': 'device-encrypted' }],
  'live/address/disable': [disable, { '20018': 'not-found', '60063': 'unsupported' }],
};

const OF_ANY_CALL: Readonly<Record<string, ErrorCode>> = {
  '10002': 'vendor-auth',
  '10007': 'vendor-quota',
  '10029': 'vendor-quota',
  '31337': 'vendor-protocol',
};

const rows = Object.entries(BY_CALL).flatMap(([call, [make, codes]]) =>
  Object.entries({ ...codes, ...OF_ANY_CALL }).map(([vendorCode, code]) => ({ call, make, vendorCode, code })),
);

test.each(rows)('$call: $vendorCode is $code', async ({ make, vendorCode, code }) => {
  const { api } = makeApi(() => refused(vendorCode));
  await expect(make(api)).rejects.toMatchObject({ code, vendorCode, vendor: 'ezviz' });
});

/** Codes that are no error of the call that is answered with them: all is as it was wanted. */
const NO_ERRORS: readonly { readonly call: string; readonly make: Make; readonly vendorCode: string }[] = [
  { call: 'device/scene/switch/set', make: setMask, vendorCode: '60022' },
  { call: 'device/encrypt/on', make: encryptOn, vendorCode: '60019' },
  { call: 'device/encrypt/off', make: encryptOff, vendorCode: '60016' },
  { call: 'device/preset/move', make: movePreset, vendorCode: '60010' },
  ...['60002', '60003', '60004', '60005'].map((vendorCode) => ({ call: 'device/ptz/stop', make: ptzStop, vendorCode })),
];

test.each(NO_ERRORS)('$call: $vendorCode is no error', async ({ make, vendorCode }) => {
  const { api, calls } = makeApi(() => refused(vendorCode));
  await make(api);
  expect(calls()).toHaveLength(1);
});

test('60019 of a live address says that the pictures are encrypted, of encrypt/on that all is well', async () => {
  const { api } = makeApi(() => refused('60019'));
  await expect(live(api)).rejects.toMatchObject({ code: 'device-encrypted' });
  await expect(encryptOn(api)).resolves.toBeUndefined();
});

const VOICE_REFUSALS: readonly (readonly [inner: string, code: ErrorCode])[] = [
  ['3', 'device-offline'],
  ['10', 'device-busy'],
  ['12', 'device-offline'],
  ['13', 'device-masked'],
  ['19', 'device-masked'],
  ['9', 'device-encrypted'],
  ['14', 'vendor-auth'],
  ['10007', 'vendor-quota'],
  ['10010', 'invalid-argument'],
];

test.each(VOICE_REFUSALS)('111012 with the inner code %s is %s, wherever the reply names it', async (inner, code) => {
  for (const reply of [
    { data: { channelNo: 1, errorCode: Number(inner) } },
    { data: { code: inner } },
    { data: Number(inner) },
    { msg: `语音下发失败,错误码:${inner}` },
  ]) {
    const { api } = makeApi(() => refused('111012', reply));
    await expect(sendOnce(api)).rejects.toMatchObject({ code, vendorCode: `111012-${inner}` });
  }
});

test('inner codes are read behind 111012 only', async () => {
  const { api } = makeApi(() => refused('20008', { data: { code: '12' } }));
  await expect(sendOnce(api)).rejects.toMatchObject({ code: 'device-busy', vendorCode: '20008' });
});

test('too many calls let the account rest, but a camera can still be stopped', async () => {
  const { api, calls } = makeApi(({ path }) => (path.endsWith('ptz/stop') ? { code: 200 } : refused('10029')));
  await expect(ptzStart(api)).rejects.toMatchObject({ code: 'vendor-quota', retryAt: START + 60_000 });
  await expect(capacity(api)).rejects.toMatchObject({ code: 'vendor-quota' });
  expect(calls()).toHaveLength(1);
  await ptzStop(api);
  expect(calls()).toHaveLength(2);
});

test('while the account rests a camera is stopped even if the token has ended', async () => {
  const { api, calls } = makeApi(({ path, fields }) => {
    if (path.endsWith('ptz/start')) return refused('10029');
    return fields.accessToken === 't1' ? refused('10002') : { code: '200' };
  });
  await expect(ptzStart(api)).rejects.toMatchObject({ code: 'vendor-quota' });
  await ptzStop(api);
  expect(calls().map(({ path, fields }) => [path.split('/').at(-1), fields.accessToken])).toEqual([
    ['start', 't1'],
    ['stop', 't1'],
    ['stop', 't2'],
  ]);
});
