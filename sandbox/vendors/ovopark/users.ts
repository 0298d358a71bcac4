import { createHash } from 'node:crypto';
import { refuse } from './codes';
import type { Params } from './params';

/** The demo chain's user of the vendor's web site. Its token stays the same, as the vendor's support says. */
export const USER = {
  id: '9001',
  name: 'sandbox-user',
  mobile: '13800000000',
  employee: 'sandbox-employee',
  password: 'sandbox-password',
  token: 'sandbox-ovopark-user-token',
};
const ENTERPRISE_ID = 1689;
const TOKEN_LIFE_MS = 24 * 3_600_000;

/** The second layer of rights: a user's token. These methods stand outside the vendor's two pages of live and download. */
export function createUsers(now: () => number) {
  return {
    /** The page leaves open whether the password travels plain or as md5, so both are taken. */
    mobileLogin: ({ userName, password }: Params): object => {
      checkPassword(userName, password, [USER.password, md5(USER.password)]);
      return { token: USER.token, enterpriseId: ENTERPRISE_ID };
    },

    /** Here the password is md5 in lower-case hex. */
    ssoLogin: ({ userName, password }: Params): object => {
      checkPassword(userName, password, [md5(USER.password)]);
      return {
        result: 'SUCCESS',
        userName: USER.name,
        userId: Number(USER.id),
        enterpriseId: ENTERPRISE_ID,
        token: USER.token,
        tokenExpirationTimestamp: now() + TOKEN_LIFE_MS,
        tokenExpirationSurplusTimestamp: TOKEN_LIFE_MS,
      };
    },

    /** One of four ways to name the user. */
    getToken: ({ userId, loginName, mobilePhone, employeeName }: Params): object => {
      const isKnown =
        userId === USER.id || loginName === USER.name || mobilePhone === USER.mobile || employeeName === USER.employee;
      if (!isKnown) throw refuse('NO_AUTH_USER');
      return { token: USER.token, enterpriseId: ENTERPRISE_ID };
    },

    /** Methods on an organisation's data want the user's token in the `authenticator` header, which nobody signs. */
    check: (authenticator: string | undefined): void => {
      if (authenticator !== USER.token) throw refuse('TOKEN_NOT_EXIST');
    },
  };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function checkPassword(name: string | undefined, password: string | undefined, good: readonly string[]): void {
  if (name !== USER.name) throw refuse('USERNAME_ERROE');
  if (password === undefined || !good.includes(password)) throw refuse('PASSWORD_ERROE');
}
