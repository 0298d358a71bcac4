import { createHmac } from 'node:crypto';
import type { SimRequest } from '../simulator';
import { refusals } from './codes';

/** The demo product and its keys. They open nothing but this simulator. */
export const PRODUCT_ID = '7355';
export const MASTER_KEY = 'sandbox-onenet-master-key=';
/** Section 1.2's code, with which a device registers itself. */
export const REGISTER_CODE = 'sandbox-onenet-register-code';
/** Base64, as the console shows it. */
export const ACCESS_KEY = Buffer.from('sandbox-onenet-access-key-012345').toString('base64');

const VERSION = '2018-10-31';
const METHODS: readonly string[] = ['md5', 'sha1', 'sha256'];
const PARTS = ['version', 'res', 'et', 'method', 'sign'] as const;

/** Who calls: the product by its master key or by a token, one device with its own key, or somebody who need not say. */
export type Caller =
  | { readonly kind: 'product'; readonly by: 'master-key' | 'token' }
  | { readonly kind: 'device'; readonly deviceId: string }
  | { readonly kind: 'anybody' };

/** The key of one device: good for that device only. */
export const deviceKey = (deviceId: string): string =>
  `dev-${createHmac('sha256', MASTER_KEY).update(deviceId).digest('base64url').slice(0, 24)}=`;

/** Reads the `api-key` header or, failing that, the `Authorization` token. Refuses as errno 3. */
export function identify({ headers }: Pick<SimRequest, 'headers'>, now: number, askedDevice: string | null): Caller {
  const apiKey = headers['api-key'];
  if (apiKey !== undefined) return byApiKey(apiKey, askedDevice);
  const token = headers.authorization;
  if (token !== undefined && isGenuine(token, now)) return { kind: 'product', by: 'token' };
  throw refusals.unauthenticated();
}

function byApiKey(apiKey: string, askedDevice: string | null): Caller {
  if (apiKey === MASTER_KEY) return { kind: 'product', by: 'master-key' };
  if (askedDevice !== null && apiKey === deviceKey(askedDevice)) return { kind: 'device', deviceId: askedDevice };
  throw refusals.unauthenticated();
}

/**
 * The security token of the OneNET guide ("token" chapter): sign is the base64 HMAC, under the base64-decoded
 * access key, of et, method, res and version, one a line; every value is percent-encoded.
 */
function isGenuine(token: string, now: number): boolean {
  const parts = parseToken(token);
  if (!parts) return false;
  const { version, res, et, method, sign } = parts;
  if (version !== VERSION || res !== `products/${PRODUCT_ID}`) return false;
  if (!/^\d{1,12}$/.test(et) || Number(et) * 1000 <= now || !METHODS.includes(method)) return false;
  return sign === signToken({ res, et, method }, ACCESS_KEY);
}

export function signToken(token: { res: string; et: string; method: string }, accessKey: string): string {
  const text = [token.et, token.method, token.res, VERSION].join('\n');
  return createHmac(token.method, Buffer.from(accessKey, 'base64')).update(text, 'utf8').digest('base64');
}

function parseToken(token: string): Record<(typeof PARTS)[number], string> | null {
  const values = new Map<string, string>();
  for (const pair of token.split('&')) {
    const [name = '', value = '', ...more] = pair.split('=');
    // A sign with raw "=" or "+" shows that the value was not percent-encoded.
    if (more.length > 0 || /[+/]/.test(value)) return null;
    values.set(name, percentDecode(value));
  }
  const [version, res, et, method, sign] = PARTS.map((name) => values.get(name) ?? '');
  if (!version || !res || !et || !method || !sign) return null;
  return { version, res, et, method, sign };
}

function percentDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
