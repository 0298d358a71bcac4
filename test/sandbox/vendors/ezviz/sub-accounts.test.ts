import { createHash } from 'node:crypto';
import { at, NOW, textAt } from '../support';
import { DOME_C6, FIXED_C3, KEYS, RECORDER, startRig, type Form, type Rig } from './rig';

const RAM = '/api/lapp/ram';
const PASSWORD = createHash('md5').update(`${KEYS.appKey}#Passw0rd`).digest('hex');
const DAY = 86_400_000;

let rig: Rig;
let accountId: string;

beforeEach(async () => {
  rig = await startRig();
  accountId = textAt(await create('guest'), 'data', 'accountId');
});
afterEach(() => rig.close());

const create = (accountName: string, form: Form = {}): Promise<unknown> =>
  rig.ask(`${RAM}/account/create`, { accountName, password: PASSWORD, ...form });
const policyOf = (permission: string, ...resources: readonly string[]): string =>
  JSON.stringify({ Statement: [{ Permission: permission, Resource: resources }] });
const setPolicy = (policy: string): Promise<unknown> => rig.codeOf(`${RAM}/policy/set`, { accountId, policy });
const subToken = async (): Promise<string> =>
  textAt(await rig.ask(`${RAM}/token/get`, { accountId }), 'data', 'accessToken');

describe('sub-accounts', () => {
  test('one is created, found by id and by name, and listed', async () => {
    const row = { accountId, accountName: 'guest', appKey: KEYS.appKey, accountStatus: 1, policy: { Statement: [] } };
    expect(at(await rig.ask(`${RAM}/account/get`, { accountId }), 'data')).toEqual(row);
    expect(at(await rig.ask(`${RAM}/account/get`, { accountName: 'guest' }), 'data')).toEqual(row);
    await create('second');
    expect(await rig.ask(`${RAM}/account/list`, { pageSize: '1' })).toMatchObject({
      data: [row],
      page: { total: 2, page: 0, size: 1 },
    });
  });

  test.each([
    ['account/create', { accountName: 'guest', password: PASSWORD }, '10034'],
    ['account/create', { accountName: 'x', password: 'Passw0rd' }, '10001'],
    ['account/create', { accountName: 'x'.repeat(65), password: PASSWORD }, '10001'],
    ['account/create', { password: PASSWORD }, '10001'],
    ['account/get', { accountId: 'nobody' }, '10032'],
    ['account/get', { accountName: 'nobody' }, '10032'],
    ['account/get', {}, '10001'],
    ['account/delete', { accountId: 'nobody' }, '10032'],
    ['token/get', { accountId: 'nobody' }, '10032'],
    ['policy/set', { accountId: 'nobody', policy: '{}' }, '10032'],
  ])('%s with %j is %s', async (path, form: Form, code) => {
    expect(await rig.codeOf(`${RAM}/${path}`, form)).toBe(code);
  });

  test.each(['', 'junk', '{}', '{"Statement":[{}]}', '{"Statement":[null]}', policyOf('GET', 'everything')])(
    'the policy %j is 10001',
    async (policy) => {
      expect(await setPolicy(policy)).toBe('10001');
    },
  );

  test('a password changes for whoever knows the old one', async () => {
    const change = (oldPassword: string): Promise<unknown> =>
      rig.codeOf(`${RAM}/account/updatePassword`, { accountId, oldPassword, newPassword: 'f'.repeat(32) });
    expect(await change('0'.repeat(32))).toBe('10001');
    expect(await change(PASSWORD)).toBe('200');
    expect(await change(PASSWORD)).toBe('10001');
  });

  test('a frozen one is 10036 on request', async () => {
    rig.simulator.setFaults({ answer: { endpoint: `${RAM}/token/get`, code: '10036' } });
    expect(await rig.codeOf(`${RAM}/token/get`, { accountId })).toBe('10036');
  });
});

describe("a sub-account's token", () => {
  const asked = async (accessToken: string, path: string, form: Form = {}): Promise<unknown> =>
    rig.codeOf(path, { accessToken, ...form });
  const INFO = '/api/lapp/device/info';
  const LIVE = '/api/lapp/v2/live/address/get';

  test('has 64 characters, lives for seven days, and is none of the account', async () => {
    await setPolicy(policyOf('GET', `dev:${DOME_C6}`));
    const reply = await rig.ask(`${RAM}/token/get`, { accountId });
    expect(at(reply, 'data', 'expireTime')).toBe(NOW + 7 * DAY);
    const token = textAt(reply, 'data', 'accessToken');
    expect(token).toMatch(/^ra\..{61}$/);
    expect(await asked(token, INFO)).toBe('200');
    rig.clock.advance(7 * DAY);
    expect(await asked(token, INFO)).toBe('10002');
  });

  test('opens the one device that its policy names, and no other', async () => {
    await setPolicy(policyOf('Get,Real', `dev:${RECORDER}`));
    const token = await subToken();
    expect(await asked(token, LIVE, { deviceSerial: RECORDER, channelNo: '2', protocol: '3' })).toBe('200');
    expect(await asked(token, LIVE, { deviceSerial: FIXED_C3, protocol: '3' })).toBe('10031');
    expect(await asked(token, INFO, { deviceSerial: FIXED_C3 })).toBe('10031');
  });

  test('sees in the lists what its policy names', async () => {
    await setPolicy(policyOf('GET', `cam:${RECORDER}:2`));
    const form = { accessToken: await subToken() };
    const cameras = await rig.call('/api/lapp/camera/list', form);
    expect(cameras).toMatchObject({ page: { total: 1 }, data: [{ deviceSerial: RECORDER, channelNo: 2 }] });
    expect(at(await rig.call('/api/lapp/device/list', form), 'page', 'total')).toBe(1);
  });

  test('reaches one channel of a recorder when its policy names that only', async () => {
    await setPolicy(policyOf('REAL', `cam:${RECORDER}:2`));
    const token = await subToken();
    const open = (channelNo: string): Promise<unknown> =>
      asked(token, LIVE, { deviceSerial: RECORDER, channelNo, protocol: '3' });
    expect(await open('2')).toBe('200');
    expect(await open('1')).toBe('10031');
    expect(await open('')).toBe('10031');
  });

  test.each([
    ['GET', '/api/lapp/device/info', {}],
    ['REAL', LIVE, { protocol: '3' }],
    ['REPLAY', LIVE, { protocol: '3', type: '2' }],
    ['REPLAY', '/api/lapp/video/by/time', { recType: '2' }],
    ['PTZ', '/api/lapp/device/ptz/start', { channelNo: '1', direction: '3', speed: '1' }],
    ['CAPTURE', '/api/lapp/device/capture', { channelNo: '1' }],
    ['UPDATE', '/api/lapp/device/scene/switch/set', { enable: '1' }],
    ['CONFIG', '/api/lapp/cloud/storage/open', { cardPassword: '4300000000000001' }],
  ])('needs %s for %s', async (permission, path, form: Form) => {
    const others = ['GET', 'REAL', 'REPLAY', 'PTZ', 'CAPTURE', 'UPDATE', 'CONFIG'].filter((one) => one !== permission);
    await setPolicy(policyOf(others.join(','), `dev:${DOME_C6}`));
    const token = await subToken();
    expect(await asked(token, path, form)).toBe('10031');
    await setPolicy(policyOf(permission, `dev:${DOME_C6}`));
    expect(await asked(token, path, form)).toBe('200');
  });

  test('is 10033 before there is a policy, and 10035 once its account is gone', async () => {
    const token = await subToken();
    expect(await asked(token, INFO)).toBe('10033');
    await setPolicy(policyOf('GET', `dev:${DOME_C6}`));
    expect(await asked(token, INFO)).toBe('200');
    expect(await rig.codeOf(`${RAM}/account/delete`, { accountId })).toBe('200');
    expect(await asked(token, INFO)).toBe('10035');
  });

  test('follows statements as they are added and taken away', async () => {
    const statement = JSON.stringify({ Permission: 'GET', Resource: [`dev:${DOME_C6}`] });
    const token = await subToken();
    expect(await rig.codeOf(`${RAM}/statement/add`, { accountId, statement })).toBe('200');
    expect(await asked(token, INFO)).toBe('200');
    expect(await rig.codeOf(`${RAM}/statement/delete`, { accountId })).toBe('200');
    expect(await asked(token, INFO)).toBe('10031');
  });

  test.each(['/api/lapp/device/add', '/api/lapp/device/delete', `${RAM}/account/list`, '/api/lapp/voice/delete'])(
    'never does for %s',
    async (path) => {
      await setPolicy(policyOf('GET,UPDATE,REAL,REPLAY,PTZ,CAPTURE', `dev:${DOME_C6}`));
      expect(await asked(await subToken(), path, { validateCode: 'SGAAAB', voiceName: 'a' })).toBe('10031');
    },
  );
});
