import type { StoredToken, TokenStore } from '../../cloudfunctions/core/token-lease';

export interface FakeTokenStore extends TokenStore {
  /** Operations so far. */
  operations(): number;
  /** How many of them tried to take a hold. */
  attempts(): number;
}

/** A token store in memory, with the conditions that the real one puts on its writes. */
export function makeTokenStore(): FakeTokenStore {
  const rows = new Map<string, StoredToken & { holder: string; heldUntil: number }>();
  let operations = 0;
  let attempts = 0;
  const step = async (): Promise<void> => {
    operations += 1;
    await Promise.resolve();
  };
  return {
    operations: () => operations,
    attempts: () => attempts,
    async read(key) {
      await step();
      const row = rows.get(key);
      if (row === undefined) return null;
      const { value, expiresAt, renewAt, heldUntil } = row;
      return { value, expiresAt, renewAt, heldUntil };
    },
    async acquire(key, { holder, now, until, expiresAt }) {
      attempts += 1;
      await step();
      const row = rows.get(key) ?? { value: '', expiresAt: 0, renewAt: 0, holder: '', heldUntil: 0 };
      if (row.expiresAt !== expiresAt || row.heldUntil >= now) return false;
      rows.set(key, { ...row, holder, heldUntil: until });
      return true;
    },
    async save(key, holder, token) {
      await step();
      if (rows.get(key)?.holder !== holder) return false;
      rows.set(key, { ...token, holder: '', heldUntil: 0 });
      return true;
    },
    async release(key, holder) {
      await step();
      const row = rows.get(key);
      if (row?.holder === holder) rows.set(key, { ...row, holder: '', heldUntil: 0 });
    },
    async expire(key, expiresAt) {
      await step();
      const row = rows.get(key);
      if (row?.expiresAt === expiresAt) rows.set(key, { ...row, expiresAt: 0, renewAt: 0 });
    },
  };
}
