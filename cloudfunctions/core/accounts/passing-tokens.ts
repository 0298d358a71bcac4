import type { TokenLease } from '../ports';

/** Tokens for one asking: each is fetched from the vendor, so that it speaks of the credentials as they were typed. */
export function createPassingTokens(): TokenLease {
  const held = new Map<string, string>();
  return {
    async use(key, renew) {
      const value = held.get(key) ?? (await renew()).value;
      held.set(key, value);
      return value;
    },
    async discard(key, value) {
      if (held.get(key) === value) held.delete(key);
    },
  };
}
