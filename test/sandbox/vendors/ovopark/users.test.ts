import { createHash } from 'node:crypto';
import { at, NOW } from '../support';
import { startRig, stat, USER_TOKEN, type Params, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const MD5 = createHash('md5').update('sandbox-password').digest('hex');
const GOOD = { userName: 'sandbox-user', password: MD5 };

describe('mobileLogin', () => {
  const login = (business: Params): Promise<unknown> => rig.call('open.shopweb.security.mobileLogin', business);

  test.each(['sandbox-password', MD5])('takes the password plain and as md5 (%s)', async (password) => {
    expect(at(await login({ ...GOOD, password }), 'data')).toEqual({ token: USER_TOKEN, enterpriseId: 1689 });
  });
});

describe('ssoLogin', () => {
  const login = (business: Params): Promise<unknown> => rig.call('open.shopweb.security.ssoLogin', business);

  test('gives a token and tells when it ends', async () => {
    expect(at(await login(GOOD), 'data')).toEqual({
      result: 'SUCCESS',
      userName: 'sandbox-user',
      userId: 9001,
      enterpriseId: 1689,
      token: USER_TOKEN,
      tokenExpirationTimestamp: NOW + 86_400_000,
      tokenExpirationSurplusTimestamp: 86_400_000,
    });
  });

  test('takes the password as md5 only', async () => {
    expect(stat(await login({ ...GOOD, password: 'sandbox-password' }))).toEqual([103095, 'PASSWORD_ERROE']);
  });
});

test.each(['mobileLogin', 'ssoLogin'])('%s: another name is 103094, another password 103095', async (method) => {
  const login = (business: Params): Promise<unknown> => rig.call(`open.shopweb.security.${method}`, business);
  expect(stat(await login({ ...GOOD, userName: 'other' }))).toEqual([103094, 'USERNAME_ERROE']);
  expect(stat(await login({ ...GOOD, password: 'x' }))).toEqual([103095, 'PASSWORD_ERROE']);
  expect(stat(await login({ userName: GOOD.userName }))).toEqual([103095, 'PASSWORD_ERROE']);
});

describe('getToken', () => {
  const getToken = (business: Params): Promise<unknown> => rig.call('open.shopweb.privilege.getToken', business);

  test.each([
    [{ userId: '9001' }],
    [{ loginName: 'sandbox-user' }],
    [{ mobilePhone: '13800000000' }],
    [{ employeeName: 'sandbox-employee' }],
  ])('%j names the user', async (business: Params) => {
    expect(at(await getToken(business), 'data')).toEqual({ token: USER_TOKEN, enterpriseId: 1689 });
  });

  test('a user whom nobody knows is 103064', async () => {
    expect(stat(await getToken({ userId: '1' }))).toEqual([103064, 'NO_AUTH_USER']);
    expect(stat(await getToken({}))).toEqual([103064, 'NO_AUTH_USER']);
  });
});
