import fc from 'fast-check';
import { sign, timestampOf } from '../../../../cloudfunctions/vendors/ovopark/sign';

const PUBLIC = {
  _aid: 'S107',
  _akey: 'S107-00000001',
  _format: 'json',
  _requestMode: 'POST',
  _sm: 'md5',
  _timestamp: '20240102030405',
  _version: 'v1',
};
const PLAY = { ...PUBLIC, _mt: 'open.shopweb.device.startNewMediaPlay', deviceId: '12345' };
const CLIP = {
  ...PUBLIC,
  _mt: 'open.shopweb.device.startRecReqDown',
  id: '12345',
  startTime: '2024-01-01 00:00:00',
  endTime: '2024-01-01 00:10:00',
};
const SECRET = 'ovopark-test-secret';

test("the worked example of the vendor's signature page signs to its printed value", () => {
  const params = {
    _aid: 'S107',
    _akey: 'test',
    _mt: 'open.demo.queryOpenAccount',
    _requestMode: 'post',
    _sm: 'md5',
    _timestamp: '20171221132407',
    _version: 'v1',
    orgid: '1',
  };
  expect(sign(params, 'test', 'md5')).toBe('5489704B80A47394025527D6D51FB582');
});

test.each([
  ['a sub stream', { ...PLAY, isSlave: '1' }, 'md5', 'DAAB8AB1DEF61B82A19F6762C9C9D798'],
  [
    'a resident channel',
    { ...PLAY, isSlave: '0', timeout: '1704166445', permanent: 'true' },
    'md5',
    'C4EF9BFD71E5E6EE651082EDBBB2BA13',
  ],
  ['a clip', CLIP, 'md5', 'B9D69F6A89CF2796A53664067B8D0F85'],
  ['a clip by sha1', { ...CLIP, _sm: 'sha1' }, 'sha1', 'D0431607852CDB1737311B091673B81D0E35EB89'],
] as const)('%s signs to the known value', (_, params, method, expected) => {
  expect(sign(params, SECRET, method)).toBe(expected);
});

test('the order in which parameters were written does not matter', () => {
  const entries = Object.entries({ ...CLIP, Zeta: '1', _zeta: '2', zeta: '3' });
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      expect(sign(Object.fromEntries(shuffled), SECRET, 'md5')).toBe(sign(Object.fromEntries(entries), SECRET, 'md5'));
    }),
  );
});

test('names are sorted by code unit: upper case, underscore, lower case', () => {
  const wrapped = `${SECRET}Z1_a2a3${SECRET}`;
  expect(sign({ a: '3', _a: '2', Z: '1' }, SECRET, 'md5')).toBe(
    sign({ [wrapped.slice(SECRET.length, -SECRET.length)]: '' }, SECRET, 'md5'),
  );
});

test('the timestamp is the wall clock of China, whatever the zone of the machine', () => {
  expect(timestampOf(Date.UTC(2024, 0, 1, 19, 4, 5))).toBe('20240102030405');
});
