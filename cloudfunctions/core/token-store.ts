import type { Database } from './database';
import { addNew } from './database';
import type { TokenDocument } from './documents';
import type { Seals } from './seal';
import type { ReadToken, TokenHold, TokenStore } from './token-lease';

const NOT_HELD = { holder: '', heldUntil: 0 };

/** Tokens in the document database, sealed, each write one conditional operation. */
export function createTokenStore(database: Database, seals: Seals): TokenStore {
  const tokens = database.collection('tokens');

  async function create(key: string, { holder, until }: TokenHold): Promise<boolean> {
    const document: TokenDocument = { _id: key, value: '', expiresAt: 0, renewAt: 0, holder, heldUntil: until };
    return addNew(tokens, document);
  }

  return {
    async read(key) {
      const found = await tokens.get(key);
      return found && toToken(found, seals);
    },
    async acquire(key, hold) {
      const free = { _id: key, expiresAt: hold.expiresAt, heldUntil: { below: hold.now } };
      const taken = await tokens.update(free, { holder: hold.holder, heldUntil: hold.until });
      return taken === 1 || (hold.expiresAt === 0 && (await create(key, hold)));
    },
    async save(key, holder, { value, expiresAt, renewAt }) {
      const sealed = seals.seal(value, placeOf(key));
      return (await tokens.update({ _id: key, holder }, { value: sealed, expiresAt, renewAt, ...NOT_HELD })) === 1;
    },
    async release(key, holder) {
      await tokens.update({ _id: key, holder }, NOT_HELD);
    },
    async expire(key, expiresAt) {
      await tokens.update({ _id: key, expiresAt }, { expiresAt: 0, renewAt: 0 });
    },
  };
}

function toToken({ _id, value, expiresAt, renewAt, heldUntil }: TokenDocument, seals: Seals): ReadToken {
  return { value: value === '' ? '' : seals.open(value, placeOf(_id)), expiresAt, renewAt, heldUntil };
}

function placeOf(key: string): string {
  return `tokens/${key}`;
}
