import { vendors } from '../../../cloudfunctions/vendors/index';
import { makeDriverDeps, makeHttp } from '../../support/driver-deps';

const ACCOUNTS: Readonly<Record<string, object>> = {
  ezviz: { baseUrl: 'https://open.ys7.com/', appKey: 'k', appSecret: 's3cret' },
  onenet: { baseUrl: 'http://api.video.heclouds.com', productId: '7355', apiKey: 'k', accessKey: 'czNjcmV0' },
  ovopark: {
    liveUrl: 'http://cloudapi.ovopark.com/cloud.api',
    gatewayUrl: 'http://openapi.opretail.com/m.api',
    accessKey: 'k',
    accessSecret: 's3cret',
  },
};
const { http } = makeHttp(() => ({}));

test('three clouds are listed, each under a name of its own', () => {
  expect(vendors.map(({ id }) => id)).toEqual(['ezviz', 'onenet', 'ovopark']);
});

test.each(vendors.map((vendor) => [vendor.id, vendor] as const))(
  '%s opens a driver for good credentials',
  (id, vendor) => {
    expect(vendor.open(makeDriverDeps<unknown>(ACCOUNTS[id], http)).id).toBe(id);
  },
);

test.each(vendors.map((vendor) => [vendor.id, vendor] as const))(
  '%s refuses bad ones, showing no value',
  (id, vendor) => {
    const good = ACCOUNTS[id] ?? {};
    const broken = Object.keys(good).flatMap((field) => [
      { ...good, [field]: '' },
      { ...good, [field]: ['s3cret'] },
    ]);
    for (const credentials of [...broken, null, 'text', [], { ...good, surprise: 's3cret' }]) {
      const open = () => vendor.open(makeDriverDeps<unknown>(credentials, http));
      expect(open).toThrow(/^credentials do not fit/);
      expect(open).not.toThrow(/s3cret/);
    }
  },
);

test.each(['ftp://host', 'https://host?key=1', 'https://host#x', 'host', 'javascript:alert(1)', 'file:///etc/passwd'])(
  'a base address such as %s is refused',
  (baseUrl) => {
    const [ezviz] = vendors;
    const credentials = { ...ACCOUNTS.ezviz, baseUrl };
    expect(() => ezviz!.open(makeDriverDeps<unknown>(credentials, http))).toThrow('baseUrl');
  },
);
