import { randomBytes } from 'node:crypto';
import { Refusal } from './codes';
import type { Fields } from './fields';

/** The demo developer's keys. They open nothing but this simulator. */
export const APP_KEY = 'sandbox-ezviz-app-key';
export const APP_SECRET = 'sandbox-ezviz-app-secret';

const TOKEN_LIFE_MS = 7 * 24 * 3_600_000;
const TOKEN_LENGTH = 64;

/** Who calls: the account itself, which may do everything, or a sub-account, which may do what its policy grants. */
export interface Caller {
  readonly kind: 'owner' | 'sub-account';
  /** 10033 or 10035 when a sub-account's token is good no longer. */
  readonly check: () => void;
  /** Without a channel: whether any channel of the device may be used so. */
  readonly allows: (permission: Permission, serial: string, channel: string | null) => boolean;
}

/** What a policy can grant. The guide prints GET, UPDATE and REAL in its sample; the others are known from elsewhere. */
export type Permission = 'GET' | 'UPDATE' | 'REAL' | 'REPLAY' | 'PTZ' | 'CAPTURE' | 'CONFIG';

export interface IssuedToken {
  readonly accessToken: string;
  /** Epoch ms. */
  readonly expireTime: number;
}

export interface Account {
  /** token/get: every call makes another token, and the older ones stay good. */
  readonly getToken: (fields: Fields) => IssuedToken;
  readonly issueTo: (caller: Caller) => IssuedToken;
  /** 10002 unless the token is one of ours and within its seven days. */
  readonly callerOf: (token: string) => Caller;
  readonly expireTokens: () => void;
}

const OWNER: Caller = { kind: 'owner', check: () => undefined, allows: () => true };
const PREFIX = { owner: 'at', 'sub-account': 'ra' } as const;

export function createAccount(now: () => number): Account {
  const issued = new Map<string, { readonly caller: Caller; readonly expireTime: number }>();
  const issueTo: Account['issueTo'] = (caller) => {
    const random = randomBytes(TOKEN_LENGTH).toString('hex');
    const accessToken = `${PREFIX[caller.kind]}.${random}`.slice(0, TOKEN_LENGTH);
    const expireTime = now() + TOKEN_LIFE_MS;
    issued.set(accessToken, { caller, expireTime });
    return { accessToken, expireTime };
  };
  return {
    issueTo,
    getToken(fields) {
      const appKey = fields.text('appKey');
      const appSecret = fields.text('appSecret');
      if (appKey !== APP_KEY) throw new Refusal('10017');
      if (appSecret !== APP_SECRET) throw new Refusal('10030');
      return issueTo(OWNER);
    },
    callerOf(token) {
      const held = issued.get(token);
      if (held && now() < held.expireTime) return held.caller;
      issued.delete(token);
      throw new Refusal('10002');
    },
    expireTokens: () => issued.clear(),
  };
}
