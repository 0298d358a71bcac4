import * as v from 'valibot';
import { createEzvizApi } from '../../../../cloudfunctions/vendors/ezviz/api';
import { ezvizCredentials } from '../../../../cloudfunctions/vendors/ezviz/wire';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { makeHastyClock, START } from '../../../support/fake-clock';

export const ADDRESS = { deviceId: '203751922', channelId: '1', groupId: null };
export const CAMERA = { deviceSerial: '203751922', channelNo: '1' };

export const success = (data?: unknown, total?: number) => ({
  code: '200',
  msg: '操作成功',
  data,
  ...(total !== undefined && { page: { total, page: 0, size: 50 } }),
});
export const refused = (code: string, more: object = {}) => ({ code, msg: 'no', ...more });

/** The vendor's calls over one that issues tokens t1, t2, … and leaves the rest to `answer`. */
export function makeApi(answer: (asked: AskedOf) => unknown, credentials: object = {}) {
  const clock = makeHastyClock();
  let tokens = 0;
  const { http, asked } = makeHttp((one) =>
    one.path === '/api/lapp/token/get'
      ? success({ accessToken: `t${++tokens}`, expireTime: START + 7 * 86_400_000 })
      : answer(one),
  );
  const account = v.parse(ezvizCredentials, {
    baseUrl: 'https://open.ys7.com',
    appKey: 'test-app-key',
    appSecret: 'test-app-secret',
    ...credentials,
  });
  const calls = (): AskedOf[] => asked.filter(({ path }) => path !== '/api/lapp/token/get');
  return { api: createEzvizApi(makeDriverDeps(account, http, clock)), calls, clock };
}

export type Api = ReturnType<typeof makeApi>['api'];

/** What a call of the API sent: its path below `/api/`, its fields without the token, and whether it is repeated. */
export function sentBy({ path, fields, request }: AskedOf): [path: string, fields: object, kind: string] {
  const { accessToken: _, ...rest } = fields;
  return [path.replace('/api/', ''), rest, request.kind];
}
