import { createHash } from 'node:crypto';
import type { DriverDeps, Token } from '../../core/ports';
import type { OvoparkCall } from './client';
import { loginReply, METHODS, tokenReply, type OvoparkCredentials } from './wire';

/** How long the vendor's own integrators keep a token whose end the vendor does not tell. */
const TOKEN_LIFE_MS = 24 * 3600_000;

/** The second layer of rights: a token in the header `authenticator`. The vendor's two pages do not speak of it. */
export interface UserTokens {
  /** Undefined where the account names neither a token nor a user. */
  use(): Promise<string | undefined>;
  /** False where there is no other to be had. */
  discard(value: string): Promise<boolean>;
}

/** The account's own token, or that of the user it names, fetched once for all by `call`, which sends none. */
export function createUserTokens(
  { account, clock, tokens }: DriverDeps<OvoparkCredentials>,
  call: OvoparkCall,
): UserTokens {
  const { userToken, userName, userPassword, gatewayUrl, accessKey } = account.credentials;
  if (userToken !== undefined || userName === undefined) {
    return { use: async () => userToken, discard: async () => false };
  }

  const renew = async (): Promise<Token> => {
    if (userPassword === undefined) {
      const { token } = await call(METHODS.getToken, { loginName: userName }, tokenReply);
      return { value: token, expiresAt: clock.now() + TOKEN_LIFE_MS };
    }
    const login = await call(METHODS.ssoLogin, { userName, password: digest('md5', userPassword) }, loginReply);
    return { value: login.token, expiresAt: login.tokenExpirationTimestamp ?? clock.now() + TOKEN_LIFE_MS };
  };

  const key = `ovopark:${account.id}:${digest('sha256', `${gatewayUrl} ${accessKey} ${userName}`).slice(0, 16)}`;
  return {
    use: () => tokens.use(key, renew),
    async discard(value) {
      await tokens.discard(key, value);
      return true;
    },
  };
}

const digest = (method: 'md5' | 'sha256', text: string): string => createHash(method).update(text).digest('hex');
