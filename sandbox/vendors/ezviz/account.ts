import { randomBytes } from 'node:crypto';
import { Refusal } from './codes';
import type { Fields } from './fields';

/** The demo developer's keys. They open nothing but this simulator. */
export const APP_KEY = 'sandbox-ezviz-app-key';
export const APP_SECRET = 'sandbox-ezviz-app-secret';

const TOKEN_LIFE_MS = 7 * 24 * 3_600_000;
const TOKEN_LENGTH = 64;

export interface Account {
  /** token/get: every call makes another token, and the older ones stay good. */
  issueToken(fields: Fields): { accessToken: string; expireTime: number };
  /** 10002 unless the token is one of ours and within its seven days. */
  checkToken(token: string): void;
  readonly expireTokens: () => void;
}

export function createAccount(now: () => number): Account {
  const expiries = new Map<string, number>();
  return {
    issueToken(fields) {
      const appKey = fields.text('appKey');
      const appSecret = fields.text('appSecret');
      if (appKey !== APP_KEY) throw new Refusal('10017');
      if (appSecret !== APP_SECRET) throw new Refusal('10030');
      const accessToken = `at.${randomBytes(TOKEN_LENGTH).toString('hex')}`.slice(0, TOKEN_LENGTH);
      const expireTime = now() + TOKEN_LIFE_MS;
      expiries.set(accessToken, expireTime);
      return { accessToken, expireTime };
    },
    checkToken(token) {
      const expiry = expiries.get(token);
      if (expiry !== undefined && now() < expiry) return;
      expiries.delete(token);
      throw new Refusal('10002');
    },
    expireTokens: () => expiries.clear(),
  };
}
