import type { Cause, StorageMedium } from '../../../../typings/contract/health';
import { causesOf, type Neighbour, type Symptoms } from '../../../../cloudfunctions/core/health/causes';

const makeNeighbour = (id: string, overrides: Partial<Neighbour> = {}): Neighbour => ({
  _id: id,
  accountId: 'account-1',
  address: { deviceId: `serial-of-${id}`, channelId: '1', groupId: null },
  reachability: 'online',
  ...overrides,
});

const behind = (recorder: string) => (id: string, reachability: Neighbour['reachability']) =>
  makeNeighbour(id, { address: { deviceId: recorder, channelId: id, groupId: null }, reachability });

const makeSymptoms = (overrides: Partial<Symptoms> = {}): Symptoms => ({
  ...{ answer: 'told', gone: false, camera: makeNeighbour('till'), neighbours: [makeNeighbour('till')] },
  ...{ condition: 'clear', codec: 'h264', storage: { kind: 'unknown', why: 'unsupported' } },
  ...overrides,
});

const OFF = 'offline';
const inRecorder = behind('recorder-1');
const alone = makeNeighbour('till', { reachability: OFF });

test('where nothing is wrong, there is no cause', () => {
  const storage = { kind: 'known', value: [makeMedium('ok')] } as const;
  expect(causesOf(makeSymptoms({ storage }))).toEqual([]);
});

test.each<[string, Neighbour, readonly Neighbour[], readonly Cause[]]>([
  ['it alone of the store is gone', alone, [alone, makeNeighbour('door')], ['camera-line']],
  ['nobody else is there to compare with', alone, [alone], ['camera-line', 'store-line']],
  ['all of the store are gone', alone, [alone, makeNeighbour('door', { reachability: OFF })], ['store-line']],
  [
    'of the others nobody knows how they are',
    alone,
    [alone, makeNeighbour('door', { reachability: 'unknown' })],
    ['camera-line', 'store-line'],
  ],
  [
    'all of its recorder are gone, others are not',
    inRecorder('1', OFF),
    [inRecorder('1', OFF), inRecorder('2', OFF), makeNeighbour('door')],
    ['recorder'],
  ],
  [
    'another of its recorder is there',
    inRecorder('1', OFF),
    [inRecorder('1', OFF), inRecorder('2', 'online'), makeNeighbour('door', { reachability: OFF })],
    ['camera-line'],
  ],
  [
    'all of the store hang on one recorder and are gone',
    inRecorder('1', OFF),
    [inRecorder('1', OFF), inRecorder('2', OFF)],
    ['store-line', 'recorder'],
  ],
  [
    'recorder and store are gone',
    inRecorder('1', OFF),
    [inRecorder('1', OFF), inRecorder('2', OFF), makeNeighbour('door', { reachability: OFF })],
    ['store-line'],
  ],
])('when %s', (_what, camera, neighbours, causes) => {
  expect(causesOf(makeSymptoms({ camera, neighbours }))).toEqual(causes);
});

test('a device of the same serial number in another account is another device', () => {
  const foreign = { ...inRecorder('2', OFF), accountId: 'account-2' };
  const camera = inRecorder('1', OFF);
  expect(causesOf(makeSymptoms({ camera, neighbours: [camera, foreign, makeNeighbour('door')] }))).toEqual([
    'camera-line',
  ]);
});

test.each<[Symptoms['answer'], readonly Cause[]]>([
  ['told', []],
  ['left-out', ['not-listed']],
  ['vendor-auth', ['account-keys']],
  ['vendor-quota', ['vendor-quota']],
  ['rate-limited', ['vendor-quota']],
  ['vendor-unavailable', ['vendor-silent']],
  ['vendor-protocol', ['vendor-silent']],
  ['internal', ['vendor-silent']],
])('an account whose vendor answers %s', (answer, causes) => {
  expect(causesOf(makeSymptoms({ answer }))).toEqual(causes);
});

test('what its account lists no more is said, also while the vendor is silent', () => {
  expect(causesOf(makeSymptoms({ gone: true }))).toEqual(['not-listed']);
  expect(causesOf(makeSymptoms({ gone: true, answer: 'vendor-unavailable' }))).toEqual(['not-listed', 'vendor-silent']);
});

test.each(['encrypted', 'masked', 'disabled'] as const)('one that is %s is so by its own cause', (condition) => {
  expect(causesOf(makeSymptoms({ condition }))).toEqual([condition]);
});

test('H.265 is a cause; what nobody has seen yet is none', () => {
  expect(causesOf(makeSymptoms({ codec: 'h265' }))).toEqual(['codec']);
  expect(causesOf(makeSymptoms({ codec: 'unknown' }))).toEqual([]);
});

function makeMedium(state: StorageMedium['state']): StorageMedium {
  return { state, totalBytes: null, freeBytes: null };
}

test.each<[readonly StorageMedium['state'][], readonly Cause[]]>([
  [[], []],
  [['ok'], []],
  [['missing'], ['storage-missing']],
  [['missing', 'ok'], []],
  [['broken', 'unformatted'], ['storage-broken']],
  [['ok', 'full'], ['storage-full']],
  [['formatting', 'unknown'], []],
])('storage that is %j', (states, causes) => {
  const storage = { kind: 'known', value: states.map(makeMedium) } as const;
  expect(causesOf(makeSymptoms({ storage }))).toEqual(causes);
});

test('what keeps it from being seen at all comes before what is wrong with its picture and its card', () => {
  const storage = { kind: 'known', value: [makeMedium('full')] } as const;
  const wrong = { condition: 'encrypted', codec: 'h265', camera: alone, storage } as const;
  expect(causesOf(makeSymptoms({ ...wrong, answer: 'vendor-quota', neighbours: [makeNeighbour('door')] }))).toEqual([
    ...['vendor-quota', 'camera-line', 'encrypted', 'codec', 'storage-full'],
  ]);
});
