import { vendors } from '../../../cloudfunctions/vendors/index';
import { credentialsOf, faultsOf, presetValues } from '../../../miniprogram/upkeep/stores/account-fields';
import { fieldWords, vendorName } from '../../../miniprogram/upkeep/stores/vendor-words';
import { dictionaries } from '../../../miniprogram/upkeep/i18n/index';
import { EZVIZ, makeField, NORTHCAM } from '../support/accounts';

const { fields } = EZVIZ;
const filled = { ...presetValues(fields), appKey: 'key', appSecret: 'secret' };

test('every credential of every vendor has words of its own, in both languages', () => {
  for (const words of [dictionaries['zh-CN'], dictionaries.en]) {
    const nameless = vendors.flatMap(({ id, fields: asked }) =>
      asked.filter(({ name }) => fieldWords(id, name, words).hint === '').map(({ name }) => `${id}.${name}`),
    );
    expect(nameless).toEqual([]);
    expect(vendors.filter(({ id }) => vendorName(id, words) === id)).toEqual([]);
  }
});

test('a vendor without words is called as it calls itself', () => {
  const words = dictionaries['zh-CN'];
  expect([vendorName('northcam', words), fieldWords('northcam', 'key', words)]).toEqual([
    'northcam',
    { label: 'key', hint: '' },
  ]);
});

test('what every account needs is asked for, what may be left out is not', () => {
  expect(faultsOf(fields, presetValues(fields))).toEqual({ appKey: 'required', appSecret: 'required' });
  expect(faultsOf(fields, { ...filled, appKey: '  ' })).toEqual({ appKey: 'required' });
  expect(faultsOf(fields, filled)).toEqual({});
});

test('a part that may be left out is asked for as a whole once something stands in it', () => {
  expect(faultsOf(fields, { ...filled, 'subAccount.lifeMinutes': '60' })).toEqual({ 'subAccount.prefix': 'required' });
  expect(faultsOf(fields, { ...filled, 'subAccount.prefix': 'kandian' })).toEqual({});
});

test('numbers and choices have to be such', () => {
  const both = { 'subAccount.prefix': 'kandian', 'subAccount.lifeMinutes': 'an hour' };
  expect(faultsOf(fields, { ...filled, ...both })).toEqual({ 'subAccount.lifeMinutes': 'number' });
  expect(faultsOf(NORTHCAM.fields, { key: 'k', method: 'md4' })).toEqual({ method: 'choice' });
});

test.each([
  ['https://open.ezvizlife.com', null],
  ['https://open.ys7.com:8443/api', null],
  ['open.ys7.com', 'address'],
  ['https://', 'address'],
  ['https://open.ys7.com/?key=1', 'address'],
  ['http://open.ys7.com', 'secure'],
  ['http://127.0.0.1:4000', null],
  ['http://127.0.0.1.example.com', 'secure'],
])('the address %s is %s', (baseUrl, fault) => {
  expect(faultsOf(fields, { ...filled, baseUrl })['baseUrl'] ?? null).toBe(fault);
});

test('a vendor whose own address has no encryption is reached without', () => {
  const onenet = [makeField('baseUrl', 'address', { preset: 'http://api.video.heclouds.com' })];
  expect(faultsOf(onenet, { baseUrl: 'http://api2.video.heclouds.com' })).toEqual({});
});

test('only what was filled in is sent, without the blanks that came with pasting', () => {
  expect(credentialsOf(fields, { ...filled, appKey: ' key\n' })).toEqual({
    baseUrl: 'https://open.ys7.com',
    appKey: 'key',
    appSecret: 'secret',
  });
});
