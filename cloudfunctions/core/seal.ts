import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Master keys by id; the first seals, all open. */
export interface Keyring {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** Encrypts what must not lie open in the database. */
export interface Seals {
  /** `place` names the one document that may hold the text, such as `accounts/7f`: moved elsewhere, it won't open. */
  seal(text: string, place: string): string;
  open(sealed: string, place: string): string;
  /** The same text sealed with the current key; as it is where that is so already. */
  renew(sealed: string, place: string): string;
}

const VERSION = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Reads `id:base64,id:base64…`, each id once and each key 32 bytes. The first is the current one; the others still open old seals. */
export function readKeyring(text: string | undefined): Keyring {
  const entries = (text ?? '').split(',').filter(Boolean).map(readKey);
  const [first] = entries;
  if (!first) throw new Error('the keyring is empty');
  const twice = entries.findIndex(([id], index) => entries.findIndex(([other]) => other === id) < index);
  if (twice >= 0) throw new Error(`key ${twice + 1} of the keyring has the id of another`);
  return { current: first[0], keys: new Map(entries) };
}

function readKey(entry: string, index: number): [string, Buffer] {
  const [, id, base64] = /^([\w-]{1,16}):([\w+/-]+=*)$/.exec(entry.trim()) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  if (id === undefined || key.length !== KEY_BYTES) throw new Error(`key ${index + 1} of the keyring is malformed`);
  return [id, key];
}

/** A key for one purpose, so that no two documents are ever sealed with the same one. */
export function deriveKey({ keys }: Keyring, id: string, purpose: string): Buffer {
  const key = keys.get(id);
  if (!key) throw new Error('sealed with a key that the keyring no longer holds');
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, KEY_BYTES));
}

/** AES-256-GCM; the place is both the key's purpose and authenticated. Format: `v1.kid.iv.tag.ct`. */
export function createSeals(keyring: Keyring): Seals {
  const seals: Seals = {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', deriveKey(keyring, keyring.current, place), nonce);
      cipher.setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
      return [VERSION, keyring.current, ...parts].join('.');
    },
    open(sealed, place) {
      const [version, id, nonce, tag, text, ...rest] = sealed.split('.');
      if (version !== VERSION || !id || !nonce || !tag || text === undefined || rest.length > 0) {
        throw new Error('not a sealed text');
      }
      const key = deriveKey(keyring, id, place);
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place)).setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(Buffer.from(text, 'base64url'), undefined, 'utf8') + decipher.final('utf8');
    },
    renew(sealed, place) {
      const text = seals.open(sealed, place);
      return sealed.startsWith(`${VERSION}.${keyring.current}.`) ? sealed : seals.seal(text, place);
    },
  };
  return seals;
}
