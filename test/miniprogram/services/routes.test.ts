import fc from 'fast-check';

import {
  accountIdFromQuery,
  channelIdFromQuery,
  instantFromQuery,
  pastFromQuery,
  placeFromQuery,
  routes,
  storeIdFromQuery,
} from '../../../miniprogram/services/routes';

/** One value of an address as WeChat hands it to the page: not decoded. */
const valueOf = (address: string, name: string) => new RegExp(`[?&]${name}=([^&]*)`).exec(address)?.[1];

test.each(['live', 'playback', 'clips', 'videos', 'gallery', 'share', 'code', 'health', 'diagnosis'] as const)(
  'an address of %s leads back to the camera, whatever its id',
  (page) => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        expect(channelIdFromQuery({ channel: valueOf(routes[page](id), 'channel') })).toBe(id);
      }),
    );
  },
);

test('an address of a moment leads back to the moment, and one without to none', () => {
  expect(instantFromQuery({ at: valueOf(routes.playback('gate', 1_700_000_000_123), 'at') })).toBe(1_700_000_000_123);
  expect(instantFromQuery({ at: valueOf(routes.playback('gate'), 'at') })).toBeNull();
});

test('an address of a moment in a place leads back to both', () => {
  const address = routes.playback('gate', 1_700_000_000_123, 'cloud');
  expect(instantFromQuery({ at: valueOf(address, 'at') })).toBe(1_700_000_000_123);
  expect(placeFromQuery({ place: valueOf(address, 'place') })).toBe('cloud');
  expect(placeFromQuery({ place: valueOf(routes.playback('gate', 1), 'place') })).toBeNull();
  expect(placeFromQuery({ place: 'moon' })).toBeNull();
});

test('the clips of all cameras have an address that names none', () => {
  expect(routes.clips()).toBe('/playback/pages/clips/clips');
});

test('a diagnosis of no camera has an address that names none', () => {
  expect(routes.diagnosis()).toBe('/live/pages/diagnosis/diagnosis');
});

test.each(['', 'now', '-1', '1e12', '9'.repeat(16)])('%j names no moment', (at) => {
  expect(instantFromQuery({ at })).toBeNull();
});

test.each([[{}], [{ channel: '' }], [{ channel: '%E0%A4%A' }]])('%j names no camera', (query) => {
  expect(channelIdFromQuery(query)).toBeNull();
});

test('an address of a stretch to share leads back to the stretch and its clocks, and one without to none', () => {
  const past = { place: 'device', from: 1_700_000_000_000, to: 1_700_000_060_000, ahead: -210 } as const;
  const query = (address: string) =>
    Object.fromEntries(['place', 'from', 'to', 'ahead'].map((name) => [name, valueOf(address, name)]));
  expect(pastFromQuery(query(routes.share('gate', past)))).toEqual(past);
  expect(pastFromQuery(query(routes.share('gate')))).toBeNull();
  expect(pastFromQuery({ place: 'device', from: '2', to: '1', ahead: '0' })).toBeNull();
});

test('addresses of stores and accounts lead back to them, and those that make one to none', () => {
  expect(storeIdFromQuery({ store: valueOf(routes.store('南京 1&2'), 'store') })).toBe('南京 1&2');
  expect(storeIdFromQuery({ store: valueOf(routes.addCamera('南京 1&2'), 'store') })).toBe('南京 1&2');
  expect(accountIdFromQuery({ account: valueOf(routes.account('a=1'), 'account') })).toBe('a=1');
  expect(accountIdFromQuery({ account: valueOf(routes.importing('a=1'), 'account') })).toBe('a=1');
  for (const address of [routes.store(), routes.addCamera(), routes.account()]) expect(address).not.toContain('?');
});

test('an address of codes leads back to the store, and one without to none', () => {
  expect(storeIdFromQuery({ store: valueOf(routes.codes('南京 1&2'), 'store') })).toBe('南京 1&2');
  expect(storeIdFromQuery({ store: valueOf(routes.codes(), 'store') })).toBeNull();
});
