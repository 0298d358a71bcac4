import { createEzvizDriver } from '../../../../cloudfunctions/vendors/ezviz/driver';
import { subAccountPassword } from '../../../../cloudfunctions/vendors/ezviz/vendor-app';
import { ezvizCredentials } from '../../../../cloudfunctions/vendors/ezviz/wire';
import * as v from 'valibot';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { START } from '../../../support/fake-clock';
import { ADDRESS, makeApi, refused, success } from './rig';

const MINUTE = 60_000;
const CONFIG = { subAccount: { prefix: 'kandian', lifeMinutes: 60 } };

/** A vendor that keeps sub-accounts, as its pages describe them. */
function makeVendor() {
  const accounts = new Map<string, { name: string; policy: string }>();
  const answer = ({ path, fields }: AskedOf): unknown => {
    const { accountId = '', accountName = '' } = fields;
    const named = [...accounts].find(([, { name }]) => name === accountName)?.[0];
    switch (path.replace('/api/lapp/ram/', '')) {
      case 'account/create': {
        if (named !== undefined) return refused('10034');
        const id = `sub-${accounts.size + 1}-${accountName.length}`;
        accounts.set(id, { name: accountName, policy: '' });
        return success({ accountId: id });
      }
      case 'account/get':
        return named === undefined ? refused('10032') : success({ accountId: named, accountName });
      case 'policy/set':
        accounts.set(accountId, { name: accounts.get(accountId)?.name ?? '', policy: fields.policy ?? '' });
        return success();
      case 'token/get':
        return success({ accessToken: `ra.${accountId}`, expireTime: START + 7 * 86_400_000 });
      case 'account/list':
        return success(
          [...accounts].map(([id, { name }]) => ({ accountId: id, accountName: name })),
          accounts.size,
        );
      case 'account/delete':
        return accounts.delete(accountId) ? success() : refused('10032');
      default:
        return refused('404');
    }
  };
  return { accounts, answer };
}

test('without a sub-account in its credentials an account offers no way to the vendor’s mini-program', () => {
  const credentials = { baseUrl: 'https://open.ys7.com', appKey: 'k', appSecret: 's' };
  const { http } = makeHttp(() => success());
  const open = (more: object) =>
    createEzvizDriver(makeDriverDeps(v.parse(ezvizCredentials, { ...credentials, ...more }), http));
  expect(open({})).not.toHaveProperty('vendorApp');
  expect(open(CONFIG).vendorApp).toBeDefined();
});

test.each([{ prefix: 'Kan dian' }, { prefix: 'kandian', lifeMinutes: 5 }, { prefix: 'kandian', password: 'x' }, {}])(
  'a sub-account of %j is refused',
  (subAccount) => {
    expect(() => makeApi(() => success(), { subAccount })).toThrow();
  },
);

test("the way leads to the vendor's own page, with a token of the sub-account", async () => {
  const { accounts, answer } = makeVendor();
  const { api } = makeApi(answer, CONFIG);
  const way = await api.vendorApp!.openLive(ADDRESS);
  const [id = ''] = accounts.keys();
  expect(way).toEqual({
    appId: 'wxf2b3a0262975d8c2',
    path: `pages/live/live?accessToken=ra.${id}&deviceSerial=203751922&channelNo=1`,
    expiresAt: START + 60 * MINUTE,
  });
  expect(way.path).not.toContain('=t1&');
});

test('the sub-account may show live pictures of the one camera, and nothing else', async () => {
  const { accounts, answer } = makeVendor();
  const { api } = makeApi(answer, CONFIG);
  await api.vendorApp!.openLive({ ...ADDRESS, channelId: '3' });
  const [account] = accounts.values();
  expect(JSON.parse(account?.policy ?? '')).toEqual({
    Statement: [
      { Permission: 'GET', Resource: ['dev:203751922'] },
      { Permission: 'GET,REAL', Resource: ['cam:203751922:3'] },
    ],
  });
});

test('each camera has a sub-account of its own, which all who ask within half a life share', async () => {
  const { accounts, answer } = makeVendor();
  const { api, clock } = makeApi(answer, CONFIG);
  const first = await api.vendorApp!.openLive(ADDRESS);
  await clock.sleep(29 * MINUTE);
  expect(await api.vendorApp!.openLive(ADDRESS)).toEqual(first);
  await api.vendorApp!.openLive({ ...ADDRESS, channelId: '2' });
  expect(accounts.size).toBe(2);
  await clock.sleep(MINUTE);
  const later = await api.vendorApp!.openLive(ADDRESS);
  expect(later.path).not.toBe(first.path);
  expect(later.expiresAt).toBe(START + 90 * MINUTE);
});

test("the whole account's token is never handed out, even if the vendor answers with it", async () => {
  const { answer } = makeVendor();
  const { api } = makeApi(
    (asked) =>
      asked.path.endsWith('ram/token/get')
        ? success({ accessToken: 't1', expireTime: START + 86_400_000 })
        : answer(asked),
    CONFIG,
  );
  await expect(api.vendorApp!.openLive(ADDRESS)).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('ways that have expired are closed by deleting their sub-accounts, and nobody else’s', async () => {
  const { accounts, answer } = makeVendor();
  accounts.set('foreign', { name: 'kandian-someone', policy: '' });
  accounts.set('stranger', { name: 'warehouse', policy: '' });
  const { api, clock } = makeApi(answer, CONFIG);
  await api.vendorApp!.openLive(ADDRESS);
  expect(await api.vendorApp!.closeExpired()).toBe(0);
  await clock.sleep(40 * MINUTE);
  await api.vendorApp!.openLive(ADDRESS);
  await clock.sleep(20 * MINUTE);
  expect(await api.vendorApp!.closeExpired()).toBe(1);
  expect([...accounts.keys()].filter((id) => !id.startsWith('sub-'))).toEqual(['foreign', 'stranger']);
  expect(accounts.size).toBe(3);
  await clock.sleep(60 * MINUTE);
  expect(await api.vendorApp!.closeExpired()).toBe(1);
});

test('a way that cannot be closed now is told, and does not keep the others open', async () => {
  const { accounts, answer } = makeVendor();
  const stuck: string[] = [];
  const { api, clock } = makeApi(
    (asked) =>
      asked.path.endsWith('ram/account/delete') && stuck.includes(asked.fields.accountId ?? '')
        ? refused('10032')
        : answer(asked),
    CONFIG,
  );
  for (const channelId of ['1', '2', '3']) await api.vendorApp!.openLive({ ...ADDRESS, channelId });
  stuck.push([...accounts.keys()][0] ?? '');
  await clock.sleep(60 * MINUTE);
  await expect(api.vendorApp!.closeExpired()).rejects.toMatchObject({ vendorCode: '10032' });
  expect([...accounts.keys()]).toEqual(stuck);
});

test('a way never outlives the token that the vendor issues', async () => {
  const { answer } = makeVendor();
  const soon = START + 5 * MINUTE;
  const { api } = makeApi(
    (asked) =>
      asked.path.endsWith('ram/token/get') ? success({ accessToken: 'ra.x', expireTime: soon }) : answer(asked),
    CONFIG,
  );
  expect(await api.vendorApp!.openLive(ADDRESS)).toMatchObject({ expiresAt: soon });
});

test('the password of a sub-account is spelt as the vendor wants it, and new each time', async () => {
  expect(subAccountPassword('test-app-key', 'Passw0rd')).toBe('10b7fe90f761cbd87e7ecf2259b3fcaa');
  const { answer } = makeVendor();
  const { api, calls } = makeApi(answer, CONFIG);
  await api.vendorApp!.openLive(ADDRESS);
  await api.vendorApp!.openLive({ ...ADDRESS, channelId: '2' });
  const passwords = calls().flatMap(({ fields }) => fields.password ?? []);
  expect(new Set(passwords).size).toBe(2);
  for (const password of passwords) expect(password).toMatch(/^[0-9a-f]{32}$/);
});
