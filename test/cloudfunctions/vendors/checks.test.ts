import { createHttp } from '../../../cloudfunctions/core/http';
import { vendors } from '../../../cloudfunctions/vendors/index';
import { startEzviz } from '../../../sandbox/vendors/ezviz/index';
import { startOnenet } from '../../../sandbox/vendors/onenet/index';
import { startOvopark } from '../../../sandbox/vendors/ovopark/index';
import type { Simulator } from '../../../sandbox/vendors/simulator';
import { makeCamera, makeOrigins } from '../../sandbox/vendors/support';
import { makeDriverDeps, makeHttp } from '../../support/driver-deps';

const clock = { now: Date.now, sleep: async () => undefined };
const LIVE = 'open.shopweb.device.startNewMediaPlay';
const NOBODY = { gatewayUrl: 'http://127.0.0.1:9', baseUrl: 'http://127.0.0.1:9' };

const START = {
  ezviz: () => startEzviz({ cameras: [makeCamera('ezviz', {})], startOrigin: makeOrigins().startOrigin }),
  onenet: () => startOnenet({ cameras: [makeCamera('onenet', {})], startOrigin: makeOrigins().startOrigin }),
  ovopark: () => startOvopark({ cameras: [makeCamera('ovopark', {})], startOrigin: makeOrigins().startOrigin }),
};

type Vendor = keyof typeof START;

let simulator: Simulator;

const begin = async (vendor: Vendor): Promise<void> => {
  simulator = await START[vendor]();
};

function check(changes: object = {}) {
  const vendor = vendors.find(({ id }) => id === simulator.vendor)!;
  const given = Object.entries({ ...simulator.credentials, ...changes }).filter(([, value]) => value !== undefined);
  const deps = makeDriverDeps<unknown>(Object.fromEntries(given), createHttp({ clock, random: () => 0 }), clock);
  return vendor.open(deps).check();
}

describe('against the simulators', () => {
  afterEach(() => simulator.close());

  test.each<[Vendor, number]>([
    ['ezviz', 2],
    ['onenet', 1],
    ['ovopark', 2],
  ])('%s takes its demo account, and is asked %i times for it', async (vendor, calls) => {
    await begin(vendor);
    expect(await check()).toBeNull();
    expect(simulator.requests()).toHaveLength(calls);
  });

  test.each<[Vendor, object, string | null]>([
    ['ezviz', { appKey: 'another' }, 'appKey'],
    ['ezviz', { appSecret: 'another' }, 'appSecret'],
    ['onenet', { apiKey: 'another' }, 'apiKey'],
    ['ovopark', { accessKey: 'another' }, 'accessKey'],
    ['ovopark', { accessKey: 'S107-EXPIRED' }, 'accessKey'],
    ['ovopark', { accessSecret: 'another' }, 'accessSecret'],
    ['ovopark', { applicationId: 'DC-1' }, 'applicationId'],
    ['ovopark', { userToken: 'another' }, 'userToken'],
    ['ovopark', { userToken: undefined }, 'userToken'],
    ['ovopark', { userToken: undefined, userName: 'another', userPassword: 'p' }, 'userName'],
    ['ovopark', { userToken: undefined, userName: 'sandbox-user', userPassword: 'p' }, 'userPassword'],
  ])('of %s with %j the vendor says that it is %s', async (vendor, changes, field) => {
    await begin(vendor);
    expect(await check(changes)).toEqual({ code: 'vendor-auth', field });
  });

  test.each(['ezviz', 'onenet', 'ovopark'] as const)(
    'where nobody answers for %s, no field is blamed',
    async (vendor) => {
      await begin(vendor);
      const address = vendor === 'ovopark' ? { gatewayUrl: NOBODY.gatewayUrl } : { baseUrl: NOBODY.baseUrl };
      expect(await check(address)).toEqual({ code: 'vendor-unavailable', field: null });
    },
  );

  test('an address of Ovopark’s live pictures at which nobody answers, or somebody else, is named', async () => {
    await begin('ovopark');
    expect(await check({ liveUrl: NOBODY.baseUrl })).toEqual({ code: 'vendor-unavailable', field: 'liveUrl' });
    const elsewhere = { liveUrl: new URL('/elsewhere', simulator.baseUrl).href };
    expect(await check(elsewhere)).toMatchObject({ field: 'liveUrl' });
    simulator.setFaults({ answer: { endpoint: LIVE, code: '9' } });
    expect(await check()).toEqual({ code: 'unsupported', field: 'liveUrl' });
  });

  test.each([
    ['7', { code: 'vendor-auth', field: 'accessSecret' }],
    ['12', { code: 'vendor-auth', field: 'applicationId' }],
    ['-500', null],
    ['103092', null],
    ['4711', null],
  ])('where it answers %s for a device that there is not, that says %j of the account', async (code, expected) => {
    await begin('ovopark');
    simulator.setFaults({ answer: { endpoint: LIVE, code } });
    expect(await check()).toEqual(expected);
    expect(simulator.counts().openChannels).toBe(0);
  });

  test.each(['ezviz', 'onenet', 'ovopark'] as const)(
    'a fault of %s that speaks of no credential blames none',
    async (vendor) => {
      await begin(vendor);
      const code = { ezviz: '50000', onenet: '7', ovopark: '-500' }[vendor];
      simulator.setFaults({ answer: { endpoint: '*', code } });
      expect(await check()).toEqual({ code: 'vendor-unavailable', field: null });
    },
  );
});

test('an EZVIZ account of another region is told by its address', async () => {
  const { http } = makeHttp(() => ({
    code: '200',
    data: { accessToken: 't', expireTime: Date.now() + 1e6, areaDomain: 'https://iusopen.ezvizlife.com' },
  }));
  const account = { baseUrl: 'https://open.ezvizlife.com', appKey: 'k', appSecret: 's' };
  const driver = vendors.find(({ id }) => id === 'ezviz')!.open(makeDriverDeps<unknown>(account, http));
  expect(await driver.check()).toEqual({ code: 'unsupported', field: 'baseUrl' });
});
