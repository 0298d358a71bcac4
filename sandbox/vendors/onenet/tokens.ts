import { createHmac, randomBytes } from 'node:crypto';

const NEVER = 0;
const SEAL_LENGTH = 32;

/** Tokens that carry their own proof: `<expiry in base 36><seal>`, bound to what they open. */
export interface Tokens {
  /** `lifeMs` −1 is for ever. */
  issue(opens: string, lifeMs: number): string;
  isGood(opens: string, token: string): boolean;
  /** Whatever was issued so far opens nothing any more. */
  readonly expireAll: () => void;
}

export function createTokens(now: () => number): Tokens {
  const secret = randomBytes(32);
  let generation = 0;
  const seal = (opens: string, expiry: string): string =>
    createHmac('sha256', secret).update([opens, expiry, generation].join('|')).digest('hex').slice(0, SEAL_LENGTH);
  return {
    issue(opens, lifeMs) {
      const expiry = (lifeMs === -1 ? NEVER : now() + lifeMs).toString(36);
      return expiry + seal(opens, expiry);
    },
    isGood(opens, token) {
      const expiry = token.slice(0, -SEAL_LENGTH);
      if (token !== expiry + seal(opens, expiry)) return false;
      const at = Number.parseInt(expiry, 36);
      return at === NEVER || now() < at;
    },
    expireAll: () => {
      generation++;
    },
  };
}
